// The keys: a table from a chord to a name. They sleep while somebody types.

export const TABLE = {
  " ": "play", k: "play", j: "back", l: "forward", ArrowLeft: "frame_back", ArrowRight: "frame_on", ",": "frame_back",
  ".": "frame_on", "Shift+ArrowLeft": "second_back", "Shift+ArrowRight": "second_on", ArrowUp: "cut_before",
  ArrowDown: "cut_after", Home: "start", End: "end", m: "mute", f: "full", n: "snap", s: "split", "Ctrl+b": "split",
  Delete: "delete", Backspace: "delete", "Shift+Delete": "lift", "Shift+Backspace": "lift", "[": "trim_head",
  "]": "trim_tail", "Ctrl+z": "undo", "Ctrl+Shift+z": "redo", "Ctrl+y": "redo", i: "in", o: "out", x: "clear",
  "+": "zoom_in", "=": "zoom_in", "-": "zoom_out", "Shift+z": "fit", "/": "composer", Escape: "escape",
  "Ctrl+e": "export", "?": "shortcuts", "Alt+ArrowLeft": "move_left", "Alt+ArrowRight": "move_right",
};

/** The chord of a key event as the table writes it; the command key of a Mac counts as Ctrl. Pure. */
export function chord(event) {
  let key = event.key;
  if (key.length === 1 && /[a-z]/i.test(key)) key = key.toLowerCase();
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  // shift is part of what a sign is; only with letters and named keys does it stand for itself
  if (event.shiftKey && (key.length > 1 || /[a-z]/.test(key))) parts.push("Shift");
  return [...parts, key].join("+");
}

/** Whether keys belong to what has the focus. */
export function typing(target) {
  if (!(target instanceof Element)) return false;
  if (target.closest("[contenteditable=true], textarea, select")) return true;
  const field = target.closest("input");
  return !!field && !["checkbox", "radio", "button", "range"].includes(field.type);
}

/** What the pointer touched last, until the focus goes elsewhere by keys. What was only clicked keeps no keys: after a click
 * on a clip or on Mute, Space plays and the arrows step frames, as before the click. */
let touched = null;

export const onlyTouched = (node) => touched !== null && (touched === node || touched.contains(node) || node.contains(touched));

function watchPointer() {
  const down = (event) => { touched = event.target instanceof Element ? event.target.closest("button, [role=option]") : null; };
  const key = (event) => { if (event.key === "Tab") touched = null; };
  addEventListener("pointerdown", down, true);
  addEventListener("keydown", key, true);
  return () => { removeEventListener("pointerdown", down, true); removeEventListener("keydown", key, true); };
}

/** Calls `act[name]` for the keys of the table; an act that returns false leaves the key to others. */
export function listen(act) {
  const pressed = (event) => {
    if (event.isComposing || event.defaultPrevented || typing(event.target)) return;
    if (document.querySelector("dialog[open], .menu:popover-open")) return;
    const name = TABLE[chord(event)];
    if (!name || !act[name]) return;
    // what was reached by keys keeps its own
    const own = event.target.closest("button, a, summary, [role=option], [role=tab]");
    if (own && (event.key === "Enter" || (event.key === " " && !onlyTouched(own)))) return;
    if (own instanceof HTMLButtonElement && event.key === " ") own.blur();
    if (event.key.startsWith("Arrow") && event.target.closest("[role=slider], [role=tablist], input, [role=menu]")) return;
    if (act[name](event) !== false) event.preventDefault();
  };
  const unwatch = watchPointer();
  addEventListener("keydown", pressed);
  return () => { unwatch(); removeEventListener("keydown", pressed); };
}

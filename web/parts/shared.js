// Small things every part uses.
import { h } from "preact";
import htm from "htm";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

export const html = htm.bind(h);

const SPRITE = new URL("../icons.svg", import.meta.url).pathname;

export const Icon = ({ name }) => html`<svg class="icon" aria-hidden="true"><use href=${`${SPRITE}#${name}`} /></svg>`;

export function Button({ icon, primary, danger, quiet, children, class: more = "", ...rest }) {
  const look = [primary && "primary", danger && "danger", quiet && "quiet", more].filter(Boolean).join(" ");
  return html`<button type="button" class="button ${look}" ...${rest}>${icon && html`<${Icon} name=${icon} />`}${children}</button>`;
}

/** A button that is only a picture; its name is told and shown on hover. */
export const Round = ({ icon, label, pressed, class: more = "", ...rest }) => html`<button type="button" class="round ${more}"
  title=${label} aria-label=${label} aria-pressed=${pressed} ...${rest}><${Icon} name=${icon} /></button>`;

/** Text that is edited in place: Enter keeps, Escape leaves; with `empty` it may be emptied. */
export function InPlace({ value, label, onKeep, class: more = "", editing, onDone, empty = false }) {
  const field = useRef(null);
  useLayoutEffect(() => { if (editing && field.current) { field.current.focus(); field.current.select(); } }, [editing]);
  if (!editing) return null;
  const done = (keep) => {
    const text = field.current?.value ?? value;
    onDone();
    if (keep && (empty || text.trim()) && text !== value) onKeep(text);
  };
  return html`<input ref=${field} class="field ${more}" aria-label=${label} defaultValue=${value} maxlength="200"
    onKeyDown=${(event) => {
      if (event.isComposing) return;
      if (event.key === "Enter") { event.preventDefault(); done(true); }
      if (event.key === "Escape") { event.stopPropagation(); done(false); }
    }} onBlur=${() => done(true)} />`;
}

/** What each track looks like: colour is never the only mark. */
export const TRACKS = { video: "film", title: "title", sound: "sound", music: "music", canvas: "canvas" };

/** A small menu below a button, with the browser's own popover. */
export function Menu({ id, label, icon = "menu", items, class: more = "round" }) {
  const open = (event) => {
    const box = event.currentTarget.getBoundingClientRect(), menu = document.getElementById(id);
    menu.showPopover();
    const wide = menu.offsetWidth, high = menu.offsetHeight;
    menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - wide - 8))}px`;
    menu.style.top = `${box.bottom + high + 8 > innerHeight ? Math.max(8, box.top - high - 4) : box.bottom + 4}px`;
    menu.querySelector("button")?.focus();
  };
  const move = (event) => {
    const all = [...event.currentTarget.querySelectorAll("button:not(:disabled)")], here = all.indexOf(document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[(to + all.length) % all.length].focus();
  };
  return html`<button type="button" class=${more} title=${label} aria-label=${label} aria-haspopup="menu" onClick=${open}><${Icon} name=${icon} /></button>
    <div class="menu" id=${id} popover role="menu" aria-label=${label} onKeyDown=${move}>
      ${items.filter(Boolean).map((item) => html`<button type="button" role="menuitem" class=${item.danger ? "danger" : ""} disabled=${item.disabled}
        onClick=${() => { document.getElementById(id).hidePopover(); item.run(); }}><${Icon} name=${item.icon} />${item.label}</button>`)}
    </div>`;
}

const sheets = new Map();

/** The style sheet of a part that is fetched later; done when it is there. */
export function styled(name) {
  if (!sheets.has(name)) {
    sheets.set(name, new Promise((done) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = new URL(`./${name}.css`, import.meta.url).href;
      link.onload = link.onerror = done;
      document.head.append(link);
    }));
  }
  return sheets.get(name);
}

/** A part that is fetched when it is first shown: `load` gives it. */
export function Later({ load, ...rest }) {
  const [part, setPart] = useState(null);
  useEffect(() => {
    let here = true;
    load().then((found) => { if (here) setPart(() => found); }, () => {});
    return () => { here = false; };
  }, []);
  return part ? html`<${part} ...${rest} />` : null;
}

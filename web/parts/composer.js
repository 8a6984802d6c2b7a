// The composer: words, the files and clips they name, and what of the page goes along with them.
import { useEffect, useRef, useState } from "preact/hooks";
import { effect } from "@preact/signals";
import { html, Icon, Round } from "./shared.js";
import { say, stop } from "../lib/talking.js";
import { t } from "../lib/i18n.js";
import { clock } from "../lib/timecode.js";
import * as store from "../lib/store.js";
import { add, ACCEPTED } from "../lib/uploading.js";

const NAMES_MOST = 8, NAME_MOST = 24;

const short = (text) => (text.length > NAME_MOST ? `${text.slice(0, NAME_MOST - 1)}…` : text);

/** What is selected, as one would say it: "clip 2"; empty for nothing. */
function chosenWords() {
  const { size } = store.selection.value, now = store.chosen.value;
  if (size > 1) return t("timeline.selected", { count: size });
  if (!now) return "";
  if (now.kind === "clip") return t("composer.clip", { n: store.clips.value.findIndex((clip) => clip.id === now.item.id) + 1 });
  if (now.kind === "title") return `“${short(now.item.text)}”`;
  return short(now.item.label || store.mediaById.value.get(now.item.media)?.name || t(`kind.${now.kind}`));
}

/** The playhead and the selection, which travel with the message. The time is painted without drawing the composer. */
function Looking() {
  const node = useRef(null), words = chosenWords();
  useEffect(() => effect(() => {
    const text = t("composer.at", { time: clock(store.playhead.value, true) });
    if (node.current) node.current.textContent = text;
  }), []);
  return html`<span class="looking tiny" title=${t("composer.along")}><span class="hidden">${t("composer.along")}: </span><span class="mono" ref=${node}></span>${words && html`
    <span class="cut">${` · ${words}`}</span><button type="button" aria-label=${t("composer.deselect")} title=${t("composer.deselect")} onClick=${() => { store.selection.value = new Set(); }}><${Icon} name="close" /></button>`}</span>`;
}

/** What `@` offers for the letters typed: files by name, clips and titles as one points at them. */
function offered(letters) {
  const wanted = letters.toLowerCase(), found = [];
  for (const one of store.media.value) found.push({ icon: one.kind === "audio" ? "music" : "film", words: one.name, about: t("composer.file") });
  for (const [index, clip] of store.clips.value.entries()) found.push({ icon: "cut", words: t("composer.clip", { n: index + 1 }), about: `${short(clip.name)} · ${clock(clip.start.seconds)}` });
  for (const title of store.project.value?.titles ?? []) found.push({ icon: "title", words: t("composer.title", { text: title.text.replaceAll("\n", " ") }), about: clock(title.start.seconds) });
  return found.filter((one) => `${one.words} ${one.about}`.toLowerCase().includes(wanted)).slice(0, NAMES_MOST);
}

export function Composer() {
  const field = useRef(null), picker = useRef(null);
  const [naming, setNaming] = useState(null);
  const [at, setAt] = useState(0), [next, setNext] = useState(/** @type {string | null} */ (null)); // the session whose turn is waited for
  const text = store.draft.value, busy = store.busy.value;
  useEffect(() => {
    const node = field.current;
    if (!node) return;
    node.style.height = "auto";
    node.style.height = `${Math.min(node.scrollHeight, 180)}px`;
  }, [text]);
  const names = naming === null ? [] : offered(naming);
  const look = (node) => {
    const before = node.value.slice(0, node.selectionStart), found = before.match(/(?:^|[\s，。、：])@([^\s@]*)$/);
    setNaming(found ? found[1] : null);
    setAt(0);
  };
  const name = ({ words }) => {
    const node = field.current, before = node.value.slice(0, node.selectionStart).replace(/@[^\s@]*$/, "");
    store.draft.value = `${before}${words} ${node.value.slice(node.selectionStart)}`;
    setNaming(null);
    requestAnimationFrame(() => { node.focus(); node.selectionStart = node.selectionEnd = before.length + words.length + 1; });
  };
  const send = () => {
    const words = store.draft.value.trim();
    if (!words) return;
    if (busy) { setNext(store.session.value.id); return; }
    store.draft.value = "";
    say(words);
  };
  // what is sent while a turn is on its way goes off after it; where that turn failed, both wait for the user
  useEffect(() => { if (!busy && next) { setNext(null); if (store.session.value?.id === next && !store.turn.value) send(); } }, [busy]);
  const key = (event) => {
    // while an input method composes, Enter chooses a word (229 is what older browsers say)
    if (event.isComposing || event.keyCode === 229) return;
    if (names.length) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); setAt((at + (event.key === "ArrowDown" ? 1 : names.length - 1)) % names.length); return; }
      if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); name(names[at]); return; }
      if (event.key === "Escape") { event.stopPropagation(); setNaming(null); return; }
    }
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); send(); }
    if (event.key === "Escape") { setNext(null); event.currentTarget.blur(); }
  };
  return html`<div class="composer">
    ${names.length > 0 && html`<div class="names" role="listbox" id="names" aria-label=${t("composer.names")}>${names.map((one, number) => html`
      <div role="option" id=${`name-${number}`} aria-selected=${number === at} onPointerDown=${(event) => { event.preventDefault(); name(one); }}><${Icon} name=${one.icon} /><span class="cut grow">${one.words}</span><span class="tiny muted cut">${one.about}</span></div>`)}</div>`}
    <textarea id="composer" ref=${field} rows="1" placeholder=${t("composer.hint")} aria-label=${t("composer")} value=${text} maxlength="4000"
      role=${names.length ? "combobox" : undefined} aria-expanded=${names.length ? "true" : undefined} aria-controls=${names.length ? "names" : undefined} aria-activedescendant=${names.length ? `name-${at}` : undefined}
      onInput=${(event) => { store.draft.value = event.currentTarget.value; look(event.currentTarget); }} onKeyDown=${key} onBlur=${() => setNaming(null)}
      onPaste=${(event) => { if (event.clipboardData?.files.length) { event.preventDefault(); add([...event.clipboardData.files]); } }}></textarea>
    <div class="composer-foot">
      <${Round} icon="attach" label=${t("attach")} onClick=${() => picker.current.click()} />
      <input type="file" multiple hidden ref=${picker} accept=${ACCEPTED} aria-label=${t("attach")} tabindex="-1"
        onChange=${(event) => { add([...event.currentTarget.files]); event.currentTarget.value = ""; }} />
      ${store.hasPicture.value && html`<${Looking} />`}
      <span class="grow"></span>
      ${!store.narrow.value && html`<span class="tiny muted enter" role="status">${t(next ? "composer.next" : "composer.enter")}</span>`}
      ${busy ? html`<button type="button" class="send" aria-label=${t("stop")} title=${t("stop")} onClick=${() => { setNext(null); stop(); }}><${Icon} name="stop" /></button>`
        : html`<button type="button" class="send" aria-label=${t("send")} title=${t("send")} disabled=${!text.trim()} onClick=${send}><${Icon} name="send" /></button>`}
    </div>
  </div>`;
}

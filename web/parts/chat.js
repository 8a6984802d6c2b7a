// The talk: what was said, what was done about it, and the composer.
import { useEffect, useRef, useState } from "preact/hooks";
import { effect } from "@preact/signals";
import { html, Icon, Round } from "./shared.js";
import { Card, Line } from "./card.js";
import { retry, say, stop } from "../lib/actions.js";
import { has, t } from "../lib/i18n.js";
import { timecode } from "../lib/timecode.js";
import * as store from "../lib/store.js";
import { add, ACCEPTED } from "../lib/uploading.js";

/** Messages and the changes nobody said anything about, in the order they came. */
function entries() {
  const said = new Map(), list = [], told = new Set();
  for (const message of store.messages.value) {
    if (message.author === "user") said.set(message.turn, message);
    const asked = said.get(message.turn);
    const made = message.author === "rushes" && message.kind === "reply" && message.revision !== null && asked && message.revision > (asked.revision ?? -1);
    if (made) told.add(message.revision);
    list.push({ key: `m${message.number}`, at: message.at, order: message.revision ?? 0, message, card: made ? message.revision : null });
  }
  for (const card of store.cards.value.values()) {
    if (card.number && !told.has(card.number)) list.push({ key: `r${card.number}`, at: card.at, order: card.number - 0.5, lone: card });
  }
  return list.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.order - b.order));
}

const Bubble = ({ text }) => html`<div class="said"><span class="hidden">${t("chat.you")}: </span>${text}</div>`;

function Answer({ message, last }) {
  const error = message.kind === "error" || message.kind === "refusal";
  return html`<div class="answer ${error ? "refused" : ""}">
    ${message.kind === "error" && html`<${Icon} name="warning" />`}<p>${message.text}</p>
    ${message.choices.length > 0 && html`<div class="choices" role="group" aria-label=${t("chat.choices")}>
      ${message.choices.map((choice) => html`<button type="button" disabled=${!last || store.busy.value} onClick=${() => say(choice)}>${choice}</button>`)}</div>`}
  </div>`;
}

function Working() {
  const now = store.turn.value;
  if (!now) return null;
  if (now.failed) {
    return html`<${Bubble} text=${now.text} /><div class="answer failed" role="alert">
      <${Icon} name="warning" /><p>${now.failed.status ? now.failed.message : t("error.unreachable")} ${now.failed.hint || ""}</p>
      <div class="choices"><button type="button" onClick=${retry}>${t("again")}</button>
      <button type="button" onClick=${() => { store.draft.value = now.text; store.turn.value = null; }}>${t("chat.change")}</button></div></div>`;
  }
  const doing = now.doing && has(`doing.${now.doing}`) ? t(`doing.${now.doing}`) : now.doing ? t("doing.other", { name: now.doing.replaceAll("_", " ") }) : t("doing.thinking");
  return html`<${Bubble} text=${now.text} />
    ${now.answer ? html`<div class="answer"><p>${now.answer}</p></div>`
      : html`<div class="doing small muted"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${now.slow ? t("doing.slow") : doing}</div>`}`;
}

/** What could be asked next, from how things stand. */
function suggestions() {
  const project = store.project.value;
  if (!project || !store.media.value.length) return ["suggest.help"];
  if (!project.track.length) return ["suggest.merge", "suggest.help"];
  const found = [];
  if (store.media.value.some((one) => one.kind === "video" && !store.used.value.has(one.id))) found.push("suggest.merge");
  const long = store.length.value;
  if (long > 45) found.push("suggest.shorten");
  if (!project.titles.length) found.push("suggest.title");
  if (!project.sounds.length) found.push("suggest.music");
  if (store.clips.value.length > 1 && !store.clips.value.some((clip) => clip.transition)) found.push("suggest.dissolve");
  if (project.canvas.width > project.canvas.height) found.push("suggest.vertical");
  if (project.sounds.length && !project.sounds.some((sound) => sound.ducked)) found.push("suggest.duck");
  found.push("suggest.export");
  return found.slice(0, 4);
}

export function Chat({ handle = null, bare = false }) {
  const log = useRef(null), stuck = useRef(true);
  const list = entries();
  const spoken = [...store.messages.value].reverse().find((one) => one.author === "rushes");
  const [told, setTold] = useState("");
  const before = useRef(spoken?.number ?? 0);
  useEffect(() => {
    if (spoken && spoken.number > before.current) { before.current = spoken.number; setTold(spoken.text); }
  }, [spoken?.number]);
  useEffect(() => {
    const node = log.current;
    if (node && stuck.current) node.scrollTop = node.scrollHeight;
  }, [list.length, store.turn.value, store.narrow.value]);
  const last = list[list.length - 1]?.key;
  return html`<section class="chat ${bare ? "bare" : ""}" aria-label=${t("chat")}>
    ${handle}
    <div class="log" ref=${log} role="log" aria-live="off" aria-label=${t("chat.log")} tabindex="0"
      onScroll=${(event) => { const node = event.currentTarget; stuck.current = node.scrollHeight - node.scrollTop - node.clientHeight < 60; }}>
      ${!store.session.value && html`<div class="skeleton" style=${{ height: "44px", width: "70%", alignSelf: "end" }}></div><div class="skeleton" style=${{ height: "90px" }}></div>`}
      ${store.session.value && html`<div class="answer"><p>${t("chat.hello")}</p></div>`}
      ${list.map((one) => html`<div class="entry" key=${one.key}>
        ${one.lone ? html`<${Line} card=${one.lone} />`
          : one.message.author === "user" ? html`<${Bubble} text=${one.message.text} />`
          : html`<${Answer} message=${one.message} last=${one.key === last && !store.turn.value} />`}
        ${one.card !== null && one.card !== undefined && store.cards.value.has(one.card) && html`<${Card} card=${store.cards.value.get(one.card)} />`}
      </div>`)}
      <${Working} />
    </div>
    <div class="hidden" aria-live="polite">${told}</div>
    ${!store.turn.value && store.session.value && html`<div class="suggestions" role="group" aria-label=${t("suggestions")}>
      ${suggestions().map((key) => html`<button type="button" key=${key} onClick=${() => say(t(key))}>${t(key)}</button>`)}</div>`}
    <${Composer} />
  </section>`;
}

/** The playhead as a stamp; painted without drawing the composer again. */
function Stamp() {
  const node = useRef(null);
  useEffect(() => effect(() => {
    const text = timecode(store.playhead.value, store.fps.value);
    if (node.current) node.current.textContent = `@ ${text}`;
  }), []);
  return html`<span class="mono tiny muted stamp" ref=${node} title=${t("composer.stamp")}></span>`;
}

function Composer() {
  const field = useRef(null), picker = useRef(null);
  const [naming, setNaming] = useState(null);
  const [at, setAt] = useState(0);
  const text = store.draft.value, busy = store.busy.value;
  useEffect(() => {
    const node = field.current;
    if (!node) return;
    node.style.height = "auto";
    node.style.height = `${Math.min(node.scrollHeight, 180)}px`;
  }, [text]);
  const names = naming === null ? [] : store.media.value.map((one) => one.name)
    .filter((name) => name.toLowerCase().includes(naming.toLowerCase())).slice(0, 6);
  const look = (node) => {
    const before = node.value.slice(0, node.selectionStart), found = before.match(/(?:^|\s)@([^\s@]*)$/);
    setNaming(found ? found[1] : null);
    setAt(0);
  };
  const name = (chosen) => {
    const node = field.current, before = node.value.slice(0, node.selectionStart).replace(/@[^\s@]*$/, "");
    store.draft.value = `${before}${chosen} ${node.value.slice(node.selectionStart)}`;
    setNaming(null);
    requestAnimationFrame(() => { node.focus(); node.selectionStart = node.selectionEnd = before.length + chosen.length + 1; });
  };
  const send = () => {
    const words = store.draft.value.trim();
    if (!words || busy) return;
    store.draft.value = "";
    say(words);
  };
  const key = (event) => {
    // while an input method composes, Enter chooses a word (229 is what older browsers say)
    if (event.isComposing || event.keyCode === 229) return;
    if (names.length) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); setAt((at + (event.key === "ArrowDown" ? 1 : names.length - 1)) % names.length); return; }
      if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); name(names[at]); return; }
      if (event.key === "Escape") { event.stopPropagation(); setNaming(null); return; }
    }
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); send(); }
    if (event.key === "Escape") event.currentTarget.blur();
  };
  const picked = store.chosen.value;
  return html`<div class="composer">
    ${names.length > 0 && html`<div class="names" role="listbox" id="names" aria-label=${t("composer.names")}>${names.map((one, number) => html`
      <div role="option" id=${`name-${number}`} aria-selected=${number === at} onPointerDown=${(event) => { event.preventDefault(); name(one); }}>${one}</div>`)}</div>`}
    <textarea id="composer" ref=${field} rows="1" placeholder=${t("composer.hint")} aria-label=${t("composer")} value=${text} maxlength="4000"
      role=${names.length ? "combobox" : undefined} aria-expanded=${names.length ? "true" : undefined} aria-controls=${names.length ? "names" : undefined} aria-activedescendant=${names.length ? `name-${at}` : undefined}
      onInput=${(event) => { store.draft.value = event.currentTarget.value; look(event.currentTarget); }} onKeyDown=${key}
      onPaste=${(event) => { if (event.clipboardData?.files.length) { event.preventDefault(); add([...event.clipboardData.files]); } }}></textarea>
    <div class="composer-foot">
      <${Round} icon="attach" label=${t("attach")} onClick=${() => picker.current.click()} />
      <input type="file" multiple hidden ref=${picker} accept=${ACCEPTED} aria-label=${t("attach")} tabindex="-1"
        onChange=${(event) => { add([...event.currentTarget.files]); event.currentTarget.value = ""; }} />
      ${store.hasPicture.value && html`<${Stamp} />`}
      ${picked && html`<span class="tiny muted cut about">${picked.item.name || picked.item.text || picked.item.label || picked.item.id}</span>`}
      <span class="grow"></span>
      ${!store.narrow.value && html`<span class="tiny muted enter">${t("composer.enter")}</span>`}
      ${busy ? html`<button type="button" class="send" aria-label=${t("stop")} title=${t("stop")} onClick=${stop}><${Icon} name="stop" /></button>`
        : html`<button type="button" class="send" aria-label=${t("send")} title=${t("send")} disabled=${!text.trim()} onClick=${send}><${Icon} name="send" /></button>`}
    </div>
  </div>`;
}

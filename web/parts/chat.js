// The talk: what was said and what was done about it.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, Icon } from "./shared.js";
import { Card, Line, stateOf } from "./card.js";
import { Composer } from "./composer.js";
import { wordsOf } from "../lib/api.js";
import { suggestions } from "../lib/suggest.js";
import { retry, say } from "../lib/talking.js";
import { addSamples } from "../lib/uploading.js";
import { has, t } from "../lib/i18n.js";
import * as store from "../lib/store.js";

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

/** A reply as the page shows it: "->", which terminals get, may break in two at the end of a line. */
const arrowed = (text) => text.replaceAll(" -> ", " → ");

const Bubble = ({ text }) => html`<div class="said"><span class="hidden">${t("chat.you")}: </span>${text}</div>`;

function Answer({ message, last }) {
  const error = message.kind === "error" || message.kind === "refusal";
  return html`<div class="answer ${error ? "refused" : ""}">
    ${message.kind === "error" && html`<${Icon} name="warning" />`}<p>${arrowed(message.text)}</p>
    ${message.choices.length > 0 && html`<div class="choices" role="group" aria-label=${t("chat.choices")}>
      ${message.choices.map((choice) => html`<button type="button" disabled=${!last || store.busy.value} onClick=${() => say(choice)}>${choice}</button>`)}</div>`}
  </div>`;
}

function Working() {
  const now = store.turn.value;
  if (!now) return null;
  if (now.failed) {
    return html`<${Bubble} text=${now.text} /><div class="answer failed" role="alert">
      <${Icon} name="warning" /><p>${now.failed.status ? wordsOf(now.failed) : t("error.unreachable")}</p>
      <div class="choices"><button type="button" onClick=${retry}>${t("again")}</button>
      <button type="button" onClick=${() => { store.draft.value = [now.text, store.draft.value].filter((words) => words.trim()).join("\n"); store.turn.value = null; }}>${t("chat.change")}</button></div></div>`;
  }
  const doing = now.doing && has(`doing.${now.doing}`) ? t(`doing.${now.doing}`) : now.doing ? t("doing.other", { name: now.doing.replaceAll("_", " ") }) : now.asking ? t("doing.asking", { name: now.asking }) : t("doing.thinking");
  return html`<${Bubble} text=${now.text} />
    ${now.answer ? html`<div class="answer"><p>${arrowed(now.answer)}</p></div>`
      : html`<div class="doing small muted"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${now.slow ? t("doing.slow") : doing}</div>`}`;
}

export function Chat({ handle = null, bare = false }) {
  const log = useRef(null), stuck = useRef(true), was = useRef(0);
  const list = entries();
  const spoken = [...store.messages.value].reverse().find((one) => one.author === "rushes");
  const [told, setTold] = useState("");
  const before = useRef(spoken?.number ?? 0);
  useEffect(() => {
    if (spoken && spoken.number > before.current) { before.current = spoken.number; setTold(spoken.text); }
  }, [spoken?.number]);
  useEffect(() => {
    // whatever makes the log longer (an answer, its card, a narrower window): who was at the end stays there
    const node = log.current, watch = new ResizeObserver(() => { if (stuck.current) node.scrollTop = node.scrollHeight; });
    watch.observe(node);
    watch.observe(node.firstElementChild);
    return () => watch.disconnect();
  }, []);
  useEffect(() => { stuck.current = true; }, [store.turn.value?.key]);
  const scrolled = ({ currentTarget: node }) => {
    // only somebody who scrolls up leaves the end; what grows below does not
    if (node.scrollHeight - node.scrollTop - node.clientHeight < 40) stuck.current = true;
    else if (node.scrollTop < was.current) stuck.current = false;
    was.current = node.scrollTop;
  };
  const last = list[list.length - 1]?.key;
  return html`<section class="chat ${bare ? "bare" : ""}" aria-label=${t("chat")}>
    ${handle}
    <div class="log" ref=${log} role="log" aria-live="off" aria-label=${t("chat.log")} tabindex="0"
      onScroll=${scrolled}><div class="entries">
      ${!store.session.value && html`<div class="skeleton" style=${{ height: "44px", width: "70%", alignSelf: "end" }}></div><div class="skeleton" style=${{ height: "90px" }}></div>`}
      ${store.session.value && html`<div class="answer"><p>${t("chat.hello")}</p></div>`}
      ${list.map((one) => html`<div class="entry" key=${one.key}>
        ${one.lone ? html`<${Line} card=${one.lone} state=${stateOf(one.lone)} />`
          : one.message.author === "user" ? html`<${Bubble} text=${one.message.text} />`
          : html`<${Answer} message=${one.message} last=${one.key === last && !store.turn.value} />`}
        ${one.card !== null && one.card !== undefined && store.cards.value.has(one.card) && html`<${Card} card=${store.cards.value.get(one.card)} state=${stateOf(store.cards.value.get(one.card))} />`}
      </div>`)}
      <${Working} />
    </div></div>
    <div class="hidden" aria-live="polite">${told}</div>
    ${!store.turn.value && store.session.value && html`<div class="suggestions" role="group" aria-label=${t("suggestions")}>
      ${suggestions(store.project.value, store.media.value, store.quiet.value).filter((key) => key !== "sample.try" || !store.uploads.value.length).map((key) => html`<button type="button" key=${key} onClick=${() => (key === "sample.try" ? addSamples() : say(t(key)))}>${t(key)}</button>`)}</div>`}
    <${Composer} />
  </section>`;
}

// A change card: what a revision changed, in numbers, with Undo on it.
import { html, Icon, TRACKS } from "./shared.js";
import { computed } from "@preact/signals";
import { seek } from "./player.js";
import { branch, step } from "../lib/actions.js";
import { amount, has, signed, t } from "../lib/i18n.js";
import { clock } from "../lib/timecode.js";
import * as store from "../lib/store.js";

const SHOWN = 6;

/** A row's words: facts become numbers as people write them. */
export function worded(row) {
  const facts = { ...row.facts };
  if ("change" in facts) facts.change = `${signed(facts.change, 2)} ${t("unit.s")}`;
  if ("length" in facts) facts.length = `${amount(facts.length, 1)} ${t("unit.s")}`;
  if ("gain_db" in facts) facts.gain_db = `${signed(facts.gain_db, 1) || "0"} dB`;
  if ("speed" in facts) facts.speed = `${amount(facts.speed, 2)}×`;
  if ("lufs" in facts) facts.lufs = facts.lufs === "" ? "–" : `${facts.lufs} LUFS`;
  const key = `row.${row.what}`;
  return has(key) ? t(key, facts) : row.what.replaceAll("_", " ");
}

export function when(row) {
  if (!row.at) return "";
  const start = clock(row.at.seconds, true);
  return row.track === "title" && row.end ? `${start}–${clock(row.end.seconds, true)}` : start;
}

/** Looks at what a row is about: the playhead goes there (with words past their fade, where they can be read), and it is
 * selected. */
export function show(row) {
  const title = store.project.value?.titles.find((one) => one.id === row.item);
  if (row.at) seek(row.at.seconds + (title ? Math.min(title.fade_in, title.length.seconds / 2) : 0));
  if (row.item) store.selection.value = new Set([row.item]);
}

export const ICONS = { added: "film", title_added: "title", sound_added: "music", split: "cut", trim_head: "cut", trim_tail: "cut", removed: "trash", title_removed: "trash", sound_removed: "trash", speed: "speed" };

export function Rows({ rows, most = Infinity }) {
  return html`<ul class="rows">${rows.slice(0, most).map((row) => html`<li>
    <button type="button" class="row" onClick=${() => show(row)} title=${worded(row)}>
      <span class="chip" data-track=${row.track}><${Icon} name=${ICONS[row.what] ?? TRACKS[row.track] ?? "film"} /><span class="hidden">${t(`track.${row.track}`)}</span></span>
      <span class="grow cut">${worded(row)}</span><span class="mono tiny muted">${when(row)}</span>
    </button></li>`)}</ul>`;
}

const standings = computed(() => {
  const { current, undo, redo } = store.standing.value;
  return { live: new Set([current, ...undo]), undone: new Set(redo) };
});

/** How a revision stands: live, undone (redo brings it back), or left behind on another way. */
export function stateOf(card) {
  if (card.turn !== "edit") return "step";
  const { live, undone } = standings.value;
  if (live.has(card.number)) return "live";
  return undone.has(card.number) ? "undone" : "left";
}

export function headline(card) {
  if (card.turn === "undo") return t("card.undo", { n: card.did.replace(/^undo of /, "") });
  if (card.turn === "redo") return t("card.redo", { n: card.did.replace(/^redo of /, "") });
  if (card.turn === "restore") return t("card.restore", { n: card.did.replace(/^back to /, "") });
  if (card.turn === "start") return t("card.start");
  return t("card.changes", { count: card.row_count });
}

/** `state` as `stateOf` has it: who draws many asks once, and only those that changed are drawn anew. */
export function Card({ card, state }) {
  const rows = card.rows;
  const compare = () => { store.comparing.value = { old: card.number - 1, new: card.number }; };
  return html`<section class="card ${state}" aria-label=${`r${card.number} ${headline(card)}`}>
    <div class="card-head"><${Icon} name=${state === "undone" ? "undo" : "check"} /><b class="grow cut">${headline(card)}</b><span class="badge">r${card.number}</span></div>
    ${rows.length > 0 && html`<${Rows} rows=${rows} most=${SHOWN} />`}
    ${card.row_count > Math.min(rows.length, SHOWN) && html`<button type="button" class="more small muted" onClick=${compare}>${t("card.more", { n: card.row_count - Math.min(rows.length, SHOWN) })}</button>`}
    <div class="card-foot">
      ${state === "undone" ? html`<button type="button" onClick=${() => step("redo")}><${Icon} name="redo" />${t("redo.short")}</button>`
        : state === "live" ? html`<button type="button" onClick=${() => step("undo", card.number)}><${Icon} name="undo" />${t("undo.short")}</button>`
        : html`<button type="button" onClick=${() => step("restore", card.number)}><${Icon} name="restore" />${t("restore")}</button>`}
      <button type="button" onClick=${compare}><${Icon} name="compare" />${t("compare")}</button>
      ${!store.guest.value && html`<button type="button" onClick=${() => branch(card.number)}><${Icon} name="branch" />${t("branch")}</button>`}
    </div>
  </section>`;
}

const STEPS = { undo: "undo", redo: "redo", restore: "restore" };

/** A change made by hand or a step through history, as one line in the talk. */
export function Line({ card, state }) {
  const text = card.turn === "edit" && card.rows.length ? worded(card.rows[0]) + (card.row_count > 1 ? ` +${card.row_count - 1}` : "") : headline(card);
  return html`<div class="hand-line small ${state}">
    <${Icon} name=${STEPS[card.turn] ?? ICONS[card.rows[0]?.what] ?? TRACKS[card.rows[0]?.track] ?? "cut"} />
    <button type="button" class="grow cut" title=${text} onClick=${() => card.rows[0] && show(card.rows[0])}>${text}</button>
    <span class="badge">r${card.number}</span>
    ${state === "live" && html`<button type="button" class="link" onClick=${() => step("undo", card.number)}>${t("undo.short")}</button>`}
    ${state === "undone" && html`<button type="button" class="link" onClick=${() => step("redo")}>${t("redo.short")}</button>`}
  </div>`;
}


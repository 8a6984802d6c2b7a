// The history: revisions, newest first; nothing is ever taken out.
import { useState } from "preact/hooks";
import { signal } from "@preact/signals";
import { html, Icon, InPlace, Menu } from "./shared.js";
import { headline, stateOf, worded } from "./card.js";
import { branch, go, nameRevision, step } from "../lib/actions.js";
import { ago, size, t } from "../lib/i18n.js";
import * as store from "../lib/store.js";

const titleOf = (card) => (card.turn === "edit" && card.rows.length ? worded(card.rows[0]) + (card.row_count > 1 ? ` +${card.row_count - 1}` : "") : headline(card));

/** Finished exports, by the revision they show. */
function marks() {
  const found = new Map();
  const add = (revision, one) => found.set(revision, [...(found.get(revision) ?? []), one]);
  for (const job of store.jobs.value) if (job.state === "done") add(job.request?.revision, { name: job.request?.file, bytes: job.result?.value?.size_bytes });
  return found;
}

/** A revision that waits for another to be compared with. */
const held = signal(null);

function compareWith(number) {
  const other = held.value;
  held.value = null;
  store.comparing.value = { old: Math.min(other, number), new: Math.max(other, number) };
}

function Past({ card, now, made, grown }) {
  const [naming, setNaming] = useState(false);
  const state = stateOf(card), current = card.number === now, { number } = card;
  const choices = [
    !current && { icon: "restore", label: t("restore"), run: () => step("restore", number) },
    number > 0 && { icon: "compare", label: t("compare.before"), run: () => { store.comparing.value = { old: number - 1, new: number }; } },
    !current && { icon: "compare", label: t("compare.now"), run: () => { store.comparing.value = { old: number, new: now }; } },
    { icon: "compare", label: t("compare.other"), run: () => { held.value = number; } },
    { icon: "pencil", label: t("history.name"), run: () => setNaming(true) },
    !store.guest.value && { icon: "branch", label: t("branch"), run: () => branch(number) },
  ];
  return html`<li class="${current ? "current" : ""} ${state}" aria-current=${current ? "true" : undefined}>
    <div class="past">
      <div class="past-head"><span class="grow past-title"><b>r${number}</b> ${titleOf(card)}</span>
        <${Menu} id=${`past-${number}`} label=${t("history.more", { n: number })} class="dots-button" items=${choices} /></div>
      ${naming ? html`<${InPlace} editing class="small" value=${card.name} label=${t("history.name")} empty onKeep=${(name) => nameRevision(number, name)} onDone=${() => setNaming(false)} />`
        : card.name && html`<span class="past-name small"><${Icon} name="flag" /><span class="cut">${card.name}</span></span>`}
      <span class="tiny muted">${ago(card.at)} · ${t(`by.${card.by}`) === `by.${card.by}` ? card.by : t(`by.${card.by}`)}</span>
      ${made.map((one) => html`<span class="tiny past-export"><${Icon} name="export" />${one.name ?? t("export")}${one.bytes ? ` · ${size(one.bytes)}` : ""}</span>`)}
      ${grown.map((one) => html`<a class="tiny past-export past-branch" href=${`/s/${one.id}`} onClick=${(event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); go(`/s/${one.id}`); }}><${Icon} name="branch" /><span class="cut">${t("history.branch", { name: one.name })}</span></a>`)}
      ${held.value !== null && held.value !== number && html`<div class="two left"><button type="button" class="button small" onClick=${() => compareWith(number)}><${Icon} name="compare" />${t("compare.with", { n: held.value })}</button></div>`}
      ${held.value === null && current && number > 0 && html`<div class="two left"><button type="button" class="button small" onClick=${() => { store.comparing.value = { old: number - 1, new: number }; }}>${t("compare.with", { n: number - 1 })}</button>
        ${!store.guest.value && html`<button type="button" class="button small" aria-label=${t("branch")} title=${t("branch")} onClick=${() => branch(number)}><${Icon} name="branch" /></button>`}</div>`}
    </div></li>`;
}

export function History() {
  const cards = [...store.cards.value.values()].sort((a, b) => b.number - a.number), now = store.session.value?.revision, made = marks();
  return html`${held.value !== null && html`<p class="small held" role="status"><span class="grow">${t("compare.pick", { n: held.value })}</span><button type="button" class="link" onClick=${() => { held.value = null; }}>${t("cancel")}</button></p>`}
    <ol class="history" aria-label=${t("tab.history")}>${cards.map((card) => html`<${Past} key=${card.number} card=${card} now=${now} made=${made.get(card.number) ?? []} grown=${store.branches.value.filter((one) => one.revision === card.number)} />`)}</ol>`;
}

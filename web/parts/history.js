// The history: revisions, newest first; nothing is ever taken out.
import { html, Icon, Menu } from "./shared.js";
import { headline, stateOf, worded } from "./card.js";
import { branch, step } from "../lib/actions.js";
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

export function History() {
  const cards = [...store.cards.value.values()].sort((a, b) => b.number - a.number), now = store.session.value?.revision, made = marks();
  return html`<ol class="history" aria-label=${t("tab.history")}>
    ${cards.map((card) => {
      const state = stateOf(card), current = card.number === now;
      return html`<li key=${card.number} class="${current ? "current" : ""} ${state}" aria-current=${current ? "true" : undefined}>
        <div class="past">
          <div class="past-head"><span class="grow past-title"><b>r${card.number}</b> ${titleOf(card)}</span>
            ${card.number > 0 && html`<${Menu} id=${`past-${card.number}`} label=${t("history.more", { n: card.number })} class="dots-button" items=${[
              !current && { icon: "restore", label: t("restore"), run: () => step("restore", card.number) },
              { icon: "compare", label: t("compare.before"), run: () => { store.comparing.value = { old: card.number - 1, new: card.number }; } },
              !current && { icon: "compare", label: t("compare.now"), run: () => { store.comparing.value = { old: card.number, new: now }; } },
              !store.guest.value && { icon: "branch", label: t("branch"), run: () => branch(card.number) },
            ]} />`}</div>
          <span class="tiny muted">${ago(card.at)} · ${t(`by.${card.by}`) === `by.${card.by}` ? card.by : t(`by.${card.by}`)}</span>
          ${(made.get(card.number) ?? []).map((one) => html`<span class="tiny past-export"><${Icon} name="export" />${one.name ?? t("export")}${one.bytes ? ` · ${size(one.bytes)}` : ""}</span>`)}
          ${current && card.number > 0 && html`<div class="two left"><button type="button" class="button small" onClick=${() => { store.comparing.value = { old: card.number - 1, new: card.number }; }}>${t("compare.with", { n: card.number - 1 })}</button>
            ${!store.guest.value && html`<button type="button" class="button small" aria-label=${t("branch")} title=${t("branch")} onClick=${() => branch(card.number)}><${Icon} name="branch" /></button>`}</div>`}
        </div></li>`;
    })}</ol>`;
}

// The top row: where we are, what is saved, going back and forth, language, light, export.
import { useState } from "preact/hooks";
import { html, Icon, Button, Round, InPlace } from "./shared.js";
import { canRedo, canUndo, go, redo, rename, undo } from "../lib/actions.js";
import { language, speak, t } from "../lib/i18n.js";
import * as store from "../lib/store.js";

const NEXT = { auto: "light", light: "dark", dark: "auto" };
const SIGN = { auto: "auto", light: "sun", dark: "moon" };

export function Preferences() {
  const other = language.value === "zh" ? "en" : "zh";
  return html`
    <button type="button" class="round words" title=${t("language.to", { language: t(`language.${other}`) })}
      onClick=${() => speak(other)}>${language.value === "zh" ? "中文" : "EN"}<span class="hidden"> ${t("language.to", { language: t(`language.${other}`) })}</span></button>
    <${Round} icon=${SIGN[store.theme.value]} label=${t(`theme.${store.theme.value}`)} onClick=${() => { store.theme.value = NEXT[store.theme.value]; }} />`;
}

export const Logo = () => html`<a class="logo" href="/" aria-label=${t("sessions.all")} title=${t("sessions.all")}
  onClick=${(event) => { event.preventDefault(); if (!store.guest.value) go("/"); }}><img src=${new URL("../mark.svg", import.meta.url).pathname} alt="" width="28" height="28" /></a>`;

function Saved() {
  const now = store.session.value;
  if (!now) return null;
  const saving = store.saving.value > 0;
  return html`<span class="saved muted small" role="status"><${Icon} name=${saving ? "retry" : "check"} /><span>${saving ? t("saving") : t("saved", { n: now.revision })}</span></span>`;
}

/** Exports that run or wait, with how far the first one is. */
function Queue() {
  const open = store.jobs.value.filter((job) => job.state === "running" || job.state === "waiting");
  if (!open.length) return null;
  const percent = open[0].percent;
  return html`<button type="button" class="queue small" onClick=${() => { store.dialog.value = "export"; }} title=${t("export.open")}>
    <span class="bar"><i style=${{ width: `${percent}%` }}></i></span>${t("header.exporting", { percent })}${open.length > 1 ? ` +${open.length - 1}` : ""}</button>`;
}

export function Header() {
  const [naming, setNaming] = useState(false);
  const now = store.session.value;
  return html`<header class="head">
    <${Logo} />
    ${naming ? html`<${InPlace} class="naming" value=${now.name} label=${t("session.name")} editing onKeep=${rename} onDone=${() => setNaming(false)} />`
      : html`<h1 class="name"><button type="button" class="cut" title=${t("session.rename")} disabled=${!now} onClick=${() => setNaming(true)}>${now?.name ?? "…"}</button></h1>`}
    ${!store.narrow.value && html`<${Saved} />`}
    <span class="grow"></span>
    <${Queue} />
    <${Round} icon="undo" label=${t("undo")} disabled=${!canUndo()} onClick=${undo} />
    <${Round} icon="redo" label=${t("redo")} disabled=${!canRedo()} onClick=${redo} />
    ${!store.narrow.value && html`<${Round} icon="keyboard" label=${t("shortcuts")} onClick=${() => { store.dialog.value = "shortcuts"; }} />`}
    <${Preferences} />
    ${store.middling.value && !store.narrow.value && html`<${Round} icon="panel" label=${t("side.toggle")} pressed=${store.sideOpen.value} onClick=${() => { store.sideOpen.value = !store.sideOpen.value; }} />`}
    <${Button} primary icon="export" class="to-export" disabled=${!store.hasPicture.value} title=${store.hasPicture.value ? "" : t("export.empty")}
      onClick=${() => { store.dialog.value = "export"; }}>${t("export")}<//>
  </header>`;
}

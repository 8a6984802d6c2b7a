// What a session shows before it has anything in it.
import { useRef, useState } from "preact/hooks";
import { html, Icon, Button } from "./shared.js";
import { t } from "../lib/i18n.js";
import { add, addLink, addSamples, ACCEPTED } from "../lib/uploading.js";

/** Asks for an address to take a file from. */
export function LinkField({ onDone }) {
  const field = useRef(null);
  const take = (event) => {
    event.preventDefault();
    const address = field.current.value.trim();
    if (!/^https?:\/\/\S+$/.test(address)) { field.current.setCustomValidity(t("link.wrong")); field.current.reportValidity(); return; }
    onDone();
    addLink(address);
  };
  return html`<form class="link-form" onSubmit=${take}>
    <input class="field" type="url" ref=${field} placeholder="https://" aria-label=${t("link.address")} onInput=${(event) => event.currentTarget.setCustomValidity("")} />
    <${Button} type="submit" primary>${t("link.take")}<//><${Button} quiet onClick=${onDone}>${t("cancel")}<//></form>`;
}

export function Empty({ small = false }) {
  const picker = useRef(null), [linking, setLinking] = useState(false);
  return html`<div class="empty ${small ? "small-empty" : ""}">
    ${!small && html`<img src=${new URL("../mark.svg", import.meta.url).pathname} alt="" width="54" height="54" /><h2>${t("empty.title")}</h2>`}
    <div class="drop">
      <${Icon} name="upload" /><p class="muted">${t("empty.formats")}</p>
      ${linking ? html`<${LinkField} onDone=${() => setLinking(false)} />` : html`<div class="two">
        <${Button} primary onClick=${() => picker.current.click()}>${t("empty.choose")}<//><${Button} onClick=${() => setLinking(true)}>${t("empty.link")}<//></div>`}
      <button type="button" class="link small" onClick=${addSamples}>${t("sample.try")}</button>
      <input type="file" multiple hidden ref=${picker} accept=${ACCEPTED} aria-label=${t("empty.choose")} tabindex="-1" onChange=${(event) => add([...event.currentTarget.files])} />
    </div></div>`;
}

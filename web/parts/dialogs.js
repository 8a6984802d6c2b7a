// What lies over the page: export, shortcuts, deleting for good, notes, the offline bar.
import { useEffect, useRef } from "preact/hooks";
import { html, styled, Icon, Later } from "./shared.js";
import { t } from "../lib/i18n.js";
import * as store from "../lib/store.js";

const shortcuts = () => import("./shortcuts.js").then((found) => found.Shortcuts);
const exporting = () => import("./export.js").then((found) => found.Export);

/** A native dialog: the browser keeps the focus in it and gives it back. */
function Sheet({ name, children, wide }) {
  const node = useRef(null);
  const close = () => { if (store.dialog.value === name) store.dialog.value = null; };
  useEffect(() => { styled("sheet").then(() => node.current?.showModal()); return () => node.current?.close(); }, []);
  return html`<dialog class="sheet ${wide ? "wide" : ""}" ref=${node} aria-labelledby="dialog-title" onClose=${close} onClick=${(event) => { if (event.target === node.current) close(); }}>${children(close)}</dialog>`;
}

export function Dialogs() {
  const now = store.dialog.value;
  if (now === "export" && store.project.value) return html`<${Sheet} name="export">${(close) => html`<${Later} load=${exporting} onClose=${close} />`}<//>`;
  if (now === "shortcuts") return html`<${Sheet} name="shortcuts" wide>${(close) => html`<${Later} load=${shortcuts} onClose=${close} />`}<//>`;
  return null;
}

export const Toasts = () => html`<div class="toasts" role="status" aria-live="polite">${store.toasts.value.map((note) => html`<div class="toast ${note.kind}" key=${note.number}>
  ${note.kind !== "plain" && html`<${Icon} name="warning" />`}<span class="grow">${note.text}</span>
  ${note.action && html`<button type="button" class="link" onClick=${() => { store.dismiss(note.number); note.action.run(); }}>${note.action.label}</button>`}
  <button type="button" class="dots-button" aria-label=${t("close")} onClick=${() => store.dismiss(note.number)}><${Icon} name="close" /></button></div>`)}</div>`;

export const Offline = () => (store.online.value ? null : html`<div class="offline small" role="alert"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${t("offline")}</div>`);

const dropping = () => import("./drop.js").then((found) => found.DropZone);

/** Files may be dropped or pasted anywhere. */
export const DropZone = () => html`<${Later} load=${dropping} />`;

// What lies over the page: export, shortcuts, deleting for good, notes, the offline bar, the drop veil.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, styled, Icon, Later } from "./shared.js";
import { t } from "../lib/i18n.js";
import * as store from "../lib/store.js";
import { add } from "../lib/uploading.js";

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

/** Files may be dropped or pasted anywhere. */
export function DropZone() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    const enter = (event) => { if (files(event)) { depth += 1; setOver(true); } };
    const leave = (event) => { if (files(event)) { depth -= 1; if (depth <= 0) { depth = 0; setOver(false); } } };
    const hover = (event) => { if (files(event)) event.preventDefault(); };
    const drop = (event) => {
      if (!files(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      take([...event.dataTransfer.files]);
    };
    const paste = (event) => {
      if (event.defaultPrevented || !event.clipboardData?.files.length) return;
      event.preventDefault();
      take([...event.clipboardData.files]);
    };
    const all = { dragenter: enter, dragleave: leave, dragover: hover, drop, paste };
    for (const name in all) addEventListener(name, all[name]);
    return () => { for (const name in all) removeEventListener(name, all[name]); };
  }, []);
  return over ? html`<div class="veil"><div class="drop"><${Icon} name="upload" /><b>${t("drop.here")}</b></div></div>` : null;
}

async function take(files) {
  if (!files.length) return;
  if (store.route.value.page === "session" && store.session.value) return add(files);
  const { begin } = await import("../lib/actions.js");
  const made = await begin();
  if (made) add(files, made.id);
}


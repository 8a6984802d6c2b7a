// The side: the media pool and the history, one at a time.
import { useRef, useState } from "preact/hooks";
import { html, styled, Icon, Button, InPlace, Later, Menu } from "./shared.js";
import { LinkField } from "./empty.js";
import { place } from "./timeline.js";
import { of } from "../lib/api.js";
import { renameMedia } from "../lib/actions.js";
import { t } from "../lib/i18n.js";
import { clock } from "../lib/timecode.js";
import * as store from "../lib/store.js";
import { add, ACCEPTED, findFile } from "../lib/uploading.js";

export const history = () => Promise.all([import("./history.js"), styled("history")]).then(([found]) => found.History);
const arriving = () => import("./arriving.js").then((found) => found.Arriving);

export function Side({ handle }) {
  const now = store.side.value;
  const keys = (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    store.side.value = now === "media" ? "history" : "media";
    requestAnimationFrame(() => document.getElementById(`side-${store.side.value}`)?.focus());
  };
  const tab = (name, count) => html`<button type="button" role="tab" id=${`side-${name}`} aria-selected=${now === name} aria-controls="side-panel" tabindex=${now === name ? 0 : -1}
    onClick=${() => { store.side.value = name; }}>${t(`tab.${name}`)}${count > 0 && html`<span class="badge">${count}</span>`}</button>`;
  return html`<aside class="side ${store.sideOpen.value ? "open" : ""}" aria-label=${t("side")}>${handle}
    <div class="side-tabs" role="tablist" aria-label=${t("side")} onKeyDown=${keys}>${tab("media", store.media.value.length)}${tab("history", 0)}</div>
    <div class="side-panel" role="tabpanel" id="side-panel" aria-labelledby=${`side-${now}`} tabindex="0">${now === "media" ? html`<${Media} />` : html`<${Later} load=${history} />`}</div>
  </aside>`;
}

const uhd = (one) => one.width && Math.max(one.width, one.height) >= 3840;
const lines = (one) => (uhd(one) ? "4K" : `${Math.min(one.width, one.height)}p`);

function facts(one) {
  if (one.kind === "audio") return [t("kind.audio"), clock(one.duration.seconds)].join(" · ");
  if (one.still) return `${t("kind.image")} · ${one.width}×${one.height}`;
  return [lines(one), one.rate && t("media.rate", { rate: one.rate }), one.hdr && one.hdr !== "sdr" && one.hdr.toUpperCase()].filter(Boolean).join(" · ");
}

function Tile({ one }) {
  const [naming, setNaming] = useState(false), [at, setAt] = useState(null);
  const used = store.used.value.get(one.id) ?? 0, proxy = store.proxies.value.find((each) => each.media === one.id);
  const hover = (event) => {
    if (one.still || one.kind === "audio") return;
    const box = event.currentTarget.getBoundingClientRect(), share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 0.999);
    setAt((Math.floor(share * 12) / 12) * one.duration.seconds);
  };
  const audio = one.kind === "audio", gone = store.lost.value.has(one.id);
  return html`<li class="tile">
    <div class="thumb ${gone ? "gone" : ""}" draggable="true" title=${t("media.drag")} onPointerMove=${(event) => event.pointerType === "mouse" && hover(event)} onPointerLeave=${() => setAt(null)}
      onDragStart=${(event) => { event.dataTransfer.setData("application/x-rushes-media", one.id); event.dataTransfer.effectAllowed = "copy"; }} onDblClick=${() => place(one, false)}>
      ${gone ? html`<${Button} class="small" onClick=${findFile}>${t("media.find")}<//>` : audio ? html`<${Icon} name="music" />` : html`<img src=${of(store.session.value.id, `/media/${one.id}/thumbnail?at=${(at ?? 0).toFixed(3)}&height=180`)} alt="" loading="lazy" draggable=${false} />`}
      ${uhd(one) && html`<span class="mark mono">4K</span>`}
      ${!one.still && html`<span class="mark end mono">${clock(one.duration.seconds)}</span>`}
      ${at !== null && html`<i class="scrub" style=${{ left: `${(at / one.duration.seconds) * 100}%` }}></i>`}
      ${proxy && proxy.done < 1 && !proxy.error && html`<span class="bar thin" role="progressbar" aria-label=${t("media.proxy")} aria-valuenow=${Math.round(proxy.done * 100)} aria-valuemin="0" aria-valuemax="100"><i style=${{ width: `${proxy.done * 100}%` }}></i></span>`}
    </div>
    ${naming ? html`<${InPlace} editing class="small" value=${one.name} label=${t("rename")} onKeep=${(name) => renameMedia(one.id, name)} onDone=${() => setNaming(false)} />`
      : html`<div class="tile-name"><span class="cut grow" title=${one.name}>${one.name}</span>
        <${Menu} id=${`media-${one.id.slice(0, 12)}`} label=${t("media.more", { name: one.name })} class="dots-button" items=${[
          { icon: "plus", label: t(audio ? "media.as_music" : "media.append"), run: () => place(one, false) },
          !audio && { icon: "cut", label: t("media.insert"), run: () => place(one, true), disabled: !store.hasPicture.value },
          { icon: "pencil", label: t("rename"), run: () => setNaming(true) },
        ]} /></div>`}
    <span class="tiny muted">${gone ? t("media.gone") : facts(one)}${used > 0 ? ` · ${t("media.used", { count: used })}` : ""}</span>
  </li>`;
}

export function Media() {
  const picker = useRef(null), [linking, setLinking] = useState(false);
  const here = store.uploads.value.filter((one) => one.session === store.session.value?.id);
  const elsewhere = store.arrivals.value.filter((one) => !here.some((mine) => mine.url?.includes(one.id)));
  return html`<div class="pool">
    ${linking ? html`<${LinkField} onDone=${() => setLinking(false)} />` : html`<div class="drop small-drop">
      <button type="button" class="drop-button" onClick=${() => picker.current.click()}><${Icon} name="upload" /><span class="small muted">${t("media.drop")}</span></button>
      <${Button} quiet icon="link" class="small" onClick=${() => setLinking(true)}>${t("empty.link")}<//></div>`}
    <input type="file" multiple hidden ref=${picker} accept=${ACCEPTED} aria-label=${t("empty.choose")} tabindex="-1" onChange=${(event) => { add([...event.currentTarget.files]); event.currentTarget.value = ""; }} />
    <ul class="tiles" aria-label=${t("tab.media")}>
      ${here.length + elsewhere.length > 0 && html`<${Later} load=${arriving} here=${here} elsewhere=${elsewhere} />`}
      ${store.media.value.map((one) => html`<${Tile} key=${one.id} one=${one} />`)}
    </ul></div>`;
}

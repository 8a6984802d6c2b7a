// What lies on the timeline's tracks: clips, words and sounds, and the handles that trim them.
import { signal } from "@preact/signals";
import { html, InPlace, Later } from "./shared.js";
import { LANE, nameEdge, reveal, seekAt } from "./scale.js";
import { seek } from "./player.js";
import { of } from "../lib/api.js";
import { edit } from "../lib/actions.js";
import { amount, signed, t } from "../lib/i18n.js";
import { onlyTouched } from "../lib/keys.js";
import { sourceAt } from "../lib/moments.js";
import { thumbStep } from "../lib/ruler.js";
import { clock } from "../lib/timecode.js";
import { findFile } from "../lib/uploading.js";
import * as store from "../lib/store.js";

/** In what is narrower no picture, sound or name can be made out. */
const LOOK_PIXELS = 34;

let drags = null;
const dragging = import("./drag.js").then((found) => { drags = found; return found; });
const wave = () => import("./wave.js").then((found) => found.Wave);
const handles = () => dragging.then((found) => found.Handles);

/** Hands a pointer that went down over to what drags; until that has been fetched it only goes to the moment. */
const hold = (event, run) => (drags ? run(drags) : seekAt(event));

export const Handles = (all) => html`<${Later} load=${handles} ...${all} />`;

function select(id, event) {
  if (event.shiftKey || event.ctrlKey || event.metaKey) {
    const next = new Set(store.selection.value);
    if (!next.delete(id)) next.add(id);
    store.selection.value = next;
  } else store.selection.value = new Set([id]);
}

const Thumbs = ({ clip, zoom, left, width, high }) => {
  const media = store.mediaById.value.get(clip.media);
  if (!media?.width) return null;
  const wide = Math.max(high * Math.min(media.width / media.height, 2.4), 24), from = clip.start.seconds * zoom;
  const first = Math.max(Math.floor((left - from) / wide), 0), last = Math.min(Math.ceil((left + width - from) / wide), Math.ceil((clip.length.seconds * zoom) / wide));
  const every = thumbStep((wide / zoom) * clip.speed.seconds / 2), pictures = [];
  for (let n = first; n < last; n += 1) {
    const moment = media.still ? 0 : Math.max(Math.floor(sourceAt(clip, Math.min(((n + 0.5) * wide) / zoom, clip.length.seconds)) / every) * every, 0);
    pictures.push(html`<img key=${n} src=${of(store.session.value.id, `/media/${clip.media}/thumbnail?at=${moment}&height=54`)} alt="" draggable=${false} decoding="async"
      style=${{ left: `${n * wide}px`, width: `${wide}px` }} onLoad=${(event) => event.currentTarget.classList.add("in")} onError=${(event) => event.currentTarget.remove()} />`);
  }
  return html`<div class="thumbs">${pictures}</div>`;
};

const spoken = (item, name, number, count, kind) => t("timeline.item", {
  name, start: clock(item.start.seconds, true), end: clock(item.start.seconds + item.length.seconds, true), n: number, count, kind: t(`kind.${kind}`),
});

/** Moves by the arrow keys between the items of a track; with Alt the clip itself. */
function itemKeys(event, row, index) {
  if (event.altKey || event.ctrlKey || event.metaKey || onlyTouched(event.currentTarget)) return;
  const to = { ArrowLeft: index - 1, ArrowRight: index + 1 }[event.key];
  if (to !== undefined && row[to] && row[to].id) {
    event.preventDefault();
    event.stopPropagation();
    store.selection.value = new Set([row[to].id]);
    reveal(row[to].start.seconds);
    requestAnimationFrame(() => /** @type {HTMLElement} */ (document.querySelector(`[data-item="${CSS.escape(row[to].id)}"]`))?.focus());
  }
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    event.stopPropagation();
    store.selection.value = new Set([row[index].id]);
    seek(row[index].start.seconds);
  }
}

export function Clip({ clip, index, row, count, number, stop, zoom, left, width }) {
  const picked = store.selection.value.has(clip.id), wide = clip.length.seconds * zoom, gone = clip.missing || store.lost.value.has(clip.media);
  const down = (event) => {
    if (event.button) return;
    event.currentTarget.focus({ preventScroll: true });
    if (event.pointerType === "touch" && !picked) { select(clip.id, event); return; }
    select(clip.id, event);
    hold(event, (drag) => drag.reorder(event, clip, zoom));
  };
  return html`<div class="item-box" style=${{ transform: `translateX(${clip.start.seconds * zoom}px)`, width: `${Math.max(wide, 2)}px` }}>
    <div class="item clip ${picked ? "picked" : ""} ${gone ? "missing" : ""} ${store.glow.value.has(clip.id) ? "glow" : ""}" data-item=${clip.id} data-track="video" role="option" aria-selected=${picked}
      tabindex=${clip.id === stop ? 0 : -1} aria-label=${[spoken(clip, clip.name, number, count, "clip"), gone && t("media.gone")].filter(Boolean).join(", ")} aria-setsize=${count} aria-posinset=${number}
      onPointerDown=${down} onKeyDown=${(event) => itemKeys(event, row, index)}>
      ${!gone && wide > LOOK_PIXELS && html`<${Thumbs} clip=${clip} zoom=${zoom} left=${left} width=${width} high=${LANE.video - 8} />`}
      ${wide > LOOK_PIXELS && html`<span class="item-name cut" style=${{ marginLeft: `${Math.max(nameEdge() - clip.start.seconds * zoom, 0)}px` }}>${clip.name}${clip.speed.seconds !== 1 ? ` · ${amount(clip.speed.seconds, 2)}×` : ""}${clip.reverse ? " · ⇤" : ""}</span>`}
    </div>
    ${clip.transition && wide > 16 && html`<span class="joint" title=${t(`transition.${clip.transition.kind}`)} style=${{ width: `${Math.max(clip.transition.length.seconds * zoom, 12)}px` }}></span>`}</div>`;
}

/** For a clip whose file is gone: beside the list of clips, whose children are options and nothing else. */
export const FindFile = ({ clip, zoom }) => html`<div class="item-box handles" style=${{ transform: `translateX(${clip.start.seconds * zoom}px)`, width: `${clip.length.seconds * zoom}px` }}>
  <button type="button" class="button small find-file" aria-label=${`${t("media.find")}: ${clip.name}`} onClick=${findFile}>${t("media.find")}</button></div>`;

/** The title whose words are being written. */
export const retitling = signal("");

/** Where its words are written: beside the list of titles, whose children are options and nothing else. */
export const Retitle = ({ title, zoom }) => html`<div class="item-box" style=${{ transform: `translateX(${title.start.seconds * zoom}px)`, width: `${Math.max(title.length.seconds * zoom, 120)}px` }}>
  <${InPlace} editing class="retitle" value=${title.text} label=${t("title.text")} onKeep=${(text) => edit((all, hand) => hand.titleWorded(all, title.id, text))} onDone=${() => { retitling.value = ""; }} /></div>`;

export function Words({ title, index, row, stop, zoom }) {
  const picked = store.selection.value.has(title.id);
  const down = (event) => {
    if (event.button) return;
    event.currentTarget.focus({ preventScroll: true });
    select(title.id, event);
    hold(event, (drag) => drag.slide(event, title, zoom, "title"));
  };
  return html`<div class="item-box" style=${{ transform: `translateX(${title.start.seconds * zoom}px)`, width: `${Math.max(title.length.seconds * zoom, 6)}px` }}>
    <div class="item words ${picked ? "picked" : ""} ${store.glow.value.has(title.id) ? "glow" : ""}" data-item=${title.id} data-track="title" role="option" aria-selected=${picked} tabindex=${title.id === stop ? 0 : -1}
      title=${t("title.edit")} aria-label=${spoken(title, title.text, index + 1, row.length, "title")} onPointerDown=${down} onDblClick=${() => { retitling.value = title.id; }}
      onKeyDown=${(event) => { if (event.key === "Enter" && picked) { event.preventDefault(); event.stopPropagation(); retitling.value = title.id; } else itemKeys(event, row, index); }}><span class="item-name cut">${title.text.replaceAll("\n", " ")}</span></div></div>`;
}

const levelText = (level) => (level.muted ? t("muted") : level.gain_db ? `${signed(level.gain_db, 1)} dB` : "");

export function SoundItem({ item, index, row, stop, zoom, left, width, track, sound, name, own = false }) {
  const picked = store.selection.value.has(item.id), wide = item.length.seconds * zoom, high = LANE[track] - 8;
  const down = (event) => {
    if (event.button) return;
    event.currentTarget.focus({ preventScroll: true });
    select(item.id, event);
    hold(event, (drag) => drag.slide(event, item, zoom, own ? null : track));
  };
  return html`<div class="item-box" style=${{ transform: `translateX(${item.start.seconds * zoom}px)`, width: `${Math.max(wide, 2)}px` }}>
    <div class="item heard ${picked ? "picked" : ""} ${item.level?.muted ? "muted-item" : ""} ${store.glow.value.has(item.id) ? "glow" : ""}" data-item=${`${item.id}${track === "sound" && sound ? "~s" : ""}`} data-track=${track} role="option" aria-selected=${picked} tabindex=${item.id === stop ? 0 : -1}
      aria-label=${spoken(item, name, index + 1, row.length, track)} onPointerDown=${down} onKeyDown=${(event) => itemKeys(event, row, index)}>
      ${sound && wide > LOOK_PIXELS && html`<${Later} load=${wave} ...${sound} gain=${item.level?.muted ? -90 : item.level?.gain_db ?? 0} zoom=${zoom} left=${left} width=${width} start=${item.start.seconds} length=${item.length.seconds} high=${high} />`}
      ${wide > 40 && html`<span class="item-name cut" style=${{ marginLeft: `${Math.max(nameEdge() - item.start.seconds * zoom, 0)}px` }}>${[name, item.level && levelText(item.level)].filter(Boolean).join(" · ")}</span>`}
    </div></div>`;
}

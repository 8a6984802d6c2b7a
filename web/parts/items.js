// What lies on the timeline's tracks: clips, words and sounds, and the handles that trim them.
import { useMemo } from "preact/hooks";
import { signal } from "@preact/signals";
import { html, Later } from "./shared.js";
import { LANE, nameEdge, reveal, seekAt } from "./scale.js";
import { seek } from "./player.js";
import { of } from "../lib/api.js";
import { amount, language, signed, t } from "../lib/i18n.js";
import { onlyTouched } from "../lib/keys.js";
import { sourceAt } from "../lib/moments.js";
import { thumbStep } from "../lib/ruler.js";
import { clock } from "../lib/timecode.js";
import * as store from "../lib/store.js";

/** In what is narrower no picture, sound or name can be made out. */
export const LOOK_PIXELS = 34;

let drags = null;
const dragging = import("./drag.js").then((found) => { drags = found; return found; });
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

/** A picture that is there already does not fade in. */
const known = (image) => { if (image?.complete) image.classList.add("in", "known"); };

function thumbs(clip, media, { zoom, left, width }, high) {
  if (!media?.width || clip.length.seconds * zoom <= LOOK_PIXELS) return null;
  const wide = Math.max(high * Math.min(media.width / media.height, 2.4), 24), from = clip.start.seconds * zoom;
  const first = Math.max(Math.floor((left - from) / wide), 0), last = Math.min(Math.ceil((left + width - from) / wide), Math.ceil((clip.length.seconds * zoom) / wide));
  const every = thumbStep((wide / zoom) * clip.speed.seconds / 2), pictures = [];
  for (let n = first; n < last; n += 1) {
    const moment = media.still ? 0 : Math.max(Math.floor(sourceAt(clip, Math.min(((n + 0.5) * wide) / zoom, clip.length.seconds)) / every) * every, 0);
    pictures.push(html`<img key=${n} src=${of(store.session.value.id, `/media/${clip.media}/thumbnail?at=${moment}&height=54`)} alt="" draggable=${false} decoding="async"
      style=${{ left: `${n * wide}px`, width: `${wide}px` }} ref=${known} onLoad=${(event) => event.currentTarget.classList.add("in")} onError=${(event) => event.currentTarget.remove()} />`);
  }
  return pictures;
}

/** Where an item stands, at least `least` pixels wide. */
export const placed = (item, zoom, least = 2) => ({ left: `${item.start.seconds * zoom}px`, width: `${Math.max(item.length.seconds * zoom, least)}px` });

/** How far what was drawn for `looks` is stretched at `zoom`. */
const stretched = (looks, zoom) => (looks.zoom === zoom ? null : { transform: `scaleX(${zoom / looks.zoom})` });

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

export function Clip({ clip, index, row, count, number, stop, zoom, looks }) {
  const picked = store.selection.value.has(clip.id), wide = clip.length.seconds * zoom, gone = clip.missing || store.lost.value.has(clip.media);
  const media = store.mediaById.value.get(clip.media), words = language.value;
  const pictures = useMemo(() => !gone && thumbs(clip, media, looks, LANE.video - 8), [clip, media, gone, looks.zoom, looks.left, looks.width]);
  const label = useMemo(() => [spoken(clip, clip.name, number, count, "clip"), gone && t("media.gone")].filter(Boolean).join(", "), [clip, number, count, gone, words]);
  const down = (event) => {
    if (event.button) return;
    event.currentTarget.focus({ preventScroll: true });
    if (event.pointerType === "touch" && !picked) { select(clip.id, event); return; }
    select(clip.id, event);
    hold(event, (drag) => drag.reorder(event, clip, zoom));
  };
  return html`<div class="item-box" style=${placed(clip, zoom)}>
    <div class="item clip ${picked ? "picked" : ""} ${gone ? "missing" : ""} ${store.glow.value.has(clip.id) ? "glow" : ""}" data-item=${clip.id} data-track="video" role="option" aria-selected=${picked}
      tabindex=${clip.id === stop ? 0 : -1} aria-label=${label} aria-setsize=${count} aria-posinset=${number}
      onPointerDown=${down} onKeyDown=${(event) => itemKeys(event, row, index)}>
      ${pictures && html`<div class="thumbs" style=${stretched(looks, zoom)}>${pictures}</div>`}
      ${wide > LOOK_PIXELS && html`<span class="item-name cut" style=${{ marginLeft: `${Math.max(nameEdge() - clip.start.seconds * zoom, 0)}px` }}>${clip.name}${clip.speed.seconds !== 1 ? ` · ${amount(clip.speed.seconds, 2)}×` : ""}${clip.reverse ? " · ⇤" : ""}</span>`}
    </div>
    ${clip.transition && wide > 16 && html`<span class="joint" title=${t(`transition.${clip.transition.kind}`)} style=${{ width: `${Math.max(clip.transition.length.seconds * zoom, 12)}px` }}></span>`}</div>`;
}

/** The title whose words are being written. */
export const retitling = signal("");

export function Words({ title, index, row, stop, zoom }) {
  const picked = store.selection.value.has(title.id);
  const down = (event) => {
    if (event.button) return;
    event.currentTarget.focus({ preventScroll: true });
    select(title.id, event);
    hold(event, (drag) => drag.slide(event, title, zoom, "title"));
  };
  return html`<div class="item-box" style=${placed(title, zoom, 6)}>
    <div class="item words ${picked ? "picked" : ""} ${store.glow.value.has(title.id) ? "glow" : ""}" data-item=${title.id} data-track="title" role="option" aria-selected=${picked} tabindex=${title.id === stop ? 0 : -1}
      title=${t("title.edit")} aria-label=${spoken(title, title.text, index + 1, row.length, "title")} onPointerDown=${down} onDblClick=${() => { retitling.value = title.id; }}
      onKeyDown=${(event) => { if (event.key === "Enter" && picked) { event.preventDefault(); event.stopPropagation(); retitling.value = title.id; } else itemKeys(event, row, index); }}><span class="item-name cut">${title.text.replaceAll("\n", " ")}</span></div></div>`;
}

const levelText = (level) => (level.muted ? t("muted") : level.gain_db ? `${signed(level.gain_db, 1)} dB` : "");

export function SoundItem({ item, index, row, stop, zoom, track, name, own = false }) {
  const picked = store.selection.value.has(item.id), wide = item.length.seconds * zoom, words = language.value;
  const label = useMemo(() => spoken(item, name, index + 1, row.length, track), [item, name, index, row, words]);
  const down = (event) => {
    if (event.button) return;
    event.currentTarget.focus({ preventScroll: true });
    select(item.id, event);
    hold(event, (drag) => drag.slide(event, item, zoom, own ? null : track));
  };
  return html`<div class="item-box" style=${placed(item, zoom)}>
    <div class="item heard ${picked ? "picked" : ""} ${item.level?.muted ? "muted-item" : ""} ${store.glow.value.has(item.id) ? "glow" : ""}" data-item=${`${item.id}${track === "sound" ? "~s" : ""}`} data-track=${track} role="option" aria-selected=${picked} tabindex=${item.id === stop ? 0 : -1}
      aria-label=${label} onPointerDown=${down} onKeyDown=${(event) => itemKeys(event, row, index)}>
      ${wide > 40 && html`<span class="item-name cut" style=${{ marginLeft: `${Math.max(nameEdge() - item.start.seconds * zoom, 0)}px` }}>${[name, item.level && levelText(item.level)].filter(Boolean).join(" · ")}</span>`}
    </div></div>`;
}

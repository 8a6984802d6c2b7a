// The timeline: what is shown when. Only what is in view is drawn, so hours and hundreds of clips stay smooth.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { computed, effect, signal } from "@preact/signals";
import { html, Icon, Round, InPlace, TRACKS } from "./shared.js";
import { seek } from "./player.js";
import { of } from "../lib/api.js";
import { edit, redo, undo, canRedo, canUndo } from "../lib/actions.js";
import * as hand from "../lib/edits.js";
import { amount, signed, t } from "../lib/i18n.js";
import { clampZoom, fitting, labels, labelStep, rows, snap, thumbStep, visible } from "../lib/ruler.js";
import { clock, snapped } from "../lib/timecode.js";
import { peaksOf, paint } from "../lib/waves.js";
import * as store from "../lib/store.js";

const SNAP_PIXELS = 8, DRAG_PIXELS = 4, MARGIN_PIXELS = 300, LANE = { video: 62, title: 28, overlay: 28, sound: 42, music: 38 };

/** What of the timeline is in view: left edge and width in pixels. */
const view = signal({ left: 0, width: 800 });
let scroller = null;

/** The left edge in steps, so that scrolling draws anew only now and then: the margin hides it. */
const STEP_PIXELS = 128;
const edge = computed(() => Math.floor(view.value.left / STEP_PIXELS) * STEP_PIXELS);
const wideNow = computed(() => view.value.width);
const nameEdge = () => (edge.value ? edge.value + STEP_PIXELS : 0);

/** A drag under way: what the timeline shows instead of what is. */
const ghost = signal(null);
const line = signal(null);

const zoomNow = () => store.zoom.value || fitting(store.length.value, wideNow.value);
const shown = () => ghost.value ?? store.project.value;

/** Zooms by `factor`, keeping what lies `x` pixels from the left edge in its place. */
function zoomBy(factor, x) {
  const was = zoomNow(), now = clampZoom(was * factor);
  const head = store.playhead.value * was - view.value.left;
  const pivot = x ?? (head >= 0 && head <= view.value.width ? head : view.value.width / 2);
  const at = (view.value.left + pivot) / was;
  store.zoom.value = now;
  requestAnimationFrame(() => { if (scroller) scroller.scrollLeft = at * now - pivot; });
}

const fit = () => { store.zoom.value = 0; if (scroller) scroller.scrollLeft = 0; };

/** Scrolls so that `seconds` is in view. */
export function reveal(seconds) {
  const x = seconds * zoomNow();
  if (scroller && (x < view.value.left + 20 || x > view.value.left + view.value.width - 20)) scroller.scrollLeft = Math.max(x - view.value.width / 3, 0);
}

const splitHere = () => edit((project) => hand.split(project, store.playhead.value));

function takeOut(lift) {
  const { in: start, out: end } = store.range.value, ids = store.selection.value;
  if (ids.size) edit((project) => hand.taken(project, ids, lift));
  else if (start !== null && end !== null) {
    store.range.value = { in: null, out: null };
    edit((project) => hand.stretchTaken(project, start, end, lift));
  } else return false;
}

function trimHere(side) {
  edit((project) => {
    const at = store.playhead.value, clip = hand.itemAt(project, at);
    if (!clip || clip.gap) return null;
    const into = at - clip.start.seconds;
    return side === "head" ? hand.trim(project, clip.id, "head", into) : hand.trim(project, clip.id, "tail", clip.length.seconds - into);
  });
}

function shift(way) {
  const now = store.chosen.value;
  if (now?.kind !== "clip") return false;
  edit((project) => {
    const place = project.track.filter((item) => !item.gap).findIndex((item) => item.id === now.item.id);
    return hand.moved(project, now.item.id, place + 1 + way);
  });
}

export const commands = {
  split: splitHere,
  delete: () => takeOut(false),
  lift: () => takeOut(true),
  trim_head: () => trimHere("head"),
  trim_tail: () => trimHere("tail"),
  snap: () => { store.snapping.value = !store.snapping.value; },
  zoom_in: () => zoomBy(1.4),
  zoom_out: () => zoomBy(1 / 1.4),
  fit,
  move_left: () => shift(-1),
  move_right: () => shift(1),
};

const points = (project, without) => [
  store.playhead.value, 0, project.length.seconds,
  ...project.track.filter((item) => item.id !== without).flatMap((item) => [item.start.seconds, item.start.seconds + item.length.seconds]),
  ...project.titles.filter((item) => item.id !== without).flatMap((item) => [item.start.seconds, item.start.seconds + item.length.seconds]),
];

/** `seconds` at the nearest cut or playhead, unless Alt is held or snapping is off. */
function drawn(seconds, event, project, without) {
  const free = event.altKey || !store.snapping.value;
  const near = free ? seconds : snap(seconds, points(project, without), SNAP_PIXELS / zoomNow());
  line.value = near !== seconds ? near : null;
  return snapped(near, project.canvas);
}

/** Follows a pointer from here on. `moved(dx, event)` while it moves, `dropped(event, far)` once; Escape gives up. */
function follow(event, moved, dropped) {
  const node = event.currentTarget, start = event.clientX, left = view.value.left;
  let far = false;
  node.setPointerCapture(event.pointerId);
  const move = (now) => {
    const dx = now.clientX - start + view.value.left - left;
    if (!far && Math.abs(dx) < DRAG_PIXELS) return;
    far = true;
    moved(dx, now);
  };
  const over = (now, kept) => {
    node.removeEventListener("pointermove", move);
    node.removeEventListener("pointerup", up);
    node.removeEventListener("pointercancel", lost);
    removeEventListener("keydown", key, true);
    line.value = null;
    dropped(now, far && kept);
    ghost.value = null;
  };
  const up = (now) => over(now, true), lost = (now) => over(now, false);
  const key = (now) => { if (now.key === "Escape") { now.stopPropagation(); over(now, false); } };
  node.addEventListener("pointermove", move);
  node.addEventListener("pointerup", up);
  node.addEventListener("pointercancel", lost);
  addEventListener("keydown", key, true);
}

// --- items ---------------------------------------------------------------------------------------------------

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
    const moment = media.still ? 0 : Math.max(Math.floor(hand.sourceAt(clip, Math.min(((n + 0.5) * wide) / zoom, clip.length.seconds)) / every) * every, 0);
    pictures.push(html`<img key=${n} src=${of(store.session.value.id, `/media/${clip.media}/thumbnail?at=${moment}&height=54`)} alt="" draggable=${false} decoding="async"
      style=${{ left: `${n * wide}px`, width: `${wide}px` }} onLoad=${(event) => event.currentTarget.classList.add("in")} onError=${(event) => event.currentTarget.remove()} />`);
  }
  return html`<div class="thumbs">${pictures}</div>`;
};

/** An outline of the sound in view, drawn once its peaks are there. */
function Wave({ media, from, length, speed = 1, reverse = false, loop = false, gain = 0, zoom, left, width, start, high }) {
  const node = useRef(null), peaks = peaksOf(media);
  const first = Math.max(left - start * zoom, 0), last = Math.min(left + width - start * zoom, length * zoom);
  const wide = Math.max(Math.round(last - first), 0);
  useLayoutEffect(() => {
    if (node.current && peaks && wide) paint(node.current, peaks, { first, wide, high, zoom, from, speed, reverse, length, loop, duration: store.mediaById.value.get(media)?.duration.seconds ?? 0, gain });
  }, [peaks, first, wide, zoom, from, speed, high, gain]);
  return html`<canvas ref=${node} class="wave" style=${{ left: `${first}px`, width: `${wide}px`, height: `${high}px` }} aria-hidden="true"></canvas>`;
}

const spoken = (item, name, number, count, kind) => t("timeline.item", {
  name, start: clock(item.start.seconds, true), end: clock(item.start.seconds + item.length.seconds, true), n: number, count, kind: t(`kind.${kind}`),
});

/** Moves by the arrow keys between the items of a track; with Alt the clip itself. */
function itemKeys(event, row, index) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: row.length - 1 }[event.key];
  if (to !== undefined && row[to] && row[to].id) {
    event.preventDefault();
    event.stopPropagation();
    store.selection.value = new Set([row[to].id]);
    reveal(row[to].start.seconds);
    requestAnimationFrame(() => document.querySelector(`[data-item="${CSS.escape(row[to].id)}"]`)?.focus());
  }
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    event.stopPropagation();
    store.selection.value = new Set([row[index].id]);
    seek(row[index].start.seconds);
  }
}

function TrimHandle({ item, side, kind, label }) {
  const make = (project, change) => {
    if (kind === "clip") return hand.trim(project, item.id, side, change);
    const least = 3 / project.canvas.rate.seconds, by = Math.min(change, item.length.seconds - least);
    return side === "head" ? hand.titleMoved(project, item.id, Math.max(item.start.seconds + by, 0), item.length.seconds - by) : hand.titleMoved(project, item.id, item.start.seconds, item.length.seconds - by);
  };
  const down = (event) => {
    if (event.button) return;
    event.stopPropagation();
    event.preventDefault();
    store.selection.value = new Set([item.id]);
    const project = store.project.value, zoom = zoomNow(), sign = side === "head" ? 1 : -1;
    const edge = item.start.seconds + (side === "head" ? 0 : item.length.seconds);
    let change = 0;
    store.zoom.value = zoom;
    follow(event, (dx, now) => {
      change = sign * (drawn(edge + dx / zoom, now, project, item.id) - edge);
      ghost.value = make(project, change)?.sketch ?? project;
      const at = ghost.value.track.find((one) => one.id === item.id);
      if (at) store.playhead.value = Math.min(side === "head" ? at.start.seconds : at.start.seconds + at.length.seconds - 1 / store.fps.value, store.lastFrame.value);
    }, (_, kept) => { if (kept && change) edit((now) => make(now, change)); });
  };
  const key = (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const frames = (event.shiftKey ? 10 : 1) * way * (side === "head" ? 1 : -1);
    edit((now) => make(now, frames / now.canvas.rate.seconds));
  };
  return html`<span class="trim at-${side}" role="slider" tabindex="0" aria-label=${label} aria-valuenow=${Math.round(item.length.seconds * 100) / 100} aria-valuetext=${`${amount(item.length.seconds, 2)} ${t("unit.s")}`} onPointerDown=${down} onKeyDown=${key}></span>`;
}

function Clip({ clip, index, row, count, number, zoom, left, width }) {
  const picked = store.selection.value.has(clip.id), wide = clip.length.seconds * zoom;
  const down = (event) => {
    if (event.button) return;
    event.currentTarget.focus({ preventScroll: true });
    if (event.pointerType === "touch" && !picked) { select(clip.id, event); return; }
    select(clip.id, event);
    const project = store.project.value;
    let to = null;
    follow(event, (dx) => {
      const middle = (clip.start.seconds + clip.length.seconds / 2) * zoom + dx;
      const clips = project.track.filter((item) => !item.gap && item.id !== clip.id);
      to = clips.filter((item) => (item.start.seconds + item.length.seconds / 2) * zoom < middle).length + 1;
      ghost.value = hand.moved(project, clip.id, to)?.sketch ?? project;
    }, (now, kept) => {
      if (kept && to) edit((all) => hand.moved(all, clip.id, to));
      else if (now.type === "pointerup") seekAt(now);
    });
  };
  return html`<div class="item-box" style=${{ transform: `translateX(${clip.start.seconds * zoom}px)`, width: `${Math.max(wide, 2)}px` }}>
    <div class="item clip ${picked ? "picked" : ""} ${clip.missing ? "missing" : ""} ${store.glow.value.has(clip.id) ? "glow" : ""}" data-item=${clip.id} data-track="video" role="option" aria-selected=${picked}
      tabindex=${picked || (index === 0 && !store.selection.value.size) ? 0 : -1} aria-label=${spoken(clip, clip.name, number, count, "clip")} aria-setsize=${count} aria-posinset=${number}
      onPointerDown=${down} onKeyDown=${(event) => itemKeys(event, row, index)}>
      <${Thumbs} clip=${clip} zoom=${zoom} left=${left} width=${width} high=${LANE.video - 8} />
      ${wide > 34 && html`<span class="item-name cut" style=${{ marginLeft: `${Math.max(nameEdge() - clip.start.seconds * zoom, 0)}px` }}>${clip.name}${clip.speed.seconds !== 1 ? ` · ${amount(clip.speed.seconds, 2)}×` : ""}${clip.reverse ? " · ⇤" : ""}</span>`}
    </div>
    ${clip.transition && wide > 16 && html`<span class="joint" title=${t(`transition.${clip.transition.kind}`)} style=${{ width: `${Math.max(clip.transition.length.seconds * zoom, 12)}px` }}></span>`}</div>`;
}

function Words({ title, index, row, zoom }) {
  const [editing, setEditing] = useState(false);
  const picked = store.selection.value.has(title.id);
  const down = (event) => {
    if (event.button || editing) return;
    event.currentTarget.focus({ preventScroll: true });
    select(title.id, event);
    const project = store.project.value;
    let start = null;
    follow(event, (dx, now) => {
      const most = Math.max(project.length.seconds - title.length.seconds, 0);
      start = Math.min(Math.max(drawn(title.start.seconds + dx / zoom, now, project, title.id), 0), most);
      ghost.value = hand.titleMoved(project, title.id, start, title.length.seconds).sketch;
    }, (now, kept) => {
      if (kept && start !== null) edit((all) => hand.titleMoved(all, title.id, start, title.length.seconds));
      else if (now.type === "pointerup") seekAt(now);
    });
  };
  return html`<div class="item-box" style=${{ transform: `translateX(${title.start.seconds * zoom}px)`, width: `${Math.max(title.length.seconds * zoom, 6)}px` }}>
    ${editing ? html`<${InPlace} editing class="retitle" value=${title.text} label=${t("title.text")} onKeep=${(text) => edit((all) => hand.titleWorded(all, title.id, text))} onDone=${() => setEditing(false)} />`
      : html`<div class="item words ${picked ? "picked" : ""} ${store.glow.value.has(title.id) ? "glow" : ""}" data-item=${title.id} data-track="title" role="option" aria-selected=${picked} tabindex=${picked || (index === 0 && !store.selection.value.size) ? 0 : -1}
      title=${t("title.edit")} aria-label=${spoken(title, title.text, index + 1, row.length, "title")} onPointerDown=${down} onDblClick=${() => setEditing(true)}
      onKeyDown=${(event) => { if (event.key === "Enter" && picked) { event.preventDefault(); event.stopPropagation(); setEditing(true); } else itemKeys(event, row, index); }}><span class="item-name cut">${title.text.replaceAll("\n", " ")}</span></div>`}</div>`;
}

const levelText = (level) => (level.muted ? t("muted") : level.gain_db ? `${signed(level.gain_db, 1)} dB` : "");

function SoundItem({ item, index, row, zoom, left, width, track, wave, name }) {
  const picked = store.selection.value.has(item.id), wide = item.length.seconds * zoom, high = LANE[track] - 8;
  const down = (event) => {
    if (event.button) return;
    event.currentTarget.focus({ preventScroll: true });
    select(item.id, event);
    follow(event, () => {}, (now) => { if (now.type === "pointerup") seekAt(now); });
  };
  return html`<div class="item-box" style=${{ transform: `translateX(${item.start.seconds * zoom}px)`, width: `${Math.max(wide, 2)}px` }}>
    <div class="item heard ${picked ? "picked" : ""} ${item.level?.muted ? "muted-item" : ""} ${store.glow.value.has(item.id) ? "glow" : ""}" data-item=${`${item.id}${track === "sound" && wave ? "~s" : ""}`} data-track=${track} role="option" aria-selected=${picked} tabindex=${index === 0 ? 0 : -1}
      aria-label=${spoken(item, name, index + 1, row.length, track)} onPointerDown=${down} onKeyDown=${(event) => itemKeys(event, row, index)}>
      ${wave && html`<${Wave} ...${wave} gain=${item.level?.muted ? -90 : item.level?.gain_db ?? 0} zoom=${zoom} left=${left} width=${width} start=${item.start.seconds} length=${item.length.seconds} high=${high} />`}
      ${wide > 40 && html`<span class="item-name cut" style=${{ marginLeft: `${Math.max(nameEdge() - item.start.seconds * zoom, 0)}px` }}>${[name, item.level && levelText(item.level)].filter(Boolean).join(" · ")}</span>`}
    </div></div>`;
}

// --- lanes ---------------------------------------------------------------------------------------------------

function lanes(project) {
  const found = [{ name: "video", items: project.track }];
  for (const items of rows(project.overlays)) found.push({ name: "overlay", items });
  const titles = rows(project.titles);
  for (const items of titles.length ? titles : [[]]) found.push({ name: "title", items });
  const own = project.track.filter((item) => item.sound);
  if (own.length) found.push({ name: "sound", items: own, own: true });
  for (const items of rows(project.sounds.filter((one) => one.kind !== "music"))) found.push({ name: "sound", items });
  for (const items of rows(project.sounds.filter((one) => one.kind === "music"))) found.push({ name: "music", items });
  return found;
}

function Lane({ lane, zoom, left, width }) {
  const from = left / zoom, to = (left + width) / zoom;
  const [first, end] = visible(lane.items, from, to), near = lane.items.slice(first, end);
  const numbered = useMemo(() => (lane.name === "video" ? lane.items.filter((item) => !item.gap) : lane.items), [lane]);
  const kind = { video: "clip", title: "title" }[lane.name];
  const held = kind ? near.filter((item) => store.selection.value.has(item.id)) : [];
  return html`<div class="lane ${lane.name}" style=${{ height: `${LANE[lane.name]}px` }}><div class="lane-items" role="listbox" aria-multiselectable="true" aria-orientation="horizontal" aria-label=${t(`track.${lane.name}`)}>
    ${near.map((item, offset) => {
      const index = first + offset;
      if (item.gap) return html`<div class="gap" key=${`gap${index}`} role="presentation" style=${{ transform: `translateX(${item.start.seconds * zoom}px)`, width: `${item.length.seconds * zoom}px` }}></div>`;
      if (lane.name === "video") return html`<${Clip} key=${item.id} clip=${item} index=${index} row=${numbered} number=${numbered.indexOf(item) + 1} count=${numbered.length} zoom=${zoom} left=${left} width=${width} />`;
      if (lane.name === "title") return html`<${Words} key=${item.id} title=${item} index=${index} row=${lane.items} zoom=${zoom} />`;
      if (lane.name === "overlay") return html`<${SoundItem} key=${item.id} item=${item} index=${index} row=${lane.items} track="overlay" zoom=${zoom} left=${left} width=${width} name=${store.mediaById.value.get(item.media)?.name ?? item.id} />`;
      const wave = lane.own ? { media: item.media, from: item.source.start.seconds, speed: item.speed.seconds, reverse: item.reverse } : { media: item.media, from: item.source_start.seconds, loop: item.loop };
      return html`<${SoundItem} key=${item.id} item=${item} index=${index} row=${lane.items} track=${lane.name} zoom=${zoom} left=${left} width=${width} wave=${wave} name=${lane.own ? t("sound.own") : item.label || store.mediaById.value.get(item.media)?.name || item.id} />`;
    })}</div>
    ${held.map((item) => html`<div class="item-box handles" key=${`h${item.id}`} style=${{ transform: `translateX(${item.start.seconds * zoom}px)`, width: `${Math.max(item.length.seconds * zoom, 6)}px` }}>
      <${TrimHandle} item=${item} side="head" kind=${kind} label=${t("trim.head")} /><${TrimHandle} item=${item} side="tail" kind=${kind} label=${t("trim.tail")} /></div>`)}
  </div>`;
}

const secondsAt = (event) => {
  const box = scroller.getBoundingClientRect();
  return (event.clientX - box.left + scroller.scrollLeft) / zoomNow();
};

const seekAt = (event) => seek(secondsAt(event));

function scrub(event) {
  if (event.button || event.target.closest(".item, .trim")) return;
  store.playing.value = false;
  if (!event.target.closest(".ruler, .playhead")) store.selection.value = new Set();
  const to = (now) => {
    const at = secondsAt(now), project = store.project.value;
    seek(now.altKey || !store.snapping.value ? at : snap(at, hand.cuts(project), SNAP_PIXELS / 2 / zoomNow()));
  };
  to(event);
  const node = event.currentTarget;
  node.setPointerCapture(event.pointerId);
  node.onpointermove = to;
  node.onpointerup = node.onpointercancel = () => { node.onpointermove = node.onpointerup = node.onpointercancel = null; };
}

/** The playhead moves by itself, without drawing anything else. */
function Playhead() {
  const node = useRef(null);
  useEffect(() => effect(() => {
    const x = store.playhead.value * zoomNow();
    if (!node.current) return;
    node.current.style.transform = `translateX(${x}px)`;
    const text = clock(store.playhead.value, true);
    node.current.setAttribute("aria-valuenow", String(Math.round(store.playhead.value * 100) / 100));
    node.current.setAttribute("aria-valuetext", text);
    const edge = x - view.peek().left;
    if (store.playing.value && scroller && (edge > view.peek().width - 30 || edge < 0)) scroller.scrollLeft = Math.max(x - 60, 0);
  }), []);
  const key = (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Home" || event.key === "End") { event.preventDefault(); event.stopPropagation(); return seek(event.key === "Home" ? 0 : store.lastFrame.value); }
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    seek(store.playhead.value + way * (event.shiftKey ? 1 : 1 / store.fps.value));
  };
  return html`<div class="playhead" ref=${node} role="slider" tabindex="0" aria-label=${t("playhead")} aria-valuemin="0" aria-valuemax=${Math.round(store.length.value * 100) / 100} aria-valuenow="0" onKeyDown=${key}></div>`;
}

function Ruler({ zoom, left, width }) {
  const step = labelStep(zoom);
  return html`<div class="ruler" aria-hidden="true">${labels(left / zoom, (left + width) / zoom, zoom).map((at) => html`<span key=${at} class="mono" style=${{ transform: `translateX(${at * zoom}px)` }}>${clock(at, step < 1)}</span>`)}
    ${store.range.value.in !== null && html`<i class="range" style=${{ transform: `translateX(${store.range.value.in * zoom}px)`, width: `${((store.range.value.out ?? store.length.value) - store.range.value.in) * zoom}px` }}></i>`}
    ${store.range.value.in === null && store.range.value.out !== null && html`<i class="range" style=${{ width: `${store.range.value.out * zoom}px` }}></i>`}</div>`;
}

/** What is selected, in words, and how loud it is where it sounds. */
function Chosen() {
  const now = store.chosen.value;
  if (!now) {
    const count = store.selection.value.size;
    return html`<span class="about small muted cut grow">${count > 1 ? t("timeline.selected", { count }) : ""}</span>`;
  }
  const { kind, item } = now, frames = `${clock(item.start.seconds, true)}–${clock(item.start.seconds + item.length.seconds, true)}`;
  const name = item.name || item.text || item.label || store.mediaById.value.get(item.media)?.name || item.id;
  const loud = (kind === "clip" && item.sound) || kind === "sound";
  return html`<span class="about small muted cut grow">${name} · ${frames}${kind === "clip" && !store.narrow.value ? ` · ${t("timeline.drag")}` : ""}</span>
    ${loud && html`<label class="level small"><span class="hidden">${t("level")}</span><${Round} icon=${item.level.muted ? "mute" : "sound"} label=${t(item.level.muted ? "unmute" : "mute")} pressed=${item.level.muted} onClick=${() => edit((project) => hand.levelled(project, item.id, item.level.muted ? item.level.gain_db : null))} />
      <input type="range" min="-40" max="12" step="1" value=${item.level.gain_db} aria-label=${t("level")} aria-valuetext=${`${item.level.gain_db} dB`} onChange=${(event) => edit((project) => hand.levelled(project, item.id, Number(event.currentTarget.value)))} /><span class="mono tiny">${signed(item.level.gain_db, 1) || 0} dB</span></label>`}`;
}

function Toolbar() {
  return html`<div class="tools" role="toolbar" aria-label=${t("timeline.tools")}>
    <button type="button" class="button quiet" onClick=${splitHere} disabled=${!store.hasPicture.value} title=${`${t("split")} (S)`}><${Icon} name="cut" />${t("split")}</button>
    ${!store.narrow.value && html`<${Round} icon="undo" label=${t("undo")} disabled=${!canUndo()} onClick=${undo} /><${Round} icon="redo" label=${t("redo")} disabled=${!canRedo()} onClick=${redo} />`}
    <${Round} icon="trash" label=${t("delete")} disabled=${!store.selection.value.size && store.range.value.in === null} onClick=${() => takeOut(false)} />
    <${Round} icon="title" label=${t("title.add")} disabled=${!store.hasPicture.value} onClick=${() => edit((project) => hand.titleAdded(project, t("title.new"), store.playhead.value))} />
    <${Chosen} />
    <${Round} icon="magnet" label=${t("snap")} pressed=${store.snapping.value} onClick=${commands.snap} />
    <${Round} icon="zoom" label=${t("zoom_in")} onClick=${() => zoomBy(1.6)} />
    <button type="button" class="fit tiny" onClick=${fit} title=${`${t("fit")} (Shift+Z)`}>${t("fit")}</button>
  </div>`;
}

export function Timeline({ mini = false }) {
  const node = useRef(null), pinch = useRef(new Map());
  const [over, setOver] = useState(null);
  useEffect(() => {
    const box = node.current;
    scroller = box;
    const measure = () => { view.value = { left: box.scrollLeft, width: box.clientWidth }; };
    let asked = 0;
    const scrolled = () => { asked ||= requestAnimationFrame(() => { asked = 0; measure(); }); };
    const wheel = (event) => {
      if (event.ctrlKey || event.metaKey) { event.preventDefault(); zoomBy(Math.exp(-event.deltaY / 240), event.clientX - box.getBoundingClientRect().left); } else if (event.shiftKey && !event.deltaX) { event.preventDefault(); box.scrollLeft += event.deltaY; }
    };
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    box.addEventListener("scroll", scrolled, { passive: true });
    box.addEventListener("wheel", wheel, { passive: false });
    measure();
    return () => { watch.disconnect(); box.removeEventListener("scroll", scrolled); box.removeEventListener("wheel", wheel); if (scroller === box) scroller = null; };
  }, []);
  useEffect(() => effect(() => {
    const ids = store.glow.value, project = store.project.peek();
    if (!ids.size || !project) return;
    const item = [...project.track, ...project.titles, ...project.sounds].find((one) => one.id && ids.has(one.id));
    if (item) reveal(item.start.seconds);
  }), []);
  const project = shown(), zoom = zoomNow(), left = Math.max(edge.value - MARGIN_PIXELS, 0), width = wideNow.value + 2 * MARGIN_PIXELS + STEP_PIXELS;
  const all = useMemo(() => (project?.track.length ? lanes(project).slice(0, mini ? 1 : undefined) : []), [project, mini]);
  const wide = project ? project.length.seconds * zoom + 120 : 0;

  const spread = (event) => {
    if (event.pointerType !== "touch") return scrub(event);
    pinch.current.set(event.pointerId, event.clientX);
    if (pinch.current.size === 1) scrub(event);
  };
  const spreading = (event) => {
    if (!pinch.current.has(event.pointerId) || pinch.current.size !== 2) return;
    const was = [...pinch.current.values()];
    pinch.current.set(event.pointerId, event.clientX);
    const now = [...pinch.current.values()];
    zoomBy(Math.max(Math.abs(now[0] - now[1]), 10) / Math.max(Math.abs(was[0] - was[1]), 10), (now[0] + now[1]) / 2 - node.current.getBoundingClientRect().left);
  };
  const lifted = (event) => pinch.current.delete(event.pointerId);

  const dragged = (event) => {
    if (![...event.dataTransfer.types].includes("application/x-rushes-media")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    setOver(all.length ? snap(secondsAt(event), hand.cuts(store.project.value), (SNAP_PIXELS * 2) / zoom) : 0);
  };
  const drop = (event) => {
    const id = event.dataTransfer.getData("application/x-rushes-media"), media = store.mediaById.value.get(id);
    if (!media) return;
    event.preventDefault();
    const at = over;
    setOver(null);
    edit((now) => hand.placed(now, media, now.track.length ? snapped(Math.min(at ?? now.length.seconds, now.length.seconds), now.canvas) : null));
  };
  return html`<section class="timeline ${mini ? "mini" : ""}" aria-label=${t("timeline")}>
    ${!mini && html`<${Toolbar} />`}
    <div class="tl">
      ${!mini && html`<div class="heads"><div class="ruler"></div>${all.map((lane) => html`<div class="lane-head" data-track=${lane.name} style=${{ height: `${LANE[lane.name]}px` }}><span class="chip" data-track=${lane.name === "overlay" ? "video" : lane.name}><${Icon} name=${TRACKS[lane.name] ?? "film"} /></span><span class="small muted cut">${t(`track.${lane.name}`)}</span></div>`)}</div>`}
      <div class="tl-scroll" ref=${node} onPointerDown=${spread} onPointerMove=${spreading} onPointerUp=${lifted} onPointerCancel=${lifted} onDragOver=${dragged} onDragLeave=${() => setOver(null)} onDrop=${drop} tabindex="-1">
        <div class="tl-inner" style=${{ width: `${wide}px` }}>
          <${Ruler} zoom=${zoom} left=${left} width=${width} />
          ${all.map((lane, number) => html`<${Lane} key=${`${lane.name}${number}`} lane=${lane} zoom=${zoom} left=${left} width=${width} />`)}
          ${all.length > 0 && html`<${Playhead} />`}
          ${line.value !== null && html`<i class="snap-line" style=${{ transform: `translateX(${line.value * zoom}px)` }}></i>`}
          ${over !== null && html`<i class="snap-line drop" style=${{ transform: `translateX(${over * zoom}px)` }}></i>`}
        </div>
        ${!all.length && html`<div class="ghost-track small">${t("timeline.empty")}</div>`}
      </div>
    </div>
  </section>`;
}

/** For the pool: puts a file at the playhead, or at the end. */
export const place = (media, atPlayhead) => edit((now) => hand.placed(now, media, atPlayhead ? store.playhead.value : null));

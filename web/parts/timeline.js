// The timeline: what is shown when. Only what is in view is drawn, so hours and hundreds of clips stay smooth.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { effect, signal } from "@preact/signals";
import { html, Icon, Later, Round, TRACKS } from "./shared.js";
import { Clip, Handles, LOOK_PIXELS, retitling, SoundItem, Words } from "./items.js";
import { around, END_PIXELS, fit, held, LANE, line, pushed, readout, reveal, scrolled, scrolls, scrollTo, secondsAt, shown, view, zoomBy, zoomNow } from "./scale.js";
import { seek } from "./player.js";
import { edit, redo, undo, canRedo, canUndo } from "../lib/actions.js";
import { cuts, itemAt } from "../lib/moments.js";
import { t } from "../lib/i18n.js";
import { labels, labelStep, rows, snap, visible } from "../lib/ruler.js";
import { clock, snapped } from "../lib/timecode.js";
import * as store from "../lib/store.js";

const REACH_PIXELS = 16;

function splitHere() {
  const at = store.playhead.value;
  edit((project, hand) => hand.split(project, at));
}

function takeOut(lift) {
  const { in: start, out: end } = store.range.value, ids = store.selection.value;
  if (ids.size) edit((project, hand) => hand.taken(project, ids, lift));
  else if (start !== null && end !== null) {
    store.range.value = { in: null, out: null };
    edit((project, hand) => hand.stretchTaken(project, start, end, lift));
  } else return false;
}

function trimHere(side) {
  const at = store.playhead.value;
  edit((project, hand) => {
    const clip = itemAt(project, at);
    if (!clip || clip.gap) return null;
    const into = at - clip.start.seconds;
    return side === "head" ? hand.trim(project, clip.id, "head", into) : hand.trim(project, clip.id, "tail", clip.length.seconds - into);
  });
}

function shift(way) {
  const now = store.chosen.value;
  if (now?.kind !== "clip") return false;
  edit((project, hand) => {
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

/** Where more items than this are in view, those too narrow to show anything but a colour are not drawn one by one. */
const MANY = 24;

/** What of a track is drawn: of many items narrow neighbours become one drawing, but for the one that Tab leads to. With
 * all of a long film in view that is what keeps it smooth. */
function told(items, zoom, stop) {
  if (items.length <= MANY) return items;
  const found = [];
  for (const item of items) {
    const last = found[found.length - 1], narrow = item.id && item.id !== stop && item.length.seconds * zoom < LOOK_PIXELS;
    if (!narrow) found.push(item);
    else if (last?.many) { last.many += 1; last.length = item.start.seconds + item.length.seconds - last.start; } else found.push({ many: 1, id: item.id, start: item.start.seconds, length: item.length.seconds });
  }
  return found;
}

/** What is rarely needed, but then at once: fetched beforehand, so that no key is lost that is typed. */
const mending = signal(null);
import("./mending.js").then((found) => { mending.value = found; });
const waves = () => import("./wave.js").then((found) => found.Waves);
const ownSound = (clip) => ({ from: clip.source.start.seconds, speed: clip.speed.seconds, reverse: clip.reverse });
const addedSound = (sound) => ({ from: sound.source_start.seconds, loop: sound.loop });

/** A track's items in view. `looks` says what their pictures and outlines are drawn for: while one zooms, what was. */
function Lane({ lane, zoom, left, width, looks }) {
  const from = left / zoom, to = (left + width) / zoom;
  const [first, end] = visible(lane.items, from, to), near = lane.items.slice(first, end);
  const numbered = useMemo(() => (lane.name === "video" ? lane.items.filter((item) => !item.gap) : lane.items), [lane]);
  const numbers = useMemo(() => new Map(numbered.map((item, at) => [item, at + 1])), [numbered]);
  const mends = mending.value, kind = { video: "clip", title: "title", overlay: "overlay" }[lane.name];
  // one item of each track is reached by Tab: what is selected on it, else the first in view
  const stop = (near.find((item) => store.selection.value.has(item.id)) ?? near.find((item) => item.id))?.id;
  const picked = kind ? near.filter((item) => store.selection.value.has(item.id)) : [];
  return html`<div class="lane ${lane.name}" style=${{ height: `${LANE[lane.name]}px`, transform: pushed.value ? `translateX(${pushed.value}px)` : null }}><div class="lane-items" role="listbox" aria-multiselectable="true" aria-orientation="horizontal" aria-label=${t(`track.${lane.name}`)}>
    ${told(near, zoom, stop).map((item) => {
      if (item.many) return html`<div class="crowd" data-track=${lane.name === "overlay" ? "video" : lane.name} key=${`m${item.id}`} role="presentation" style=${{ transform: `translateX(${item.start * zoom}px)`, width: `${item.length * zoom}px`, "--each": `${Math.max((item.length * zoom) / item.many, 2)}px` }}></div>`;
      const index = first + near.indexOf(item);
      if (item.gap) return html`<div class="gap" key=${`gap${index}`} role="presentation" style=${{ transform: `translateX(${item.start.seconds * zoom}px)`, width: `${item.length.seconds * zoom}px` }}></div>`;
      if (lane.name === "video") return html`<${Clip} key=${item.id} clip=${item} index=${index} row=${numbered} number=${numbers.get(item)} count=${numbered.length} stop=${stop} zoom=${zoom} looks=${looks} />`;
      if (lane.name === "title") return html`<${Words} key=${item.id} title=${item} index=${index} row=${lane.items} stop=${stop} zoom=${zoom} />`;
      if (lane.name === "overlay") return html`<${SoundItem} key=${item.id} item=${item} index=${index} row=${lane.items} track="overlay" stop=${stop} zoom=${zoom} name=${store.mediaById.value.get(item.media)?.name ?? item.id} />`;
      return html`<${SoundItem} key=${item.id} item=${item} index=${index} row=${lane.items} track=${lane.name} stop=${stop} zoom=${zoom} own=${!!lane.own} name=${lane.own ? t("sound.own") : item.label || store.mediaById.value.get(item.media)?.name || item.id} />`;
    })}</div>
    ${(lane.name === "sound" || lane.name === "music") && html`<${Later} load=${waves} items=${lane.items} soundOf=${lane.own ? ownSound : addedSound} looks=${looks} zoom=${zoom} high=${LANE[lane.name] - 8} least=${LOOK_PIXELS} />`}
    ${picked.map((item) => html`<${Handles} key=${`h${item.id}`} item=${item} kind=${kind} zoom=${zoom} />`)}
    ${mends && lane.name === "video" && near.filter((item) => store.lost.value.has(item.media) && item.length.seconds * zoom > 96).map((item) => html`<${mends.FindFile} key=${`f${item.id}`} clip=${item} zoom=${zoom} />`)}
    ${mends && lane.name === "title" && near.filter((item) => item.id === retitling.value).map((item) => html`<${mends.Retitle} key=${`w${item.id}`} title=${item} zoom=${zoom} />`)}
  </div>`;
}

function scrub(event) {
  if (event.button || event.target.closest(".item, .trim, button")) return;
  store.playing.value = false;
  if (!event.target.closest(".ruler, .playhead")) store.selection.value = new Set();
  const to = (now) => {
    const at = secondsAt(now), project = store.project.value;
    seek(now.altKey || !store.snapping.value ? at : snap(at, cuts(project), REACH_PIXELS / 4 / zoomNow()));
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
    const into = x - view.peek().left;
    if (store.playing.value && (into > view.peek().width - 30 || into < 0)) scrollTo(Math.max(x - 60, 0));
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

const chosen = () => import("./chosen.js").then((found) => found.Chosen);

function Toolbar() {
  return html`<div class="tools" role="toolbar" aria-label=${t("timeline.tools")}>
    <button type="button" class="button quiet" onClick=${splitHere} disabled=${!store.hasPicture.value} title=${`${t("split")} (S)`}><${Icon} name="cut" />${t("split")}</button>
    ${!store.middling.value && html`<${Round} icon="undo" label=${t("undo")} disabled=${!canUndo()} onClick=${undo} /><${Round} icon="redo" label=${t("redo")} disabled=${!canRedo()} onClick=${redo} />`}
    <${Round} icon="trash" label=${t("delete")} disabled=${!store.selection.value.size && store.range.value.in === null} onClick=${() => takeOut(false)} />
    <${Round} icon="title" label=${t("title.add")} disabled=${!store.hasPicture.value} onClick=${() => mending.value?.addTitle()} />
    <span class="chosen grow">${store.selection.value.size > 0 && html`<${Later} load=${chosen} />`}</span>
    <${Round} icon="magnet" label=${t("snap")} pressed=${store.snapping.value} onClick=${commands.snap} />
    <${Round} icon="zoom_out" label=${t("zoom_out")} onClick=${() => zoomBy(1 / 1.6)} />
    <${Round} icon="zoom" label=${t("zoom_in")} onClick=${() => zoomBy(1.6)} />
    <button type="button" class="fit tiny" onClick=${fit} title=${`${t("fit")} (Shift+Z)`}>${t("fit")}</button>
  </div>`;
}

const Heads = ({ lanes: all }) => html`<div class="heads"><div class="ruler"></div>${all.map((lane) => html`<div class="lane-head" data-track=${lane.name} style=${{ height: `${LANE[lane.name]}px` }}><span class="chip" data-track=${lane.name === "overlay" ? "video" : lane.name}><${Icon} name=${TRACKS[lane.name] ?? "film"} /></span><span class="small muted cut">${t(`track.${lane.name}`)}</span></div>`)}</div>`;

export function Timeline({ mini = false }) {
  const node = useRef(null), pinch = useRef(new Map());
  const [over, setOver] = useState(null);
  useEffect(() => {
    const box = node.current;
    const gone = scrolls(box);
    const measure = () => { view.value = { left: box.scrollLeft, width: box.clientWidth }; };
    let asked = 0;
    const moved = () => { asked ||= requestAnimationFrame(() => { asked = 0; measure(); }); };
    const wheel = (event) => {
      if (event.ctrlKey || event.metaKey) { event.preventDefault(); zoomBy(Math.exp(-event.deltaY / 240), event.clientX - box.getBoundingClientRect().left); } else if (event.shiftKey && !event.deltaX) { event.preventDefault(); box.scrollLeft += event.deltaY; }
    };
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    box.addEventListener("scroll", moved, { passive: true });
    box.addEventListener("wheel", wheel, { passive: false });
    measure();
    return () => { watch.disconnect(); box.removeEventListener("scroll", moved); box.removeEventListener("wheel", wheel); gone(); };
  }, []);
  useEffect(() => effect(() => {
    const ids = store.glow.value, project = store.project.peek();
    if (!ids.size || !project) return;
    const item = [...project.track, ...project.titles, ...project.sounds].find((one) => one.id && ids.has(one.id));
    if (item) reveal(item.start.seconds);
  }), []);
  useLayoutEffect(scrolled);
  const project = shown(), here = around(), { zoom, left, width } = here, looks = held.value ?? here;
  const all = useMemo(() => (project?.track.length ? lanes(project).slice(0, mini ? 1 : undefined) : []), [project, mini]);
  const tools = useMemo(() => !mini && html`<${Toolbar} />`, [mini]), heads = useMemo(() => !mini && html`<${Heads} lanes=${all} />`, [mini, all]);
  const wide = project ? project.length.seconds * zoom + END_PIXELS : 0;

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
    setOver(all.length ? snap(secondsAt(event), cuts(store.project.value), REACH_PIXELS / zoom) : 0);
  };
  const drop = (event) => {
    const id = event.dataTransfer.getData("application/x-rushes-media"), media = store.mediaById.value.get(id);
    if (!media) return;
    event.preventDefault();
    const at = over;
    setOver(null);
    edit((now, hand) => hand.placed(now, media, now.track.length ? snapped(Math.min(at ?? now.length.seconds, now.length.seconds), now.canvas) : null));
  };
  return html`<section class="timeline ${mini ? "mini" : ""}" aria-label=${t("timeline")}>
    ${tools}
    <div class="tl">
      ${heads}
      <div class="tl-scroll" ref=${node} onPointerDown=${spread} onPointerMove=${spreading} onPointerUp=${lifted} onPointerCancel=${lifted} onDragOver=${dragged} onDragLeave=${() => setOver(null)} onDrop=${drop} tabindex="-1">
        <div class="tl-inner" style=${{ width: `${wide}px` }}>
          <${Ruler} zoom=${zoom} left=${left} width=${width} />
          ${all.map((lane, number) => html`<${Lane} key=${`${lane.name}${number}`} lane=${lane} zoom=${zoom} left=${left} width=${width} looks=${looks} />`)}
          ${all.length > 0 && html`<${Playhead} />`}
          ${line.value !== null && html`<i class="snap-line" style=${{ transform: `translateX(${line.value * zoom}px)` }}></i>`}
          ${readout.value && html`<span class="readout mono tiny" style=${{ transform: `translateX(${readout.value.at * zoom}px)` }}>${readout.value.text}</span>`}
          ${over !== null && html`<i class="snap-line drop" style=${{ transform: `translateX(${over * zoom}px)` }}></i>`}
        </div>
        ${!all.length && html`<div class="ghost-track small">${t("timeline.empty")}</div>`}
      </div>
    </div>
  </section>`;
}

/** For the pool: puts a file at the playhead, or at the end. */
export function place(media, atPlayhead) {
  const at = atPlayhead ? store.playhead.value : null;
  edit((now, hand) => hand.placed(now, media, at));
}

// Drags over the timeline: moving, reordering, trimming. Each shows what it comes to, and makes one edit when it ends.
import { useState } from "preact/hooks";
import { html } from "./shared.js";
import { ghost, line, pushed, readout, seekAt, view, zoomNow } from "./scale.js";
import { seek } from "./player.js";
import { edit } from "../lib/actions.js";
import * as hand from "../lib/edits.js";
import { amount, signed, t } from "../lib/i18n.js";
import { sourceAt } from "../lib/moments.js";
import { snap } from "../lib/ruler.js";
import { clock, snapped } from "../lib/timecode.js";
import * as store from "../lib/store.js";

const SNAP_PIXELS = 8, DRAG_PIXELS = 4;

const placesOf = (row, without) => row.filter((item) => item.id !== without).flatMap((item) => [item.start.seconds, item.start.seconds + item.length.seconds]);

const points = (project, without) => [
  store.playhead.peek(), 0, project.length.seconds, ...placesOf(project.track, without), ...placesOf(project.titles, without), ...placesOf(project.sounds, without),
];

/** For a drag from here on: a moment as drawn becomes the nearest cut, end or playhead, and in any case a frame. Alt, or
 * snapping switched off, leaves it free. */
function snapping(project, without) {
  const all = points(project, without), reach = SNAP_PIXELS / zoomNow();
  return (seconds, event) => {
    const near = event.altKey || !store.snapping.value ? seconds : snap(seconds, all, reach);
    line.value = near !== seconds ? near : null;
    return snapped(near, project.canvas);
  };
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
    line.value = readout.value = null;
    pushed.value = 0;
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

/** Drags a clip to another place among the clips; a click without a drag goes to the moment. */
export function reorder(event, clip, zoom) {
  const project = store.project.value, clips = project.track.filter((item) => !item.gap && item.id !== clip.id);
  let to = null;
  follow(event, (dx) => {
    const middle = (clip.start.seconds + clip.length.seconds / 2) * zoom + dx;
    to = clips.filter((item) => (item.start.seconds + item.length.seconds / 2) * zoom < middle).length + 1;
    ghost.value = hand.moved(project, clip.id, to)?.sketch ?? project;
  }, (now, kept) => {
    if (kept && to) edit((all) => hand.moved(all, clip.id, to));
    else if (now.type === "pointerup") seekAt(now);
  });
}

const MOVES = {
  title: (project, item, start) => hand.titleMoved(project, item.id, start, item.length.seconds),
  overlay: (project, item, start) => hand.overlayMoved(project, item.id, start, item.length.seconds),
  sound: (project, item, start) => hand.soundMoved(project, item.id, start),
  music: (project, item, start) => hand.soundMoved(project, item.id, start),
};

/** Drags something of this `kind` along its track, where it can be; a click without a drag goes to the moment. */
export function slide(event, item, zoom, kind) {
  const make = MOVES[kind], project = store.project.value, snapped = snapping(project, item.id);
  let start = null;
  follow(event, (dx, now) => {
    if (!make) return;
    const most = Math.max(project.length.seconds - Math.min(item.length.seconds, 1), 0);
    start = Math.min(Math.max(snapped(item.start.seconds + dx / zoom, now), 0), most);
    ghost.value = make(project, item, start)?.sketch ?? project;
    readout.value = { at: start, text: clock(start, true) };
  }, (now, kept) => {
    if (kept && start !== null) edit((all) => make(all, item, start));
    else if (now.type === "pointerup") seekAt(now);
  });
}

/** One end of a clip, a title or an overlay moved by `change` seconds (positive: shorter). */
function trimmed(project, item, kind, side, change) {
  if (kind === "clip") return hand.trim(project, item.id, side, change);
  const least = hand.LEAST_FRAMES / project.canvas.rate.seconds, by = Math.min(change, item.length.seconds - least);
  const move = kind === "title" ? hand.titleMoved : hand.overlayMoved;
  if (side === "tail") return move(project, item.id, item.start.seconds, item.length.seconds - by);
  const start = Math.max(item.start.seconds + by, 0);
  return move(project, item.id, start, item.length.seconds - (start - item.start.seconds));
}

/** Shows the frame at the end that is being trimmed: from the timeline where it has it, else from the source. */
function look(clip, side, by) {
  const frame = 1 / store.fps.value, end = clip.start.seconds + clip.length.seconds;
  seek(side === "head" ? clip.start.seconds + Math.max(by, 0) : end - Math.max(by, 0) - frame);
  if (by >= 0 || clip.held) store.trimming.value = null;
  else store.trimming.value = { media: clip.media, at: Math.max(sourceAt(clip, side === "head" ? by : clip.length.seconds - by - frame), 0) };
}

function TrimHandle({ item, side, kind, label }) {
  const [limited, setLimited] = useState(false);
  const again = (project, change) => {
    const now = [...project.track, ...project.titles, ...project.overlays].find((one) => one.id === item.id);
    return now ? trimmed(project, now, kind, side, change) : null;
  };
  const down = (event) => {
    if (event.button) return;
    event.stopPropagation();
    event.preventDefault();
    store.selection.value = new Set([item.id]);
    store.playing.value = false;
    const project = store.project.value, zoom = zoomNow(), head = side === "head", snapped = snapping(project, item.id);
    const edge = item.start.seconds + (head ? 0 : item.length.seconds);
    let change = 0, made = null;
    store.zoom.value = zoom;
    follow(event, (dx, now) => {
      change = (head ? 1 : -1) * (snapped(edge + dx / zoom, now) - edge);
      made = trimmed(project, item, kind, side, change);
      const by = kind === "clip" ? made?.by ?? 0 : change;
      ghost.value = made?.sketch ?? project;
      setLimited(!!made?.limited);
      if (kind === "clip") {
        // what follows stays where it is while a head is dragged; only the release closes the hole
        if (head) pushed.value = Math.max(by * zoom, view.value.left - item.start.seconds * zoom);
        look(item, side, by);
      }
      readout.value = { at: edge + (head ? by : -by), text: `${signed(-by, 2) || "0"} ${t("unit.s")} · ${amount(item.length.seconds - by, 2)} ${t("unit.s")}` };
    }, (_, kept) => {
      store.trimming.value = null;
      setLimited(false);
      if (!kept || !made) return;
      edit((now) => again(now, change));
      if (kind === "clip" && change < 0) seek(head ? item.start.seconds : item.start.seconds + item.length.seconds - made.by - 1 / store.fps.value);
    });
  };
  const key = (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const frames = (event.shiftKey ? 10 : 1) * way * (side === "head" ? 1 : -1);
    edit((now) => again(now, frames / now.canvas.rate.seconds));
  };
  return html`<span class="trim at-${side} ${limited ? "limited" : ""}" role="slider" tabindex="0" aria-label=${label} aria-valuenow=${Math.round(item.length.seconds * 100) / 100} aria-valuetext=${`${amount(item.length.seconds, 2)} ${t("unit.s")}`} onPointerDown=${down} onKeyDown=${key}></span>`;
}

/** The two handles of what is selected. */
export const Handles = ({ item, kind, zoom }) => html`<div class="item-box handles" style=${{ transform: `translateX(${item.start.seconds * zoom}px)`, width: `${Math.max(item.length.seconds * zoom, 6)}px` }}>
  <${TrimHandle} item=${item} side="head" kind=${kind} label=${t("trim.head")} /><${TrimHandle} item=${item} side="tail" kind=${kind} label=${t("trim.tail")} /></div>`;

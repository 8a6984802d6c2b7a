// How the timeline lies on the screen: what of it is in view, at which zoom, and what a drag over it means.
import { batch, computed, signal } from "@preact/signals";
import { seek } from "./player.js";
import { clampZoom, fitting } from "../lib/ruler.js";
import * as store from "../lib/store.js";

export const MARGIN_PIXELS = 300;
/** After so long without another step zooming is over: what was only stretched is drawn anew. */
const REST_MS = 140;
/** Pictures and outlines of sound are stretched so far and no further. */
const STRETCH_MOST = 4;
/** Room after the last item. */
export const END_PIXELS = 120;
export const LANE = { video: 62, title: 28, overlay: 28, sound: 42, music: 38 };

/** What of the timeline is in view: left edge and width in pixels. */
export const view = signal({ left: 0, width: 800 });
let scroller = null;

/** Names the box that scrolls; what is given back forgets it again. */
export function scrolls(box) {
  scroller = box;
  return () => { if (scroller === box) scroller = null; };
}
export const scrollTo = (left) => { if (scroller) scroller.scrollLeft = left; };

/** The left edge in steps, so that scrolling draws anew only now and then: the margin hides it. */
export const STEP_PIXELS = 128;
export const edge = computed(() => Math.floor(view.value.left / STEP_PIXELS) * STEP_PIXELS);
export const wideNow = computed(() => view.value.width);
export const nameEdge = () => (edge.value ? edge.value + STEP_PIXELS : 0);

/** A drag under way: what the timeline shows instead of what is. */
export const ghost = signal(null);
/** How far the tracks are pushed aside meanwhile, in pixels: a head that is dragged stays under the pointer. */
export const pushed = signal(0);
/** Where a drag snaps to, in seconds. */
export const line = signal(null);
/** What a drag comes to, in words, and where it says so, in seconds: {at, text}. */
export const readout = signal(null);

export const zoomNow = () => store.zoom.value || fitting(store.length.value, wideNow.value);
export const shown = () => ghost.value ?? store.project.value;

/** While one zooms, what pictures and outlines of sound were drawn for: they are only stretched. Else null.
 * @type {import("@preact/signals").Signal<{zoom: number, left: number, width: number} | null>} */
export const held = signal(null);

/** What is drawn around the view, at which zoom: a margin hides that scrolling draws only now and then. */
export function around() {
  const margin = held.value ? 0 : MARGIN_PIXELS;
  return { zoom: zoomNow(), left: Math.max(edge.value - margin, 0), width: wideNow.value + 2 * margin + STEP_PIXELS };
}

let by = 1, pivot = null, asked = 0, resting = 0, goal = null;

/** Zooms by `factor`, keeping what lies `x` pixels from the left edge in its place. Steps of one frame are one. */
export function zoomBy(factor, x = null) {
  by *= factor;
  pivot = x;
  asked ||= requestAnimationFrame(zoomed);
}

function zoomed() {
  const was = zoomNow(), now = clampZoom(was * by), { left, width } = view.value;
  const head = store.playhead.value * was - left, at = pivot ?? (head >= 0 && head <= width ? head : width / 2);
  by = 1;
  asked = 0;
  clearTimeout(resting);
  resting = setTimeout(() => { held.value = null; }, REST_MS);
  if (now === was) return;
  goal = Math.round(Math.min(Math.max(((left + at) / was) * now - at, 0), Math.max(store.length.value * now + END_PIXELS - width, 0)));
  batch(() => {
    held.value ??= around();
    store.zoom.value = now;
    view.value = { left: goal, width };
    if (Math.max(now / held.value.zoom, held.value.zoom / now) > STRETCH_MOST) held.value = around();
  });
}

/** Once what zooming shows is drawn the box is scrolled there, without being asked where it is. */
export function scrolled() {
  if (goal !== null && scroller) scroller.scrollLeft = goal;
  goal = null;
}

export const fit = () => { store.zoom.value = 0; if (scroller) scroller.scrollLeft = 0; };

/** Scrolls so that `seconds` is in view. */
export function reveal(seconds) {
  const x = seconds * zoomNow();
  if (scroller && (x < view.value.left + 20 || x > view.value.left + view.value.width - 20)) scroller.scrollLeft = Math.max(x - view.value.width / 3, 0);
}

export const secondsAt = (event) => {
  const box = scroller.getBoundingClientRect();
  return (event.clientX - box.left + scroller.scrollLeft) / zoomNow();
};

export const seekAt = (event) => seek(secondsAt(event));

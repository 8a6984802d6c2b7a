// How the timeline lies on the screen: what of it is in view, at which zoom, and what a drag over it means.
import { computed, signal } from "@preact/signals";
import { seek } from "./player.js";
import { clampZoom, fitting } from "../lib/ruler.js";
import * as store from "../lib/store.js";

export const MARGIN_PIXELS = 300;
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

/** Zooms by `factor`, keeping what lies `x` pixels from the left edge in its place. */
export function zoomBy(factor, x) {
  const was = zoomNow(), now = clampZoom(was * factor);
  const head = store.playhead.value * was - view.value.left;
  const pivot = x ?? (head >= 0 && head <= view.value.width ? head : view.value.width / 2);
  const at = (view.value.left + pivot) / was;
  store.zoom.value = now;
  requestAnimationFrame(() => { if (scroller) scroller.scrollLeft = at * now - pivot; });
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

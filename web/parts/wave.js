// An outline of sound on the timeline.
import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "./shared.js";
import { peaksOf, paint } from "../lib/waves.js";
import * as store from "../lib/store.js";

/** An outline of the sound in view, drawn once its peaks are there. */
export function Wave({ media, from, length, speed = 1, reverse = false, loop = false, gain = 0, zoom, left, width, start, high }) {
  const node = useRef(null), peaks = peaksOf(media);
  const first = Math.max(left - start * zoom, 0), last = Math.min(left + width - start * zoom, length * zoom);
  const wide = Math.max(Math.round(last - first), 0);
  useLayoutEffect(() => {
    if (node.current && peaks && wide) paint(node.current, peaks, { first, wide, high, zoom, from, speed, reverse, length, loop, duration: store.mediaById.value.get(media)?.duration.seconds ?? 0, gain });
  }, [peaks, first, wide, zoom, from, speed, high, gain]);
  return html`<canvas ref=${node} class="wave" style=${{ left: `${first}px`, width: `${wide}px`, height: `${high}px` }} aria-hidden="true"></canvas>`;
}

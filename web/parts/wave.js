// Outlines of sound on a track of the timeline: one drawing for all of them.
import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "./shared.js";
import { clear, paint, peaksOf } from "../lib/waves.js";
import { visible } from "../lib/ruler.js";
import * as store from "../lib/store.js";

/** The outlines of what sounds on a lane, `high` pixels high, drawn for `looks` and stretched to `zoom`. What is narrower
 * than `least` pixels has none. `soundOf` tells of an item what of which file it plays. */
export function Waves({ items, soundOf, looks, zoom, high, least }) {
  const node = useRef(null), much = zoom / looks.zoom, { left, width } = looks;
  const near = items.slice(...visible(items, left / looks.zoom, (left + width) / looks.zoom));
  const peaks = new Map(near.map((item) => [item.media, peaksOf(item.media)])), there = [...peaks.values()].filter(Boolean).length;
  useLayoutEffect(() => {
    const pen = there && clear(node.current, width, high);
    if (!pen) return;
    for (const item of near) {
      const wide = item.length.seconds * looks.zoom, from = item.start.seconds * looks.zoom - left, known = peaks.get(item.media);
      if (wide <= least || !known) continue;
      const first = Math.max(-from, 0), last = Math.min(width - from, wide - 1), duration = store.mediaById.value.get(item.media)?.duration.seconds ?? 0;
      paint(pen, known, { ...soundOf(item), at: from, first, last, high, zoom: looks.zoom, length: item.length.seconds, duration, gain: item.level?.muted ? -90 : item.level?.gain_db ?? 0 });
    }
  }, [items, there, looks.zoom, left, width, high]);
  return html`<canvas ref=${node} class="wave" style=${{ left: `${left * much}px`, width: `${width * much}px`, height: `${high}px` }} aria-hidden="true"></canvas>`;
}

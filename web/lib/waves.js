// Outlines of sound: peaks fetched once a file, drawn for the stretch in view.
import { signal } from "@preact/signals";
import { of, send } from "./api.js";
import { loudest } from "./peaks.js";
import { hasPauses } from "./suggest.js";
import * as store from "./store.js";

const known = new Map();

/** The peaks of a file, null until they are there. Reading them in a part draws it again when they arrive. */
export function peaksOf(media) {
  if (!known.has(media)) {
    const one = signal(null);
    known.set(media, one);
    send("GET", of(store.session.value.id, `/media/${media}/waveform`))
      .then((answer) => answer.arrayBuffer())
      .then((bytes) => {
        one.value = new Uint8Array(bytes);
        if (hasPauses(one.value)) store.quiet.value = new Set(store.quiet.value).add(media);
      }, () => known.delete(media));
  }
  return known.get(media).value;
}

const BAR = 3;

/** Draws bars for `wide` pixels from `first` on. */
export function paint(canvas, peaks, { first, wide, high, zoom, from, speed, reverse, length, loop, duration, gain }) {
  const dense = Math.min(devicePixelRatio || 1, 2), context = canvas.getContext("2d");
  canvas.width = Math.min(wide * dense, 8192);
  canvas.height = high * dense;
  context.scale(canvas.width / wide, dense);
  context.fillStyle = "#ffffffd0";
  const louder = 10 ** (gain / 20), middle = high * 0.58, room = high * 0.4;
  for (let x = BAR - (first % BAR) - BAR; x < wide; x += BAR) {
    let start = ((first + x) / zoom) * speed, end = start + (BAR / zoom) * speed;
    if (reverse) [start, end] = [length * speed - end, length * speed - start];
    // peaks are drawn by their root, so that quiet speech still shows
    const tall = Math.sqrt(Math.min(loudest(peaks, from + start, from + end, loop ? duration : 0) * louder, 1)) * room;
    context.fillRect(x, middle - tall, BAR - 1.2, Math.max(tall * 2, 1));
  }
}

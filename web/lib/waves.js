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

/** An empty drawing of `wide` by `high` pixels, as dense as the screen, and what draws on it. */
export function clear(canvas, wide, high) {
  const dense = Math.min(devicePixelRatio || 1, 2), pen = canvas.getContext("2d");
  canvas.width = Math.min(wide * dense, 8192);
  canvas.height = high * dense;
  pen.scale(canvas.width / wide, dense);
  pen.fillStyle = "#ffffffd0";
  return pen;
}

/** Draws the bars of a sound that begins `at` pixels, from its pixel `first` to its pixel `last`. */
export function paint(pen, peaks, { at, first, last, high, zoom, from, speed = 1, reverse = false, loop = false, length, duration, gain }) {
  const louder = 10 ** (gain / 20), middle = high * 0.58, room = high * 0.4;
  for (let x = Math.ceil(first / BAR) * BAR; x + BAR <= last; x += BAR) {
    let start = (x / zoom) * speed, end = start + (BAR / zoom) * speed;
    if (reverse) [start, end] = [length * speed - end, length * speed - start];
    // peaks are drawn by their root, so that quiet speech still shows
    const tall = Math.sqrt(Math.min(loudest(peaks, from + start, from + end, loop ? duration : 0) * louder, 1)) * room;
    pen.fillRect(at + x, middle - tall, BAR - 1.2, Math.max(tall * 2, 1));
  }
}

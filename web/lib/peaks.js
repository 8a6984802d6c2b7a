// Peaks of a sound, as the server sends them: bytes, one for each step. Pure.

/** Peaks a second; the server's own step. */
export const PEAKS = 20;

/** The loudest of `peaks` between two moments of the file, 0 to 1; `duration` wraps where it is played over and over. Pure. */
export function loudest(peaks, from, to, duration = 0) {
  let first = from, last = to;
  if (duration > 0) {
    const turns = Math.floor(first / duration) * duration;
    first -= turns;
    last -= turns;
  }
  const start = Math.max(Math.floor(first * PEAKS), 0), end = Math.max(Math.ceil(last * PEAKS), start + 1);
  let most = 0;
  for (let at = start; at < end && at < peaks.length; at += 1) if (peaks[at] > most) most = peaks[at];
  return most / 255;
}

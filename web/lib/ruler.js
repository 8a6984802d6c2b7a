// The timeline's geometry: pure sums of pixels and seconds.

export const ZOOM_LEAST = 0.02, ZOOM_MOST = 600;

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

/** How far apart labels stand, in seconds, at `zoom` pixels a second: at least 64 pixels. */
export const labelStep = (zoom) => STEPS.find((step) => step * zoom >= 64) ?? STEPS[STEPS.length - 1];

/** The labels from `from` to `to` seconds. */
export function labels(from, to, zoom) {
  const step = labelStep(zoom), found = [];
  for (let n = Math.max(Math.floor(from / step), 0); n * step <= to; n += 1) found.push(n * step);
  return found;
}

export const clampZoom = (zoom) => Math.min(Math.max(zoom, ZOOM_LEAST), ZOOM_MOST);

/** The zoom at which `length` seconds fill `width` pixels. */
export const fitting = (length, width) => clampZoom(length > 0 ? Math.max(width - 24, 50) / length : 40);

/** Which of `items` (in order of start, not overlapping) show between two moments: [first, end). */
export function visible(items, from, to) {
  let low = 0, high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1, item = items[middle];
    if (item.start.seconds + item.length.seconds <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < items.length && items[end].start.seconds < to) end += 1;
  return [low, end];
}

/** The nearest of `points` to `seconds` within `reach` seconds, else `seconds`. */
export function snap(seconds, points, reach) {
  let best = seconds, far = reach;
  for (const point of points) {
    const distance = Math.abs(point - seconds);
    if (distance <= far) [best, far] = [point, distance];
  }
  return best;
}

/** Items that overlap put on rows of their own, in order. */
export function rows(items) {
  const ends = [], placed = [];
  for (const item of [...items].sort((a, b) => a.start.seconds - b.start.seconds)) {
    let row = ends.findIndex((end) => end <= item.start.seconds + 1e-6);
    if (row < 0) row = ends.push(0) - 1;
    ends[row] = item.start.seconds + item.length.seconds;
    (placed[row] ??= []).push(item);
  }
  return placed;
}

/** Thumbnails every so many seconds: a power of two, so that zooming asks for few new ones. */
export const thumbStep = (seconds) => 2 ** Math.round(Math.log2(Math.max(seconds, 1 / 16)));

// Hand edits, twice: as the operation that is sent, and as what the page shows until the server has answered.
// The second is a sketch: pure, in floats, and always replaced by what the server says.
import { endOf, itemAt } from "./moments.js";
import { exactTime } from "./timecode.js";

export const LEAST_FRAMES = 3;

const operation = (kind, value) => ({ kind, value });

/** A length or a moment as seconds and a sketch of its exact value. */
const near = (seconds) => ({ seconds, exact: "" });

/** The project with its items put one after the other again. @param {Project} project @returns {Project} */
export function laid(project) {
  let at = 0;
  const track = project.track.map((item) => {
    const placed = item.start.seconds === at ? item : { ...item, start: near(at) };
    at += item.length.seconds;
    return placed;
  });
  return { ...project, track, length: near(at) };
}

const changed = (project, id, change) =>
  laid({ ...project, track: project.track.map((item) => (item.id === id ? change(item) : item)) });

/** The clip of a track cut to `head` and `tail` seconds less (negative: more). */
function cut(item, head, tail) {
  const speed = item.speed.seconds;
  const [first, last] = item.reverse ? [tail, head] : [head, tail];
  return {
    ...item,
    length: near(item.length.seconds - head - tail),
    head_room: item.head_room === null ? null : item.head_room + head,
    tail_room: item.tail_room === null ? null : item.tail_room + tail,
    source: item.held ? item.source : {
      start: near(item.source.start.seconds + first * speed),
      end: near(item.source.end.seconds - last * speed),
    },
  };
}

/** @param {Project} project @param {number} seconds @returns {HandEdit | null} */
export function split(project, seconds) {
  const clip = itemAt(project, seconds), at = clip && seconds - clip.start.seconds;
  const frame = 1 / project.canvas.rate.seconds;
  if (!clip || clip.gap || at < frame / 2 || clip.length.seconds - at < frame / 2) return null;
  const halves = [cut(clip, 0, clip.length.seconds - at), { ...cut(clip, at, 0), id: `${clip.id}~`, transition: null }];
  return {
    operations: [operation("Split", { at: [exactTime(seconds, project.canvas)] })],
    sketch: laid({ ...project, track: project.track.flatMap((item) => (item === clip ? halves : [item])) }),
  };
}

/** Takes `change` seconds off one end of a clip; negative shows more of its source there, as far as there is any.
 * `by` is what came of it; `limited` says that there was no more to give or to take.
 * @param {Project} project @param {string} id @param {"head" | "tail"} side @param {number} change @returns {HandEdit | null} */
export function trim(project, id, side, change) {
  const clip = project.track.find((item) => item.id === id);
  if (!clip) return null;
  const most = clip.length.seconds - LEAST_FRAMES / project.canvas.rate.seconds;
  const rate = project.canvas.rate.seconds, whole = (seconds) => (project.canvas.variable_rate ? seconds : Math.floor(seconds * rate + 1e-4) / rate);
  const room = whole((side === "head" ? clip.head_room : clip.tail_room) ?? Infinity);
  const by = Math.min(Math.max(change, -room), most);
  if (Math.abs(by) * project.canvas.rate.seconds < 0.5) return null;
  const sketch = changed(project, id, (item) => cut(item, side === "head" ? by : 0, side === "tail" ? by : 0));
  const told = by > 0 ? operation(side === "head" ? "TrimStart" : "TrimEnd", { length: exactTime(by, project.canvas), clip: id })
    : operation("SetLength", { length: exactTime(clip.length.seconds - by, project.canvas), clip: id, side });
  return { operations: [told], sketch, by, limited: by !== change };
}

/** Takes what is selected out: clips close the hole unless lifted.
 * @param {Project} project @param {Set<string>} ids @returns {HandEdit | null} */
export function taken(project, ids, lift = false) {
  const clips = project.track.filter((item) => ids.has(item.id));
  const titles = project.titles.filter((item) => ids.has(item.id)).map((item) => item.id);
  const sounds = project.sounds.filter((item) => ids.has(item.id)).map((item) => item.id);
  const overlays = project.overlays.filter((item) => ids.has(item.id)).map((item) => item.id);
  const operations = [];
  if (titles.length) operations.push(operation("RemoveTitles", { titles }));
  if (sounds.length) operations.push(operation("RemoveSounds", { sounds }));
  if (overlays.length) operations.push(operation("RemoveOverlays", { overlays }));
  if (clips.length && lift) {
    for (const clip of clips) {
      const span = { start: clip.start.exact, end: exactTime(endOf(clip), project.canvas) };
      operations.push(operation("LiftRange", { span }));
    }
  } else if (clips.length) operations.push(operation("DeleteClips", { clips: clips.map((clip) => clip.id) }));
  if (!operations.length) return null;
  /** @returns {Gap} */
  const gap = (item) => ({ gap: true, start: item.start, length: item.length });
  const track = lift
    ? project.track.map((item) => (ids.has(item.id) ? gap(item) : item))
    : project.track.filter((item) => !ids.has(item.id));
  const rest = (row) => row.filter((item) => !ids.has(item.id));
  const sketch = laid({ ...project, track, titles: rest(project.titles), sounds: rest(project.sounds), overlays: rest(project.overlays) });
  return { operations, sketch };
}

/** The stretch from `start` to `end` taken out, the hole closed (or left, lifted).
 * @param {Project} project @param {number} start @param {number} end @returns {HandEdit | null} */
export function stretchTaken(project, start, end, lift = false) {
  const span = { start: exactTime(start, project.canvas), end: exactTime(end, project.canvas) };
  const track = project.track.flatMap((item) => {
    const from = Math.max(start, item.start.seconds), to = Math.min(end, endOf(item));
    if (to <= from) return [item];
    const parts = [];
    if (from > item.start.seconds) parts.push(item.gap ? item : cut(item, 0, endOf(item) - from));
    if (lift) parts.push({ gap: true, start: near(from), length: near(to - from) });
    if (to < endOf(item)) parts.push(item.gap ? item : { ...cut(item, to - item.start.seconds, 0), id: parts.length ? `${item.id}~` : item.id });
    return parts;
  });
  return { operations: [operation(lift ? "LiftRange" : "CutRange", { span })], sketch: laid({ ...project, track }) };
}

/** Clip `id` so that it is number `to` among the clips, from 1.
 * @param {Project} project @param {string} id @param {number} to @returns {HandEdit | null} */
export function moved(project, id, to) {
  const clips = project.track.filter((item) => !item.gap), now = clips.findIndex((item) => item.id === id) + 1;
  if (!now || to === now || to < 1 || to > clips.length) return null;
  const moving = clips[now - 1], rest = project.track.filter((item) => item !== moving);
  const others = rest.filter((item) => !item.gap);
  const at = to > others.length ? rest.length : rest.indexOf(others[to - 1]);
  return {
    operations: [operation("MoveClip", { clip: id, to })],
    sketch: laid({ ...project, track: [...rest.slice(0, at), moving, ...rest.slice(at)] }),
  };
}

/** @param {Project} project @param {string} id @param {number} start @param {number} length @returns {HandEdit | null} */
export function titleMoved(project, id, start, length) {
  const title = project.titles.find((item) => item.id === id);
  if (!title) return null;
  const value = { title: id, start: exactTime(Math.max(start, 0), project.canvas), length: exactTime(length, project.canvas) };
  const titles = project.titles.map((item) => (item.id === id ? { ...item, start: near(start), length: near(length) } : item));
  return { operations: [operation("ChangeTitle", value)], sketch: { ...project, titles } };
}

/** An overlay so that it stands from `start` on for `length` seconds.
 * @param {Project} project @param {string} id @param {number} start @param {number} length @returns {HandEdit | null} */
export function overlayMoved(project, id, start, length) {
  const from = Math.max(start, 0), value = { overlay: id, start: exactTime(from, project.canvas), end: exactTime(from + length, project.canvas) };
  const overlays = project.overlays.map((item) => (item.id === id ? { ...item, start: near(from), length: near(length) } : item));
  return { operations: [operation("ChangeOverlay", value)], sketch: { ...project, overlays } };
}

/** Added sound so that it begins at `start`.
 * @param {Project} project @param {string} id @param {number} start @returns {HandEdit | null} */
export function soundMoved(project, id, start) {
  const sound = project.sounds.find((item) => item.id === id), by = start - (sound?.start.seconds ?? 0);
  if (!sound || Math.abs(by) * project.canvas.rate.seconds < 0.5) return null;
  const sounds = project.sounds.map((item) => (item === sound ? { ...item, start: near(start) } : item));
  return { operations: [operation("ShiftSound", { by: exactTime(by, project.canvas), sounds: [id] })], sketch: { ...project, sounds } };
}

/** @param {Project} project @param {string} id @param {string} text @returns {HandEdit | null} */
export function titleWorded(project, id, text) {
  const titles = project.titles.map((item) => (item.id === id ? { ...item, text } : item));
  return { operations: [operation("ChangeTitle", { title: id, text })], sketch: { ...project, titles } };
}

/** @param {Project} project @param {string} text @param {number} at @returns {HandEdit | null} */
export function titleAdded(project, text, at) {
  return { operations: [operation("AddTitle", { text, start: exactTime(at, project.canvas) })], sketch: project };
}

/** How loud a clip or a sound is, in dB; null mutes it.
 * @param {Project} project @param {string} id @param {number | null} gain_db @returns {HandEdit | null} */
export function levelled(project, id, gain_db) {
  const level = (item) => (item.id !== id ? item : {
    ...item, level: { ...item.level, muted: gain_db === null, gain_db: gain_db ?? item.level.gain_db },
  });
  // a row without it stays the row it was: its picture is not another
  const put = (row) => (row.some((item) => item.id === id) ? row.map(level) : row);
  const kind = gain_db === null ? operation("Mute", { targets: [id] }) : operation("ChangeVolume", { to_db: gain_db, targets: [id] });
  return { operations: [kind], sketch: { ...project, track: put(project.track), sounds: put(project.sounds) } };
}

/** A file from the pool put at `at` seconds, or at the end. Sound becomes music.
 * @param {Project} project @param {Media} media @param {number | null} at @returns {HandEdit | null} */
export function placed(project, media, at = null) {
  if (media.kind === "audio") {
    return { operations: [operation("AddMusic", { media: media.id, start: at ? exactTime(at, project.canvas) : "0", label: media.name })], sketch: project };
  }
  if (at === null || !project.track.length || at >= project.length.seconds) {
    return { operations: [operation("AppendMedia", { media: [media.id] })], sketch: project };
  }
  return { operations: [operation("InsertClip", { media: media.id, at: exactTime(at, project.canvas) })], sketch: project };
}

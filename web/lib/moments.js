// Moments of a timeline: what stands where, and where a moment goes when the timeline changes. Pure.

export const endOf = (item) => item.start.seconds + item.length.seconds;

export const itemAt = (project, seconds) =>
  project.track.find((item) => seconds >= item.start.seconds - 1e-6 && seconds < endOf(item) - 1e-6);

/** Where the source moment under the playhead stands in the new project; else the nearest time there is.
 * @param {Project} before @param {Project} after @param {number} seconds */
export function followed(before, after, seconds) {
  const clip = itemAt(before, seconds);
  const most = Math.max(after.length.seconds - 1 / after.canvas.rate.seconds, 0);
  if (clip && !clip.gap && !clip.held) {
    const moment = sourceAt(clip, seconds - clip.start.seconds);
    let best = null;
    for (const item of after.track) {
      if (item.gap || item.held || item.media !== clip.media) continue;
      const { start, end } = item.source;
      if (moment < start.seconds - 1e-6 || moment >= end.seconds - 1e-6) continue;
      const into = item.reverse ? (end.seconds - moment) / item.speed.seconds : (moment - start.seconds) / item.speed.seconds;
      const at = item.start.seconds + into;
      const far = (item.id === clip.id ? 0 : 1e6) + Math.abs(at - seconds);
      if (!best || far < best.far) best = { at, far };
    }
    if (best) return Math.min(best.at, most);
  }
  return Math.min(seconds, most);
}

/** The time on the media clock shown `into` seconds after the clip's start. @param {Clip} clip @param {number} into */
export function sourceAt(clip, into) {
  if (clip.held) return clip.source.start.seconds;
  return clip.reverse ? clip.source.end.seconds - into * clip.speed.seconds : clip.source.start.seconds + into * clip.speed.seconds;
}

/** The moments between items, and both ends. @param {Project} project */
export function cuts(project) {
  return [...project.track.map((item) => item.start.seconds), project.length.seconds];
}

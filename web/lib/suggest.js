// What could be asked next, from how things stand. Pure.

/** Two to five things to say, as keys of the words, the nearest first. `quiet` are files with long pauses in their sound.
 * @param {Project | null} project @param {Media[]} media @param {Set<string>} [quiet] */
export function suggestions(project, media, quiet = new Set()) {
  if (!project || !media.length) return ["sample.try", "suggest.help"];
  if (!project.track.length) return ["suggest.merge", "suggest.help"];
  const clips = project.track.filter((item) => !item.gap), long = project.length.seconds;
  const shown = new Set(clips.map((clip) => clip.media)), music = project.sounds.some((sound) => sound.kind === "music");
  const talks = clips.some((clip) => clip.sound && !clip.level.muted);
  /** @type {[boolean, string][]} */
  const all = [
    [media.some((one) => one.kind === "video" && !shown.has(one.id)), "suggest.merge"],
    [clips.some((clip) => clip.sound && quiet.has(clip.media)), "suggest.silence"],
    [long > 45, "suggest.shorten"],
    [!project.titles.length, "suggest.title"],
    [!project.sounds.length, "suggest.music"],
    [music && talks && !project.sounds.some((sound) => sound.ducked), "suggest.duck"],
    [clips.length > 1 && !clips.some((clip) => clip.transition), "suggest.dissolve"],
    [project.canvas.width > project.canvas.height, "suggest.vertical"],
    [!clips.some((clip) => clip.graded), "suggest.warmer"],
    [!clips[clips.length - 1]?.fade_out, "suggest.fade"],
  ];
  const found = all.filter(([fits]) => fits).map(([, key]) => key).slice(0, 4);
  return [...found, "suggest.export", ...(found.length < 2 ? ["suggest.help"] : [])];
}

const PEAKS = 20, PAUSE_SECONDS = 1.5, LOUD = 40, QUIET = 8;

/** Whether a sound is loud somewhere and silent for long elsewhere. @param {Uint8Array} peaks bytes, PEAKS a second */
export function hasPauses(peaks) {
  let run = 0, most = 0, longest = 0;
  for (const peak of peaks) {
    most = Math.max(most, peak);
    run = peak < QUIET ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return most >= LOUD && longest >= PAUSE_SECONDS * PEAKS;
}

// What the page knows, as signals, and the few ways it changes. Parts read these and call actions.js.
import { signal, computed, batch } from "@preact/signals";
import { dropsAt } from "./timecode.js";

const read = (key, fallback) => { try { return JSON.parse(localStorage.getItem(`rushes.${key}`)) ?? fallback; } catch { return fallback; } };
const keep = (key, value) => { try { localStorage.setItem(`rushes.${key}`, JSON.stringify(value)); } catch { /* private window */ } };

/** A signal that this browser remembers. */
function remembered(key, fallback) {
  const one = signal(read(key, fallback));
  let first = true;
  one.subscribe((value) => { if (first) first = false; else keep(key, value); });
  return one;
}

// --- where we are
export const route = signal({ page: "sessions", id: "" });
export const guest = signal(false);
export const narrow = signal(false);
export const middling = signal(false);

// --- the session
/** @type {Sig<Session | null>} */
export const session = signal(null);
/** @type {Sig<Project | null>} */
export const project = signal(null);
/** @type {Sig<Media[]>} */
export const media = signal([]);
/** Files whose originals are gone from the server's disk, until they are added again. @type {Sig<Set<string>>} */
export const lost = signal(new Set());
/** @type {Sig<Message[]>} */
export const messages = signal([]);
/** @type {Sig<Map<number, Card>>} */
export const cards = signal(new Map());
/** @type {Sig<Standing>} */
export const standing = signal({ current: 0, undo: [], redo: [] });
/** Sessions that went their own way from a revision of this one. @type {Sig<Branch[]>} */
export const branches = signal([]);
/** @type {Sig<Job[]>} */
export const jobs = signal([]);
/** @type {Sig<Export[]>} */
export const exported = signal([]);
/** @type {Sig<Arrival[]>} */
export const arrivals = signal([]);
/** @type {Sig<Proxy[]>} */
export const proxies = signal([]);
export const failed = signal(null);

/** Files whose sound has long pauses, as far as it has been looked at. @type {Sig<Set<string>>} */
export const quiet = signal(new Set());

// --- looking at it
export const playhead = signal(0);
/** Where an edit on its way took the playhead: the picture there is that of before, and a new list brings its own. */
export const carried = { at: -1 };
export const playing = signal(false);
export const rate = signal(1);
/** @type {Sig<Set<string>>} */
export const selection = signal(new Set());
/** @type {Sig<{in: number | null, out: number | null}>} */
export const range = signal({ in: null, out: null });
export const zoom = signal(0);
export const glow = signal(new Set());
export const comparing = signal(null);
/** A frame of a source looked at while an end is pulled out over it: {media, at}. */
export const trimming = signal(null);
/** @type {Sig<PreviewState>} */
export const preview = signal({ state: "empty", percent: 0, reason: "" });
/** The newest revision's list of pieces, where it came with the revision itself. */
export const listed = signal(null);
/** The revision that is being made and where it will be looked at, where its picture may be another.
 * @type {Sig<{revision: number, at: number} | null>} */
export const coming = signal(null);

// --- remembered per browser
export const snapping = remembered("snap", true);
export const safeAreas = remembered("safe", false);
export const dropFrame = remembered("drop", false);
export const volume = remembered("volume", 1);
export const silent = remembered("silent", false);
export const theme = remembered("theme", "auto");
export const splits = remembered("splits", { chat: 372, side: 296, timeline: 272 });
export const side = signal("media");
export const sideOpen = signal(false);
export const tab = signal("chat");

// --- talk
/** @type {Sig<TurnState | null>} */
export const turn = signal(null);
export const draft = signal("");
export const unsent = signal(null);

// --- the rest
export const online = signal(true);
export const saving = signal(0);
export const dialog = signal(null);
/** @type {Sig<Toast[]>} */
export const toasts = signal([]);
export const dropping = signal(false);
/** @type {Sig<UploadTile[]>} */
export const uploads = signal([]);

export const hasPicture = computed(() => !!project.value && project.value.track.length > 0);
export const fps = computed(() => project.value?.canvas.rate.seconds || 30);
export const drops = computed(() => dropFrame.value && dropsAt(fps.value));
export const length = computed(() => project.value?.length.seconds || 0);
export const lastFrame = computed(() => Math.max(length.value - 1 / fps.value, 0));
export const mediaById = computed(() => new Map(media.value.map((one) => [one.id, one])));

/** Clips as a list, without gaps. */
export const clips = computed(() => (project.value ? project.value.track.filter((item) => !item.gap) : []));

/** How often each file is used. */
export const used = computed(() => {
  const count = new Map();
  if (project.value) {
    for (const item of [...clips.value, ...project.value.sounds, ...project.value.overlays]) {
      count.set(item.media, (count.get(item.media) || 0) + 1);
    }
  }
  return count;
});

/** The one item selected, with what it is; null for none or many. */
export const chosen = computed(() => {
  if (selection.value.size !== 1 || !project.value) return null;
  const [id] = selection.value, all = project.value;
  for (const [kind, row] of /** @type {[string, any[]][]} */ ([["clip", all.track], ["title", all.titles], ["sound", all.sounds], ["overlay", all.overlays]])) {
    const item = row.find((one) => one.id === id);
    if (item) return { kind, item };
  }
  return null;
});

export const busy = computed(() => turn.value !== null && !turn.value.failed);

let toastNumber = 0;

/** A short note with an action: {text, kind?, action?: {label, run}, seconds?}. The same words once more take the place of
 * the first. */
export function toast(note) {
  const one = { number: (toastNumber += 1), kind: "plain", ...note };
  toasts.value = [...toasts.value.filter((each) => each.text !== note.text).slice(-3), one];
  const seconds = note.seconds ?? (note.action ? 10 : 5);
  setTimeout(() => dismiss(one.number), seconds * 1000);
  return one.number;
}

export const dismiss = (number) => { toasts.value = toasts.value.filter((one) => one.number !== number); };

/** Forgets a session, before another is opened. */
export function blank() {
  batch(() => {
    session.value = project.value = listed.value = coming.value = failed.value = turn.value = comparing.value = unsent.value = null;
    media.value = messages.value = branches.value = jobs.value = exported.value = arrivals.value = proxies.value = [];
    cards.value = new Map();
    lost.value = new Set();
    standing.value = { current: 0, undo: [], redo: [] };
    playhead.value = 0;
    playing.value = false;
    rate.value = 1;
    zoom.value = 0;
    selection.value = new Set();
    range.value = { in: null, out: null };
    glow.value = new Set();
    preview.value = { state: "empty", percent: 0, reason: "" };
    tab.value = "chat";
    side.value = "media";
  });
}

export { batch };

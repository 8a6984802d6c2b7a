// Everything the page does to a session: open it, say something, edit by hand, go back and forth.
import * as api from "./api.js";
import { Line } from "./events.js";
import { followed } from "./moments.js";
import { t } from "./i18n.js";
import * as store from "./store.js";
import { batch, toast } from "./store.js";

let line = null;
let opening = 0;

// --- going places -------------------------------------------------------------------------------------------

/** What the address says: / is the list, /s/ID a session. */
export function arrive() {
  const claimed = new URLSearchParams(location.search).get("session");
  if (claimed && /^[\w-]+$/.test(claimed)) history.replaceState(null, "", `/s/${claimed}`);
  const match = location.pathname.match(/^\/s\/([\w-]+)$/);
  leave();
  if (match) {
    store.route.value = { page: "session", id: match[1] };
    return open(match[1]);
  }
  store.route.value = { page: "sessions", id: "" };
  document.title = "Rushes";
  return Promise.resolve();
}

export function go(path) {
  history.pushState(null, "", path);
  return arrive();
}

function leave() {
  line?.close();
  line = null;
  store.blank();
}

async function open(id) {
  const mine = (opening += 1);
  try {
    const all = await api.get(api.of(id));
    if (mine !== opening) return;
    batch(() => {
      store.session.value = all.session;
      pending = [];
      newest = all.session.revision;
      show(all.project);
      store.media.value = all.media;
      store.lost.value = new Set(all.lost);
      store.messages.value = all.messages;
      store.cards.value = new Map(all.cards.map((card) => [card.number, card]));
      store.standing.value = all.standing;
      store.branches.value = all.branches;
      store.jobs.value = all.jobs;
      store.exported.value = all.exports;
      store.arrivals.value = all.arrivals;
      store.proxies.value = all.proxies;
      store.failed.value = null;
    });
    document.title = `${all.session.name} · Rushes`;
    line = new Line(id, all.mark, heard, (up) => { store.online.value = up; });
  } catch (error) {
    if (mine === opening) store.failed.value = error;
  }
}

export const reopen = () => open(store.route.value.id);

/** A new session, and its page. */
export async function begin(name, keepSecret = false) {
  const made = await attempt(() => api.post("/api/page/sessions", { name, language: document.documentElement.lang }));
  if (made && !keepSecret) await go(`/s/${made.id}`);
  return made;
}

/** The newest revision that the line has told of. */
let newest = 0;

// --- what the server tells ----------------------------------------------------------------------------------

export function heard(name, data) {
  if (name === "revision") {
    newest = Math.max(newest, data.number);
    // while something of ours is under way its own answer tells
    if (data.number > store.session.value.revision && !store.saving.value) refresh({ by: data.by });
  } else if (name === "messages") {
    const known = new Set(store.messages.value.map((one) => one.number));
    const fresh = data.filter((one) => !known.has(one.number));
    if (fresh.length) {
      batch(() => {
        store.messages.value = [...store.messages.value, ...fresh].sort((a, b) => a.number - b.number);
        settle(fresh);
      });
    }
  } else if (name === "session") {
    newest = Math.max(newest, data.revision);
    if (data.revision > store.session.value.revision && !store.saving.value) refresh({});
    store.session.value = { ...data, revision: store.session.value.revision };
    document.title = `${data.name} · Rushes`;
  } else if (name === "gone") {
    line?.close();
    store.failed.value = new api.ApiError(404, { message: t("session.gone") });
  } else if (name === "exports") store.exported.value = data;
  else store[name].value = data;
}

/** A turn of ours whose answer has arrived over the live line is over, even where its own stream broke. */
function settle(fresh) {
  const now = store.turn.value;
  if (now && fresh.some((one) => one.author === "rushes") && fresh.some((one) => one.text === now.text)) {
    store.turn.value = null;
  }
}

/** @type {{id: string, over: Promise<any>} | null} */
let refreshing = null;

/** Takes over the newest state; the playhead stays on its source moment. @param {{by?: string}} [how] */
export function refresh({ by } = {}) {
  const { id, revision } = store.session.value;
  if (refreshing?.id === id) return refreshing.over;
  const mine = { id, over: null };
  mine.over = api.get(api.of(id, `/changes?since=${revision}&playhead=${store.playhead.value}`)).then(
    (state) => {
      if (refreshing === mine) refreshing = null;
      take(state, { by });
      // what came while this was on its way
      if (store.session.value?.id === id && !store.saving.value && newest > store.session.value.revision) return refresh({ by });
    },
    () => { if (refreshing === mine) refreshing = null; },
  );
  refreshing = mine;
  return mine.over;
}

/** @param {any} state @param {{by?: string, quiet?: boolean}} how */
function take(state, { by, quiet } = {}) {
  const before = store.project.value;
  if (state.session.id !== store.route.value.id) return; // somebody went elsewhere meanwhile
  if (state.session.revision < (store.session.value?.revision ?? 0)) return;
  store.listed.value = state.preview ?? null; // its still is asked for before all else is drawn
  batch(() => {
    const fresh = state.cards.filter((card) => !store.cards.value.has(card.number));
    const cards = new Map(store.cards.value);
    for (const card of state.cards) cards.set(card.number, card);
    store.cards.value = cards;
    store.session.value = { ...state.session, name: store.session.value?.name ?? state.session.name };
    store.standing.value = state.standing;
    store.media.value = same(store.media.value, state.media);
    if (String([...store.lost.value]) !== String(state.lost)) store.lost.value = new Set(state.lost);
    show(state.project);
    const ids = new Set(all(state.project).map((item) => item.id));
    store.selection.value = new Set([...store.selection.value].filter((id) => ids.has(id)));
    if (!quiet && before) glow(fresh, before, state.project);
  });
  if (by === "agent" || by === "command line") {
    // our own turn is told by its answer
    if (!store.turn.value) toast({ text: t("toast.elsewhere", { by: t(`by.${by}`) }) });
  }
}

/** What was, where it is the same: then nothing is drawn anew for it. */
const same = (was, now) => (JSON.stringify(was) === JSON.stringify(now) ? was : now);

const all = (project) => [...project.track.filter((item) => !item.gap), ...project.titles, ...project.sounds, ...project.overlays];

let glowing = null;

/** New and changed items glow for 2 seconds. */
function glow(cards, before, after) {
  const had = new Set(all(before).map((item) => item.id)), ids = new Set();
  for (const item of all(after)) if (!had.has(item.id)) ids.add(item.id);
  for (const card of cards) for (const row of card.rows) if (row.item) ids.add(row.item);
  store.glow.value = ids;
  clearTimeout(glowing);
  glowing = setTimeout(() => { store.glow.value = new Set(); }, 2000);
}

// --- edits by hand ------------------------------------------------------------------------------------------

/** @type {Promise<any>} */
let queue = Promise.resolve();

/** Edits shown already that the server has not answered yet, in order: each makes its operations anew from what it is
 * given, so that they are always about what is there. */
let pending = [];

/** The project as the server last told it; what is shown is this with the pending edits made on it. */
let told = null;

function show(project) {
  told = project;
  const before = store.project.value, next = pending.reduce((now, make) => make(now)?.sketch ?? now, project);
  batch(() => {
    if (before) store.playhead.value = store.carried.at = followed(before, next, store.playhead.value);
    store.project.value = next;
  });
}

/** What is looked at: the server begins with it. */
const looking = () => ({ playhead: store.playhead.value, playing: store.playing.value });

/** What of a project is seen: where nothing of it changes, neither does the picture. */
const PICTURED = ["canvas", "track", "titles", "overlays"];

/** Says that the next revision is being made. */
const foresee = () => { store.coming.value = { revision: store.session.value.revision + 1, at: store.playhead.value }; };

/** Makes an edit: shown at once, sent, and taken back where it is refused. `wanted(project, hand)` gives it by what
 * edits.js offers, which comes with the first edit; or null. */
export async function edit(wanted) {
  const hand = await import("./edits.js"), now = store.project.value, make = (project) => wanted(project, hand);
  const first = now && store.session.value && make(now);
  if (!first) return false;
  const at = store.playhead.value, { id } = store.session.value;
  pending = [...pending, make];
  batch(() => {
    store.project.value = first.sketch;
    store.playhead.value = store.carried.at = followed(now, first.sketch, at);
    store.saving.value += 1;
  });
  const over = () => { pending = pending.filter((one) => one !== make); };
  queue = queue.then(async () => {
    try {
      if (store.session.value?.id !== id) { over(); return false; }
      const { operations, sketch } = make(told) ?? {};
      if (!operations) { over(); show(told); return false; }
      const answer = api.post(api.of(id, "/operations"), { operations, base_revision: store.session.value.revision, ...looking() });
      if (sketch === told || PICTURED.some((row) => sketch[row] !== told[row])) foresee();
      const state = await answer;
      over();
      take(state, {});
      return true;
    } catch (error) {
      over();
      if (store.session.value?.id !== id) return false;
      if (error.status === 409 && error.body.project) {
        take(error.body, { quiet: false });
        toast({ text: t("toast.changed_elsewhere"), kind: "warn", action: { label: t("again"), run: () => edit(wanted) } });
      } else {
        show(told);
        if (!pending.length) store.playhead.value = Math.min(at, store.lastFrame.value);
        complain(error, () => edit(wanted));
      }
      return false;
    } finally {
      saved();
    }
  });
  return queue;
}

/** One thing less under way; what the line told meanwhile is looked at now. */
function saved() {
  store.saving.value -= 1;
  if (!store.saving.value && store.session.value && newest > store.session.value.revision) refresh({});
}

/** Undo, redo or restore. */
export function step(turn, number) {
  const { id } = store.session.value;
  queue = queue.then(async () => {
    store.saving.value += 1;
    try {
      if (store.session.value?.id !== id) return;
      const { revision } = store.session.value;
      const answer = api.post(api.of(id, "/step"), { turn, number, base_revision: revision, ...looking() });
      foresee();
      take(await answer, {});
    } catch (error) {
      if (error.status === 409 && error.body.project) {
        take(error.body, {});
        toast({ text: t("toast.changed_elsewhere"), kind: "warn", action: { label: t("again"), run: () => step(turn, number) } });
      } else complain(error);
    } finally {
      saved();
    }
  });
  return queue;
}

export const canUndo = () => store.standing.value.undo.length > 0;
export const canRedo = () => store.standing.value.redo.length > 0;
export const undo = () => canUndo() && step("undo");
export const redo = () => canRedo() && step("redo");

export async function branch(revision) {
  const { id } = store.session.value;
  const made = await attempt(() => api.post(api.of(id, `/duplicate?revision=${revision}`), {}));
  if (!made) return;
  if (store.session.value?.id === id) store.branches.value = [...store.branches.value, { id: made.id, name: made.name, revision }];
  toast({ text: t("toast.branched", { name: made.name }), action: { label: t("open"), run: () => go(`/s/${made.id}`) } });
}

export async function rename(name) {
  const clean = name.trim(), { id } = store.session.value, was = store.session.value;
  if (!clean || clean === was.name) return;
  store.session.value = { ...was, name: clean };
  try {
    store.session.value = { ...(await api.patch(api.of(id), { name: clean })), revision: store.session.value.revision };
    document.title = `${clean} · Rushes`;
  } catch (error) {
    store.session.value = { ...store.session.value, name: was.name };
    complain(error);
  }
}

/** Gives a revision a name; an empty one takes it off. */
export async function nameRevision(number, name) {
  const card = await attempt(() => api.patch(api.of(store.session.value.id, `/revisions/${number}`), { name }));
  if (card) store.cards.value = new Map(store.cards.value).set(number, card);
}

export async function renameMedia(id, name) {
  const was = store.media.value, clean = name.trim();
  if (!clean || was.find((one) => one.id === id)?.name === clean) return;
  store.media.value = was.map((one) => (one.id === id ? { ...one, name: clean } : one));
  try {
    store.media.value = (await api.patch(api.of(store.session.value.id, `/media/${id}`), { name: clean })).media;
    show(await api.get(api.of(store.session.value.id, "/project")));
  } catch (error) {
    store.media.value = was;
    complain(error);
  }
}

// --- saying what went wrong -----------------------------------------------------------------------------------

export function complain(error, again) {
  const text = error instanceof api.Unreachable ? t("error.unreachable") : api.wordsOf(error);
  toast({ text, kind: "bad", action: again && { label: t("again"), run: again }, seconds: 12 });
}

/** What `run` gives; null, and a word to the user, where it fails. */
export async function attempt(run) {
  try {
    return await run();
  } catch (error) {
    complain(error);
    return null;
  }
}

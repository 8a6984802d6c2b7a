// What is on the stage: pieces through MediaSource under a still cover; stills alone where there are no pieces yet.
import { effect } from "@preact/signals";
import { clamp, cover, onFrame, pause, seen, stillAt } from "./player.js";
import { get, of } from "../lib/api.js";
import { supported } from "../lib/pieces.js";
import * as store from "../lib/store.js";

const STILL_MS = 100, STILL_FIRST_MS = 400;

/** Stills one at a time, at most 10 a second, the newest wanted wins; one that is wanted at once waits for none. */
class Stills {
  /** Asks for one that will soon be shown.
   * @param {string} address */
  foresee(address) {
    this.early = { address, picture: new Image() };
    this.early.picture.fetchPriority = "high";
    this.early.picture.src = address;
  }

  /** @param {string} address @param {boolean} [now] */
  show(address, now) {
    if (address === this.last && (this.busy || cover.value === address)) { this.next = null; return; }
    this.next = address;
    if (now || !this.busy) this.step();
  }

  step() {
    const address = this.next;
    this.next = null;
    if (!address) { this.busy = false; return; }
    this.busy = true;
    this.last = address;
    const early = this.early?.address === address && !(this.early.picture.complete && !this.early.picture.naturalWidth);
    const picture = early ? this.early.picture : new Image(), began = performance.now();
    this.early = null;
    this.loading = true;
    const done = () => {
      if (this.last === address) { this.loading = false; this.came?.(); }
      setTimeout(() => { if (this.last === address) this.step(); }, Math.max(STILL_MS - (performance.now() - began), 0));
    };
    picture.onload = () => { if (!this.hushed && this.last === address) { cover.value = address; seen.value = true; } done(); };
    picture.onerror = done;
    if (!early) picture.src = address;
    else if (picture.complete) picture.onload(null);
  }

  /** Once the one on its way has come, or is late. */
  settled() {
    return this.loading ? new Promise((/** @type {(value?: any) => void} */ done) => { this.came = done; setTimeout(done, STILL_FIRST_MS); }) : null;
  }

  /** The picture itself is right: what was still on its way is not wanted any more. */
  lift() {
    this.next = null;
    this.hushed = true;
    cover.value = "";
    seen.value = true;
  }

  wake() { this.hushed = false; }
}

/** Ties the video, the stills and the playhead together until it is closed. */
export function conduct(video) {
  const stills = new Stills();
  let pieces = null, list = null, mine = -1, loaded = "", ticking = 0, before = 0, asking = 0, coming = false, changing = false, shift = 0;
  /** The middle of the frame the playhead is on: rounding can't show its neighbour. */
  const middle = (at = store.playhead.peek()) => at + 0.5 / store.fps.peek();
  const moving = () => pieces !== null && list !== null;

  const still = (at) => {
    stills.wake();
    const revision = list?.revision ?? store.session.value?.revision;
    if (store.session.value && store.hasPicture.value && revision !== undefined) stills.show(stillAt(revision, at));
  };

  /** What the preview is now, and what of it is another. */
  const told = (news) => {
    const now = store.preview.peek();
    if (Object.keys(news).some((name) => now[name] !== news[name])) store.preview.value = { ...now, ...news };
  };

  /** The still of a revision whose list has just come, before anything else is drawn. */
  const foreseen = (fresh) => {
    const playing = store.playing.peek(), at = store.playhead.peek();
    if (!fresh.pictures.length || !moving() || fresh.revision === list.revision) return;
    if (playing) pieces.foresee(fresh, middle()); // they come as soon as a still would
    if (pieces.holds(fresh, at)) {
      const here = !video.seeking && Math.abs(video.currentTime - middle()) < 0.75 / store.fps.peek();
      if (here && !playing && !changing) told({ revision: fresh.revision, held: true }); // it is right already
      return;
    }
    changing = true; // what the video shows is of the past from now on
    if (playing) return;
    stills.wake();
    stills.show(stillAt(fresh.revision, at), true);
  };

  const lifted = () => {
    if (moving() && !changing && !video.seeking && video.readyState >= 2 && pieces.covers(store.playhead.peek())) stills.lift();
  };

  /** Nothing is awaited any more, and nothing of it is shown when it comes. */
  const forget = () => {
    asking += 1;
    coming = changing = false;
    shift = 0;
    stills.lift();
    seen.value = false;
  };

  const sought = (at) => {
    shift = 0;
    if (!moving()) return still(at);
    if (!pieces.covers(at)) still(at);
    pieces.seek(middle(at));
  };

  const tick = (now) => {
    if (!store.playing.value) { ticking = 0; return; }
    const passed = Math.min((now - before) / 1000, 0.25);
    before = now;
    const { rate } = store;
    const driven = !moving() || rate.value < 0 || rate.value > 4;
    let at = driven ? raw + passed * rate.value : video.currentTime + shift;
    raw = at;
    const { in: first, out: end } = store.range.value;
    if (rate.value > 0 && end !== null && at >= end && store.playhead.value < end) { at = raw = first ?? 0; mine = -1; store.playhead.value = onFrame(at); } else if ((at >= store.length.value - 0.5 / store.fps.value || (!driven && video.ended)) && rate.value > 0) { mine = -1; store.playhead.value = store.lastFrame.value; pause(); } else if (at <= 0 && rate.value < 0) { mine = -1; store.playhead.value = 0; pause(); } else {
      const frame = onFrame(clamp(at) + 1e-6);
      if (!driven) mine = frame;
      store.playhead.value = frame;
    }
    if (driven && !video.paused) video.pause();
    ticking = requestAnimationFrame(tick);
  };
  let raw = 0;

  const disposals = [
    // a new revision: its list, unless an edit is still on its way
    effect(() => {
      const now = store.session.value, name = now && store.hasPicture.value ? `${now.id}.${now.revision}` : "";
      const proxied = store.proxies.value.every((one) => one.done >= 1 || one.error);
      if (!name) { loaded = ""; list = null; forget(); store.preview.value = { state: "empty", percent: 0, reason: "" }; return; }
      const key = `${name}.${proxied}`;
      if (store.saving.value || loaded === key) return;
      loaded = key;
      const number = (asking += 1);
      coming = true;
      const came = store.listed.peek();
      store.listed.value = null;
      (came?.revision === now.revision ? Promise.resolve(came) : get(of(now.id, `/preview?revision=${now.revision}`))).then(async (fresh) => {
        if (number !== asking) return;
        list = fresh;
        if (!fresh.pictures.length || !supported()) {
          pieces?.close();
          pieces = null;
          coming = false;
          const hls = fresh.pictures.length && video.canPlayType("application/vnd.apple.mpegurl");
          store.preview.value = { state: hls ? "playlist" : "stills", percent: 0, reason: fresh.reason, revision: fresh.revision };
          if (hls) video.src = fresh.playlist;
          else still(store.playhead.peek());
          return;
        }
        told({ state: "pieces", percent: 0, reason: "", height: fresh.height, waiting: true, revision: store.preview.peek().revision ?? fresh.revision });
        const { Player: Pieces } = await import("../lib/preview.js");
        if (number !== asking) return;
        pieces ??= new Pieces(video, (state) => { told(state); lifted(); });
        // what is on screen is right already where its piece stays: an edit elsewhere, or of the sound
        const held = pieces.holds(fresh, store.playhead.peek());
        told(held ? { revision: fresh.revision, held } : { held });
        if (!held && !store.playing.peek()) still(store.playhead.peek());
        changing = true;
        // who looks at one frame gets that first; who plays, everything at once
        if (!held && !store.playing.peek()) await stills.settled();
        if (number !== asking) return;
        await pieces.load(fresh, middle());
        if (number !== asking) return;
        coming = false;
        changing = !!store.listed.peek(); // of the edit after this one
        shift = 0;
        pieces.rest(store.saving.peek() > 0);
        pieces.seek(middle());
        told({ revision: fresh.revision, held: false });
        if (store.playing.peek()) video.play().catch(() => pause());
      }).catch((error) => {
        if (number !== asking) return;
        changing = coming = false;
        loaded = "";
        pieces?.rest(false);
        store.preview.value = { state: "stills", percent: 0, reason: error.message };
      });
    }),
    effect(() => {
      const at = store.playhead.value;
      if (at === mine) return;
      mine = at;
      raw = at;
      if (!store.saving.peek() || at !== store.carried.at) sought(at);
      else if (store.playing.peek()) shift = at - video.currentTime; // it plays on, and counts from there
    }),
    effect(() => {
      const go = store.playing.value, rate = store.rate.value;
      if (!go) { video.pause(); return; }
      raw = store.playhead.peek();
      if (moving() && rate > 0 && rate <= 4) {
        video.playbackRate = rate;
        video.play().catch(() => pause());
      }
      before = performance.now();
      if (!ticking) ticking = requestAnimationFrame(tick);
    }),
    effect(() => { if (store.listed.value) foreseen(store.listed.value); }),
    effect(() => {
      const next = store.coming.value;
      if (next && moving() && !store.playing.peek()) stills.foresee(stillAt(next.revision, next.at));
    }),
    // while an edit is on its way, only what is looked at is fetched: most of the rest may soon be of no use
    effect(() => {
      if (store.saving.value) pieces?.rest(true);
      else {
        queueMicrotask(() => { // once it is known whether a new list comes; where the edit was refused, none does
          if (coming || !pieces?.calm) return;
          pieces.rest(false);
          sought(store.playhead.peek());
        });
      }
    }),
    // the line is up again, a file that was gone is back: what could not be had may be there
    effect(() => { if (store.online.value && store.lost.value && pieces) { pieces.afresh(); pieces.pump(); } }),
    effect(() => { video.volume = store.volume.value; video.muted = store.silent.value; }),
  ];
  video.addEventListener("seeked", lifted);
  video.addEventListener("loadeddata", lifted);
  const watch = () => { lifted(); frames = video.requestVideoFrameCallback?.(watch); };
  let frames = video.requestVideoFrameCallback?.(watch);
  return () => {
    seen.value = false;
    cancelAnimationFrame(ticking);
    video.cancelVideoFrameCallback?.(frames);
    for (const dispose of disposals) dispose();
    forget();
    pieces?.close();
    cover.value = "";
  };
}

// A small player of preview pieces over MediaSource: a new revision means a new list; what still fits stays.
import { send } from "./api.js";
import { AHEAD_SECONDS, AHEAD_STANDING_SECONDS, fragments, joined, nameOf, stale, wanted } from "./pieces.js";

/** Who plays runs into this while an edit is on its way. */
const SOON_SECONDS = 1;

const KEPT_SECONDS = 120, BEHIND_SECONDS = 10, FULL_BEHIND_SECONDS = 3;

/** Pieces asked for at a time. A browser has six lines to a server, and edits, stills and events need theirs. */
const AT_ONCE = { picture: 2, sound: 1 };

/** `from` is where a piece begins that came late. */
const shows = (piece, at) => (piece.from ?? piece.start) <= at + 1e-4 && piece.end > at + 1e-4;

const Source = () => window.ManagedMediaSource ?? window.MediaSource;

/** One SourceBuffer and the pieces in it. Appends and removes one after the other. */
class Row {
  constructor(player, kind, codec) {
    this.player = player;
    this.kind = kind;
    const types = [codec, codec.toLowerCase()].map((name) => `${kind === "sound" ? "audio" : "video"}/mp4; codecs="${name}"`);
    // FLAC is "fLaC" to some browsers and "flac" to others
    this.buffer = player.media.addSourceBuffer(types.find((one) => Source().isTypeSupported(one)) ?? types[0]);
    this.codec = codec;
    this.have = new Map();
    /** @type {Promise<any>} */
    this.chain = Promise.resolve();
    this.loading = new Map();
    /** What was asked for before its list was taken over. */
    this.early = null;
  }

  /** Runs `act` on the buffer once it is idle; gives what went wrong with it, if anything did. */
  then(act) {
    this.chain = this.chain.then(() => this.now(act));
    return this.chain;
  }

  /** Runs `act` on the idle buffer. */
  now(act) {
    return new Promise((/** @type {(problem?: Error) => void} */ done) => {
      const { buffer } = this;
      if (this.player.closed || this.player.media.readyState === "closed") return done();
      const over = () => { buffer.removeEventListener("updateend", over); done(); };
      buffer.addEventListener("updateend", over);
      try {
        act(buffer);
      } catch (error) {
        buffer.removeEventListener("updateend", over);
        return done(error);
      }
      if (!buffer.updating) over();
    });
  }

  /** Appends `first` and the `parts` after it as they come, with nothing in between: each goes on from the one before.
   * @param {any} first @param {AsyncIterable<any> | any[]} parts @param {() => void} came */
  append(first, parts, came) {
    this.chain = this.chain.then(async () => {
      try {
        let problem = await this.now((buffer) => buffer.appendBuffer(first));
        if (!problem) came();
        for await (const bytes of parts) problem ??= await this.now((buffer) => buffer.appendBuffer(bytes));
        return problem;
      } catch (error) {
        return error;
      }
    });
    return this.chain;
  }

  async init(address) {
    const answer = await send("GET", address);
    const bytes = await answer.arrayBuffer();
    return this.then((buffer) => buffer.appendBuffer(bytes));
  }

  take(row) {
    this.drop(...stale(this.have, row));
    for (const [name, { piece, stop, appending }] of this.loading) {
      if (row.some((one) => nameOf(one) === name)) continue;
      stop.abort();
      this.loading.delete(name);
      if (appending) this.drop(piece); // it goes as soon as it is in
    }
    this.row = row;
  }

  /** Takes pieces out, neighbours in one go: what comes is appended when they are gone. */
  drop(...pieces) {
    for (const piece of pieces) this.have.delete(nameOf(piece));
    for (const { start, end } of joined(pieces)) {
      // a hair early at both ends: its own first frame goes, and its neighbour's stays
      this.then((buffer) => buffer.remove(Math.max(start - 0.0005, 0), end - 0.0005));
    }
  }

  /** Fetches what is wanted around `at`, the piece under the playhead first. */
  pump(at) {
    if (!this.row) return;
    for (const piece of wanted(this.row, this.have, at, this.player.video.paused ? AHEAD_STANDING_SECONDS : AHEAD_SECONDS)) {
      const name = nameOf(piece);
      if (this.loading.has(name) || this.player.resting.has(name)) continue;
      if (this.loading.size >= AT_ONCE[this.kind]) return;
      const under = piece.start <= at && piece.end > at;
      if (!under && this.player.calm && (this.player.video.paused || piece.start > at + SOON_SECONDS)) return;
      this.load(piece, name, under ? at : null);
      if (under) return; // it is appended before its neighbours: Chromium starts a frame late otherwise
    }
    const far = (piece) => piece.end < at - BEHIND_SECONDS * 6 || piece.start > at + KEPT_SECONDS;
    this.drop(...[...this.have.values()].filter(far));
  }

  /** Asks for a piece; one that is looked at (then `at` says where) at once, and if it may be from there on. */
  ask(piece, at) {
    const stop = new AbortController(), late = at !== null && piece.late?.start <= at + 1e-4 ? piece.late : null;
    const answer = send("GET", (late ?? piece).url, { signal: stop.signal, extra: at === null ? {} : { "X-Now": "1" } });
    answer.catch(() => {}); // who takes it is told
    return { name: nameOf(piece), piece, stop, late, answer, appending: false };
  }

  /** Asks for what a list will want at `at`, before it is taken over. */
  foresee(row, at) {
    this.early?.stop.abort();
    this.early = null;
    const piece = row.find((one) => shows(one, at)), had = piece && this.have.get(nameOf(piece));
    if (piece && !(had && shows(had, at))) this.early = this.ask(piece, at);
  }

  async load(piece, name, at) {
    const mine = this.early?.name === name ? this.early : this.ask(piece, at), { stop, late } = mine;
    if (mine === this.early) this.early = null;
    this.loading.set(name, mine);
    try {
      const answer = await mine.answer;
      const parts = at === null ? null : fragments(answer.body.getReader());
      const first = parts ? (await parts.next()).value : await answer.arrayBuffer();
      if (stop.signal.aborted || this.player.closed) return;
      mine.appending = true;
      const came = () => {
        if (stop.signal.aborted) return;
        const had = this.have.get(name);
        this.have.set(name, late ? { ...piece, from: late.start } : piece);
        if (this.kind === "picture") this.player.came(this.have.get(name), had?.from);
      };
      // what begins late has what is looked at in its first part
      const problem = await this.append(first, parts ?? [], () => { if (late) { came(); this.player.pump(); } });
      if (stop.signal.aborted) return;
      if (problem) this.drop(piece);
      if (problem?.name === "QuotaExceededError") {
        const { currentTime } = this.player.video;
        this.drop(...[...this.have.values()].filter((old) => old.end < currentTime - FULL_BEHIND_SECONDS));
        return;
      }
      if (problem) throw problem;
      if (!late) came();
      this.player.tried.delete(name);
    } catch (error) {
      if (error.name !== "AbortError") this.player.failed(name, error);
    } finally {
      if (this.loading.get(name) === mine) this.loading.delete(name);
      if (!stop.signal.aborted && !this.player.closed) this.player.pump();
    }
  }

  covers(at) {
    for (const piece of this.have.values()) if (shows(piece, at)) return true;
    return false;
  }
}

/** Plays a revision's pieces in `video`. `told(state)` hears {waiting, error}. */
export class Player {
  constructor(video, told) {
    this.video = video;
    this.told = told;
    this.tried = new Map();
    this.resting = new Set();
    this.rows = {};
    this.owed = null;
    this.aim = 0;
    this.long = null;
    this.closed = false;
    this.calm = false;
    this.onmove = () => this.pump();
    video.addEventListener("timeupdate", this.onmove);
    video.addEventListener("seeking", this.onmove);
  }

  /** Whether nothing but what is looked at is fetched. */
  rest(calm) {
    this.calm = calm;
    if (!calm) this.pump();
  }

  /** Asks for what `list` has at `at`, which will soon be taken over. */
  foresee(list, at) {
    this.rows.picture?.foresee(list.pictures, at);
    this.rows.sound?.foresee(list.sounds, at);
  }

  /** Takes a new list over, to be looked at from `at` on. */
  async load(list, at) {
    this.list = list;
    this.goal = at; // until it is sought
    this.afresh();
    const codecs = [list.picture_codec, list.sounds.length && list.sound_codec].join();
    if (this.codecs !== codecs || this.video.error) {
      this.codecs = codecs;
      this.begun = this.begin(list);
    }
    await this.begun; // which may still be going on for an older list
    if (this.list !== list || this.closed) return;
    this.rows.picture.take(list.pictures);
    this.rows.sound?.take(list.sounds);
    this.pump(); // what is missing is fetched while what is stale goes
    await Promise.all(Object.values(this.rows).map((row) => row.chain));
    this.pump();
  }

  /** Makes the stream as long as the list, as soon as no buffer is at work: a seek beyond its end would stop there. */
  lengthen() {
    const { media, list, video } = this, buffers = Object.values(this.rows).map((row) => row.buffer), was = media?.duration;
    if (this.long === list || !buffers.length || media.readyState === "closed" || buffers.some((one) => one.updating)) return;
    try {
      if (media.readyState === "ended") buffers[0].timestampOffset = 0; // opens it again
      media.duration = list.length.seconds;
    } catch { return; } // what is stale has not gone yet
    this.long = list;
    if (this.aim > was) video.currentTime = this.aim;
  }

  begin(list) {
    this.media = new (Source())();
    if (window.ManagedMediaSource) this.video.disableRemotePlayback = true;
    const address = URL.createObjectURL(this.media);
    this.video.src = address;
    return new Promise((/** @type {(value?: any) => void} */ done) => {
      this.media.addEventListener("sourceopen", async () => {
        URL.revokeObjectURL(address);
        try {
          this.rows = { picture: new Row(this, "picture", list.picture_codec) };
          if (list.sounds.length) this.rows.sound = new Row(this, "sound", list.sound_codec);
          await Promise.all([this.rows.picture.init(list.picture_init), this.rows.sound?.init(list.sound_init)]);
        } catch (error) {
          this.told({ error });
        }
        done();
      }, { once: true });
    });
  }

  pump() {
    if (this.closed || !this.list) return;
    this.lengthen();
    const at = this.goal ?? this.video.currentTime;
    this.rows.picture?.pump(at);
    this.rows.sound?.pump(at);
    this.finish();
    this.told({ waiting: !this.covers(at) });
  }

  /** Says that nothing follows once the last pieces are there: else the player waits at the end for more. */
  finish() {
    const rows = Object.values(this.rows);
    if (this.media?.readyState !== "open" || this.long !== this.list || !rows.length || rows.some((row) => row.buffer.updating || row.loading.size)) return;
    const last = (row) => row.row?.length && row.have.has(nameOf(row.row[row.row.length - 1]));
    if (rows.every(last)) this.media.endOfStream();
  }

  covers(at) {
    return !!this.rows.picture?.covers(at) && (!this.rows.sound || this.rows.sound.covers(at) || at >= (this.list.sounds[this.list.sounds.length - 1]?.end ?? 0));
  }

  /** Whether what `list` shows at `at` is here already: then there is nothing to cover. */
  holds(list, at) {
    const piece = list.pictures.find((one) => shows(one, at));
    const had = piece && this.rows.picture?.have.get(nameOf(piece));
    return !!had && shows(had, at);
  }

  seek(at) {
    this.goal = this.aim = at;
    this.lengthen();
    this.owed = this.rows.picture?.covers(at) ? null : at;
    if (this.video.readyState >= 1 || this.media) this.video.currentTime = at;
    this.pump();
    this.goal = undefined;
  }

  /** Chromium calls a seek done with the frame of a later piece where that begins within the first second of all, or two
   * frames on: once the piece that was sought is there, it is sought again. `from` is where it began until then.
   * @param {any} piece @param {number} [from] */
  came(piece, from) {
    if (this.owed === null || !shows(piece, this.owed)) return;
    const { paused, currentTime } = this.video, at = paused ? this.owed : currentTime;
    this.owed = null;
    const near = Math.max(1, at + 0.2);
    const later = [from, ...[...this.rows.picture.have.values()].map((one) => one.start)];
    if (later.some((start) => start > at && start < near)) this.video.currentTime = at;
  }

  /** A piece that can't be had is asked for again, a few times, more and more slowly. */
  failed(name, error) {
    const tries = (this.tried.get(name) || 0) + 1;
    this.tried.set(name, tries);
    this.resting.add(name);
    if (tries > 4) return this.told({ error });
    setTimeout(() => { this.resting.delete(name); this.pump(); }, 400 * 2 ** tries);
  }

  /** What could not be had may be asked for once more: there is a new list, or the line is up again. */
  afresh() {
    this.tried.clear();
    this.resting.clear();
    this.told({ error: null });
  }

  close() {
    this.closed = true;
    this.video.removeEventListener("timeupdate", this.onmove);
    this.video.removeEventListener("seeking", this.onmove);
    for (const row of Object.values(this.rows)) for (const { stop } of [...row.loading.values(), row.early].filter(Boolean)) stop.abort();
    this.video.removeAttribute("src");
    this.video.load();
  }
}

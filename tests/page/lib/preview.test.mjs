import assert from "node:assert/strict";
import test from "node:test";

globalThis.window = globalThis;
globalThis.navigator ??= /** @type {any} */ ({ language: "en" });

/** A buffer that holds one piece a stretch, as the browser's does, and works only when it is told to. */
class Buffer extends EventTarget {
  constructor(media) { super(); this.media = media; this.updating = false; this.shows = new Map(); this.log = []; }

  set timestampOffset(_) { this.media.readyState = "open"; }

  appendBuffer(bytes) {
    const name = new TextDecoder().decode(bytes), [key, start] = name.split("@");
    this.later(name, () => { if (start) this.shows.set(Number(start), key); });
  }

  remove(start, end) {
    this.later(`-${start}`, () => { for (const at of this.shows.keys()) if (at >= start && at < end) this.shows.delete(at); });
  }

  later(name, act) { this.media.readyState = "open"; this.updating = true; this.log.push(name); this.act = act; }

  finish() { this.act(); this.updating = false; this.dispatchEvent(new Event("updateend")); }
}

class Media extends EventTarget {
  constructor() { super(); this.readyState = "closed"; this.length = NaN; this.buffers = []; Media.last = this; }

  addSourceBuffer() { this.buffers.push(new Buffer(this)); return this.buffers.at(-1); }

  get duration() { return this.length; }

  set duration(length) { if (this.readyState !== "open") throw new Error("not open"); this.length = length; }

  endOfStream() { this.readyState = "ended"; }

  open() { this.readyState = "open"; this.dispatchEvent(new Event("sourceopen")); }
}

globalThis.MediaSource = Media;
URL.createObjectURL = () => "blob:";
URL.revokeObjectURL = () => {};
const { Player } = await import("../../../web/lib/preview.js");

const list = (...pieces) => ({
  picture_codec: "avc1", picture_init: "/init", sounds: [], length: { seconds: pieces.length },
  pictures: pieces.map((key, at) => ({ key, start: at, end: at + 1, url: `/${key}@${at}` })),
});

const turns = async () => { for (let n = 0; n < 5; n += 1) await new Promise(setImmediate); };

/** A player of a stream that is open; `answers` takes what the server says to an address, where it is kept waiting. */
async function playing(first, answers = new Map()) {
  globalThis.fetch = /** @type {any} */ (async (path) => { await answers.get(path); return new Response(path.slice(1)); });
  const player = new Player(Object.assign(new EventTarget(), { currentTime: 0 }), () => {});
  player.load(first);
  await turns();
  Media.last.open();
  await turns();
  const [buffer] = Media.last.buffers;
  const rest = async () => { for (let n = 0; n < 40; n += 1) { if (buffer.updating) buffer.finish(); await turns(); } };
  return { player, buffer, rest };
}

test("what is on its way into the buffer when a new list comes does not stay", async () => {
  const { player, buffer, rest } = await playing(list("old", "tail"));
  buffer.finish();
  await turns();
  assert.equal(buffer.log.at(-1), "old@0");
  player.load(list("new"));
  await rest();
  assert.deepEqual([...buffer.shows], [[0, "new"]]);
  assert.deepEqual([...player.rows.picture.have.keys()], ["new@0.000000"]);
});

test("a piece that is not in the new list is gone even where nothing takes its place", async () => {
  const { player, buffer, rest } = await playing(list("one", "two"));
  for (let n = 0; n < 2; n += 1) { buffer.finish(); await turns(); }
  assert.equal(buffer.log.at(-1), "two@1");
  player.load(list("one"));
  await rest();
  assert.deepEqual([...buffer.shows], [[0, "one"]]);
});

test("a new list before the stream has begun waits for its beginning", async () => {
  let come = () => {};
  const { player, buffer, rest } = await playing(list("old"), new Map([["/init", new Promise((done) => { come = done; })]]));
  player.load(list("new"));
  await turns();
  assert.deepEqual(buffer.log, []);
  come();
  await rest();
  assert.deepEqual(buffer.log, ["init", "new@0"]);
  assert.ok(player.covers(0));
});

test("what the buffer refuses is asked for again", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { buffer, rest, player } = await playing(list("one"));
  const append = buffer.appendBuffer;
  buffer.appendBuffer = () => { buffer.appendBuffer = append; throw new Error("not now"); };
  await rest();
  assert.equal(player.covers(0), false);
  context.mock.timers.tick(1000);
  await rest();
  assert.ok(player.covers(0));
});

test("a seek that a later piece answered is made again once its own piece is there", async () => {
  let come = () => {};
  const { player, rest } = await playing(list("first", "second"), new Map([["/first@0", new Promise((done) => { come = done; })]]));
  player.seek(1.5);
  await rest();
  assert.ok(player.covers(1.5) && !player.covers(0.9));
  const seeks = [];
  Object.defineProperty(player.video, "currentTime", { set: (at) => { seeks.push(at); }, get: () => seeks.at(-1) ?? 0 });
  player.video.paused = true;
  player.seek(0.9);
  come();
  await rest();
  assert.deepEqual(seeks, [0.9, 0.9]);
});

test("a film that was all there and gets longer can be sought to its new end at once", async () => {
  const { player, rest } = await playing(list("one"));
  await rest();
  assert.equal(Media.last.readyState, "ended");
  const seeks = [], limit = () => Media.last.duration;
  Object.defineProperty(player.video, "currentTime", { set: (at) => { seeks.push(Math.min(at, limit())); }, get: () => seeks.at(-1) ?? 0 });
  player.load(list("one", "two", "three"));
  await turns();
  player.seek(2.5);
  await rest();
  assert.equal(Media.last.duration, 3);
  assert.equal(player.video.currentTime, 2.5);
});

import assert from "node:assert/strict";
import test from "node:test";

globalThis.window = globalThis;
globalThis.navigator ??= /** @type {any} */ ({ language: "en" });

/** A buffer that holds one piece a stretch, as the browser's does, and works only when it is told to. */
class Buffer extends EventTarget {
  constructor(media) { super(); this.media = media; this.updating = false; this.shows = new Map(); this.log = []; }

  set timestampOffset(_) { this.media.readyState = "open"; }

  appendBuffer(bytes) {
    const text = new TextDecoder().decode(bytes), name = text.includes("mdat") ? `part ${text.charCodeAt(text.length - 1)}` : text;
    const [key, start] = name.split("@");
    this.later(name, () => { if (start) this.shows.set(Number(start), key); });
  }

  remove(start, end) {
    this.later(`-${start}`, () => { for (const at of this.shows.keys()) if (at >= start && at < end) this.shows.delete(at); });
  }

  later(name, act) { this.media.readyState = "open"; this.updating = true; this.log.push(name); this.act = act; }

  finish() { this.act(); this.updating = false; this.dispatchEvent(new Event("updateend")); }
}

class Media extends EventTarget {
  static isTypeSupported() { return true; }

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
const { fragments } = await import("../../../web/lib/pieces.js");

const box = (kind, inside) => [0, 0, 0, 8 + inside.length, ...new TextEncoder().encode(kind), ...inside];

/** A fragment as the server sends it: two boxes, the second with its name. */
const part = (kind, number) => new Uint8Array([...box(kind, [1, 2, 3]), ...box("mdat", [number])]);

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

test("who plays gets the piece from where they are, and its beginning once they go back to it", async () => {
  const { player, buffer, rest } = await playing(list("old"));
  await rest();
  player.video.currentTime = 0.6;
  const fresh = list("new");
  fresh.pictures[0].late = { start: 0.5, url: "/new@0.5" };
  player.load(fresh);
  await rest();
  assert.deepEqual([...buffer.shows], [[0.5, "new"]]);
  assert.ok(player.covers(0.6) && !player.covers(0.4) && player.holds(fresh, 0.6) && !player.holds(fresh, 0.4));
  player.video.currentTime = 0.2;
  player.pump();
  await rest();
  assert.equal(buffer.shows.get(0), "new");
  assert.ok(player.covers(0.2));
});

test("a piece that began late goes like any other", async () => {
  const { player, buffer, rest } = await playing(list("old"));
  await rest();
  player.video.currentTime = 0.6;
  for (const key of ["new", "newer", "new"]) {
    const fresh = list(key);
    fresh.pictures[0].late = { start: 0.5, url: `/${key}@0.5` };
    player.load(fresh);
    await rest();
    assert.deepEqual([...buffer.shows], [[0.5, key]]);
    assert.deepEqual([...player.rows.picture.have.keys()], [`${key}@0.000000`]);
  }
});

test("a seek that a late beginning answered is made again once all of the piece is there", async () => {
  const { player, rest } = await playing(list("old"));
  await rest();
  player.video.currentTime = 0.6;
  const fresh = list("new");
  fresh.pictures[0].late = { start: 0.5, url: "/new@0.5" };
  player.load(fresh);
  await rest();
  const seeks = [];
  Object.defineProperty(player.video, "currentTime", { set: (at) => { seeks.push(at); }, get: () => seeks.at(-1) ?? 0.6 });
  player.video.paused = true;
  player.seek(0.1);
  await rest();
  assert.deepEqual(seeks, [0.1, 0.1]);
});

test("who is before where a piece begins late gets all of it", async () => {
  const { player, buffer, rest } = await playing(list("old"));
  await rest();
  const fresh = list("new");
  fresh.pictures[0].late = { start: 0.5, url: "/new@0.5" };
  player.load(fresh);
  await rest();
  assert.deepEqual([...buffer.shows], [[0, "new"]]);
});

test("parts of a piece are appended with nothing in between", async () => {
  const { player, buffer, rest } = await playing(list("one", "two"));
  await rest();
  const answer = { body: null };
  let feed = null;
  answer.body = new ReadableStream({ start(all) { feed = all; } });
  const kept = globalThis.fetch;
  globalThis.fetch = /** @type {any} */ (async (path) => (path === "/new@0" ? new Response(answer.body) : kept(path)));
  player.load(list("new", "two", "three"));
  await turns();
  feed.enqueue(part("moof", 1));
  await rest();
  feed.enqueue(part("moof", 2));
  feed.close();
  await rest();
  const log = buffer.log.filter((name) => !name.startsWith("-"));
  const [first, second] = [log.indexOf("part 1"), log.indexOf("part 2")];
  assert.ok(first > 0 && second === first + 1 && log.includes("three@2"), log.join());
});

test("a part is given as soon as it is whole, however its bytes arrive", async () => {
  const bytes = new Uint8Array([...part("moof", 1), ...part("moof", 2)]), half = part("moof", 1).length;
  for (const cut of [1, 7, half - 1, half, half + 5]) {
    const chunks = [bytes.slice(0, cut), bytes.slice(cut)], found = [];
    const reader = { read: async () => (chunks.length ? { done: false, value: chunks.shift() } : { done: true }) };
    for await (const one of fragments(reader)) found.push([one.length, chunks.length]);
    assert.deepEqual(found, [[half, cut >= half ? 1 : 0], [half, 0]]);
  }
});

test("where the line breaks between two parts the piece is asked for once more", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { player, buffer, rest } = await playing(list("one"));
  await rest();
  const kept = globalThis.fetch, asked = [];
  let feed = null;
  globalThis.fetch = /** @type {any} */ (async (path) => {
    asked.push(path);
    return asked.length === 1 ? new Response(new ReadableStream({ start(all) { feed = all; } })) : kept(path);
  });
  player.video.currentTime = 0.6;
  const fresh = list("new");
  fresh.pictures[0].late = { start: 0.5, url: "/new@0.5" };
  player.load(fresh);
  await rest();
  feed.enqueue(part("moof", 1));
  await rest();
  assert.ok(player.covers(0.6));
  feed.error(new TypeError("network error"));
  await rest();
  assert.ok(!player.covers(0.6), "half a piece is none");
  context.mock.timers.tick(1000);
  await rest();
  assert.deepEqual(asked, ["/new@0.5", "/new@0.5"]);
  assert.ok(player.covers(0.6) && buffer.shows.get(0.5) === "new");
});

import assert from "node:assert/strict";
import test from "node:test";
import { chord, TABLE } from "../../../web/lib/keys.js";
import { loudest } from "../../../web/lib/peaks.js";
import { joined, nameOf, stale, wanted } from "../../../web/lib/pieces.js";
import { fitting, labels, rows, snap, thumbStep, visible } from "../../../web/lib/ruler.js";
import { hasPauses, suggestions } from "../../../web/lib/suggest.js";
import { Frames } from "../../../web/lib/sse.js";

const item = (start, length) => ({ start: { seconds: start }, length: { seconds: length } });
const piece = (key, start) => ({ key, start, end: start + 1 });

test("only items in view are found, whatever the number", () => {
  const items = Array.from({ length: 500 }, (_, n) => item(n * 20, 20));
  assert.deepEqual(visible(items, 0, 50), [0, 3]);
  assert.deepEqual(visible(items, 4990, 5010), [249, 251]);
  assert.deepEqual(visible(items, 20000, 30000), [500, 500]);
  assert.deepEqual(visible([], 0, 10), [0, 0]);
});

test("labels keep their distance", () => {
  assert.deepEqual(labels(0, 10, 50), [0, 2, 4, 6, 8, 10]);
  for (const zoom of [0.02, 1, 33, 600]) {
    const found = labels(0, 1000 / zoom, zoom);
    assert.ok((found[1] - found[0]) * zoom >= 64);
  }
});

test("snapping takes the nearest point within reach", () => {
  assert.equal(snap(4.9, [0, 5, 10], 0.2), 5);
  assert.equal(snap(4.5, [0, 5, 10], 0.2), 4.5);
});

test("what overlaps gets rows of its own", () => {
  assert.deepEqual(rows([item(2, 2), item(0, 3), item(3, 1)]).map((row) => row.map((one) => one.start.seconds)), [[0, 3], [2]]);
});

test("a whole film fits its width", () => assert.ok(10800 * fitting(10800, 900) <= 900));

test("thumbnails stand on a grid of powers of two", () => {
  assert.equal(thumbStep(1.1), 1);
  assert.equal(thumbStep(0.01), 1 / 16);
});

test("the piece under the playhead comes first, then what follows, then what is behind", () => {
  const row = [0, 1, 2, 3, 50].map((start) => piece(`k${start}`, start));
  assert.deepEqual(wanted(row, new Map(), 2.5).map((one) => one.start), [2, 3, 1]);
  assert.deepEqual(wanted(row, new Map([[nameOf(row[2]), row[2]]]), 2.5).map((one) => one.start), [3, 1]);
});

test("a piece that stands elsewhere now is stale, one that did not move stays", () => {
  const have = new Map([piece("a", 0), piece("b", 1), piece("c", 2)].map((one) => [nameOf(one), one]));
  assert.deepEqual(stale(have, [piece("a", 0), piece("c", 1)]).map((one) => one.key), ["b", "c"]);
});

test("peaks are the loudest of a stretch, and wrap where sound is looped", () => {
  const peaks = new Uint8Array(40).fill(51);
  peaks[30] = 255;
  assert.equal(loudest(peaks, 0, 1), 0.2);
  assert.equal(loudest(peaks, 1.5, 1.6), 1);
  assert.equal(loudest(peaks, 3.5, 3.6, 2), 1);
  assert.equal(loudest(peaks, 3.5, 3.6), 0);
});

test("events are found whole, however they are cut", () => {
  const text = 'id: 1\nevent: a\ndata: {"x":1}\n\n: beat\n\ndata: one\ndata: two\r\n\r\n';
  for (let size = 1; size < 12; size += 1) {
    const frames = new Frames(), found = [];
    for (let at = 0; at < text.length; at += size) found.push(...frames.add(text.slice(at, at + size)));
    assert.deepEqual(found, [{ event: "a", data: '{"x":1}', id: "1" }, { event: "message", data: "one\ntwo", id: "" }], `in pieces of ${size}`);
  }
});

test("chords are written one way, and signs need no shift", () => {
  const press = (key, held = {}) => chord({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
  assert.equal(TABLE[press("Z", { ctrlKey: true, shiftKey: true })], "redo");
  assert.equal(TABLE[press("z", { metaKey: true })], "undo");
  assert.equal(TABLE[press("?", { shiftKey: true })], "shortcuts");
  assert.equal(TABLE[press("ArrowLeft", { shiftKey: true })], "second_back");
  assert.equal(TABLE[press("s", { ctrlKey: true })], undefined);
});

test("what is suggested fits how things stand, three to five at a time", () => {
  const clip = (more) => ({ media: "m", sound: true, level: { muted: false }, transition: null, graded: false, fade_out: 0, ...more });
  const film = (more = {}) => ({ track: [clip()], titles: [], sounds: [], canvas: { width: 16, height: 9 }, length: { seconds: 10 }, ...more });
  const media = [{ id: "m", kind: "video" }];
  assert.deepEqual(suggestions(null, []), ["sample.try", "suggest.help"]);
  assert.deepEqual(suggestions(film(), media), ["suggest.title", "suggest.music", "suggest.vertical", "suggest.warmer", "suggest.export"]);
  assert.equal(suggestions(film(), media, new Set(["m"]))[0], "suggest.silence");
  assert.equal(suggestions(film(), [...media, { id: "n", kind: "video" }])[0], "suggest.merge");
  const music = { kind: "music", ducked: false };
  assert.ok(suggestions(film({ sounds: [music] }), media).includes("suggest.duck"));
  assert.ok(!suggestions(film({ sounds: [music], track: [clip({ sound: false })] }), media).includes("suggest.duck"));
  const done = film({ titles: [{}], sounds: [{ ...music, ducked: true }], track: [clip({ graded: true, fade_out: 1 })], canvas: { width: 9, height: 16 } });
  assert.deepEqual(suggestions(done, media), ["suggest.export", "suggest.help"]);
});

test("a pause is silence between loud parts, not a quiet file", () => {
  const talk = new Uint8Array(100).fill(90);
  assert.ok(!hasPauses(talk));
  talk.fill(2, 40, 69);
  assert.ok(!hasPauses(talk), "1.45 s is no pause");
  talk.fill(2, 40, 70);
  assert.ok(hasPauses(talk));
  assert.ok(!hasPauses(new Uint8Array(100).fill(2)));
});

test("neighbours are taken out as one stretch, whatever the order they came in", () => {
  const pieces = [{ start: 4, end: 5 }, { start: 0, end: 1 }, { start: 1, end: 2.5 }, { start: 5.00001, end: 6 }];
  assert.deepEqual(joined(pieces), [{ start: 0, end: 2.5 }, { start: 4, end: 6 }]);
  assert.deepEqual(joined([]), []);
});

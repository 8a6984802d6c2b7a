import assert from "node:assert/strict";
import test from "node:test";
import * as edits from "../../../web/lib/edits.js";
import { followed, sourceAt } from "../../../web/lib/moments.js";

const at = (seconds) => ({ seconds, exact: String(seconds) });

/** A project of clips given as [id, source start, length], each of a 10 s file of its own. */
function film(...clips) {
  let start = 0;
  const track = clips.map(([id, source, length]) => {
    const clip = {
      id, media: `m-${id}`, name: id, start: at(start), length: at(length), source: { start: at(source), end: at(source + length) },
      speed: at(1), reverse: false, held: false, head_room: source, tail_room: 10 - source - length, level: { gain_db: 0, muted: false }, transition: null,
    };
    start += length;
    return clip;
  });
  return { track, titles: [], sounds: [], overlays: [], length: at(start), canvas: { rate: { exact: "10", seconds: 10 }, variable_rate: false } };
}

const sketch = (project) => project.track.map((item) => (item.gap ? `-${item.length.seconds}` : `${item.id} ${item.source.start.seconds}-${item.source.end.seconds}`)).join(" ");

test("a split leaves two halves and moves nothing", () => {
  const { operations, sketch: after } = edits.split(film(["a", 0, 4], ["b", 0, 2]), 1.5);
  assert.deepEqual(operations, [{ kind: "Split", value: { at: ["3/2"] } }]);
  assert.equal(sketch(after), "a 0-1.5 a~ 1.5-4 b 0-2");
  assert.equal(after.length.seconds, 6);
});

test("a split on a cut is none", () => assert.equal(edits.split(film(["a", 0, 4], ["b", 0, 2]), 4), null));

test("trimming the head closes the hole", () => {
  const { operations, sketch: after } = edits.trim(film(["a", 0, 4], ["b", 0, 2]), "a", "head", 1);
  assert.deepEqual(operations, [{ kind: "TrimStart", value: { length: "1", clip: "a" } }]);
  assert.equal(sketch(after), "a 1-4 b 0-2");
  assert.equal(after.track[1].start.seconds, 3);
});

test("a tail pulled out shows more of its source, as far as there is any", () => {
  const { operations, sketch: after, by, limited } = edits.trim(film(["a", 0, 4]), "a", "tail", -20);
  assert.equal(by, -6);
  assert.ok(limited);
  assert.deepEqual(operations, [{ kind: "SetLength", value: { length: "10", clip: "a", side: "tail" } }]);
  assert.equal(sketch(after), "a 0-10");
});

test("a head pulled out shows what came before, and all that follows moves on", () => {
  const { operations, sketch: after, by, limited } = edits.trim(film(["a", 3, 4], ["b", 1, 2]), "a", "head", -2);
  assert.equal(by, -2);
  assert.ok(!limited);
  assert.deepEqual(operations, [{ kind: "SetLength", value: { length: "6", clip: "a", side: "head" } }]);
  assert.equal(sketch(after), "a 1-7 b 1-3");
  assert.equal(after.track[1].start.seconds, 6);
  assert.equal(edits.trim(film(["a", 3, 4]), "a", "head", -9).by, -3);
  assert.equal(edits.trim(film(["a", 0.25, 4]), "a", "head", -9).by, -0.2, "whole frames only: the server knows no others");
  assert.equal(edits.trim(film(["a", 0, 4]), "a", "head", -1), null, "there is nothing before the first frame");
});

test("added sound moves to where it is put, and not by nothing", () => {
  const project = { ...film(["a", 0, 4]), sounds: [{ id: "s1", start: at(1), length: at(2) }] };
  const { operations, sketch: after } = edits.soundMoved(project, "s1", 0.5);
  assert.deepEqual(operations, [{ kind: "ShiftSound", value: { by: "-1/2", sounds: ["s1"] } }]);
  assert.equal(after.sounds[0].start.seconds, 0.5);
  assert.equal(edits.soundMoved(project, "s1", 1.01), null);
});

test("a clip is never trimmed below three frames", () => {
  const { sketch: after } = edits.trim(film(["a", 0, 4]), "a", "tail", 9);
  assert.ok(Math.abs(after.length.seconds - 0.3) < 1e-9);
});

test("deleting closes the hole, lifting leaves a gap", () => {
  const project = film(["a", 0, 1], ["b", 0, 2], ["c", 0, 3]);
  assert.equal(sketch(edits.taken(project, new Set(["b"])).sketch), "a 0-1 c 0-3");
  assert.equal(sketch(edits.taken(project, new Set(["b"]), true).sketch), "a 0-1 -2 c 0-3");
});

test("a range taken out cuts into both neighbours", () => {
  const { operations, sketch: after } = edits.stretchTaken(film(["a", 0, 4], ["b", 0, 2]), 3, 5);
  assert.deepEqual(operations, [{ kind: "CutRange", value: { span: { start: "3", end: "5" } } }]);
  assert.equal(sketch(after), "a 0-3 b 1-2");
});

test("moving names the place among the clips", () => {
  const project = film(["a", 0, 1], ["b", 0, 2], ["c", 0, 3]);
  const { operations, sketch: after } = edits.moved(project, "c", 1);
  assert.deepEqual(operations, [{ kind: "MoveClip", value: { clip: "c", to: 1 } }]);
  assert.equal(sketch(after), "c 0-3 a 0-1 b 0-2");
  assert.equal(edits.moved(project, "c", 3), null);
  assert.equal(edits.moved(project, "c", 4), null);
});

test("the playhead stays on its source moment through a ripple", () => {
  const before = film(["a", 0, 4], ["b", 0, 4]);
  const { sketch: after } = edits.trim(before, "a", "head", 1);
  assert.equal(followed(before, after, 5), 4);
  assert.equal(followed(before, after, 3), 2);
});

test("the playhead of what is gone keeps its time, inside what is left", () => {
  const before = film(["a", 0, 4], ["b", 0, 4]), after = edits.taken(before, new Set(["b"])).sketch;
  assert.equal(followed(before, after, 7), 3.9);
});

test("the ends of reversed clips are swapped", () => {
  const project = film(["a", 2, 4]);
  project.track[0].reverse = true;
  assert.equal(sketch(edits.trim(project, "a", "head", 1).sketch), "a 2-5");
  assert.equal(sourceAt(project.track[0], 1), 5);
});

import assert from "node:assert/strict";
import test from "node:test";
import { clock, exactFrame, exactTime, frameAt, readTime, snapped, timecode } from "../../../web/lib/timecode.js";

const ntsc = { rate: { exact: "30000/1001", seconds: 30000 / 1001 }, variable_rate: false };

test("frame starts are exact fractions, reduced", () => {
  assert.equal(exactFrame(41, "6"), "41/6");
  assert.equal(exactFrame(60, "30"), "2");
  assert.equal(exactFrame(1, "30000/1001"), "1001/30000");
  assert.equal(exactFrame(30000, "30000/1001"), "1001");
});

test("a float lands on the frame it was made from, over three hours", () => {
  for (let number = 0; number < 323676; number += 97) {
    const seconds = (number * 1001) / 30000;
    assert.equal(frameAt(seconds, ntsc.rate.seconds), number);
    assert.equal(exactTime(seconds, ntsc), exactFrame(number, ntsc.rate.exact));
  }
});

test("where frames have no rate of their own, times go by milliseconds", () => {
  assert.equal(exactTime(1.2345, { ...ntsc, variable_rate: true }), "247/200");
});

test("timecode shows hours, minutes, seconds, frames", () => {
  assert.equal(timecode(0, 30), "00:00:00:00");
  assert.equal(timecode(2.6, 30), "00:00:02:18");
  assert.equal(timecode(3723 + 24 / 25, 25), "01:02:03:24");
});

test("drop-frame skips two numbers each minute but the tenth", () => {
  const rate = 30000 / 1001;
  assert.equal(timecode(1799 / rate, rate, true), "00:00:59;29");
  assert.equal(timecode(1800 / rate, rate, true), "00:01:00;02");
  assert.equal(timecode(17982 / rate, rate, true), "00:10:00;00");
});

test("clocks are short", () => {
  assert.equal(clock(9), "0:09");
  assert.equal(clock(69.46, true), "1:09.5");
  assert.equal(clock(59.97, true), "1:00");
  assert.equal(clock(3600), "1:00:00");
});

test("typed times are read, and nothing else is", () => {
  assert.equal(readTime("1:02", 30), 62);
  assert.equal(readTime("00:00:02:18", 30), 2.6);
  assert.equal(readTime("12.5", 30), 12.5);
  for (const wrong of ["", "a", "1:", "-1", "1:2:3:4:5"]) assert.equal(readTime(wrong, 30), null);
});

test("a timecode typed is the frame that shows it, at every rate", () => {
  for (const [rate, drop] of [[30000 / 1001, false], [30000 / 1001, true], [60000 / 1001, true], [24, false], [25, false]]) {
    for (const number of [0, 1, 1799, 1800, 1801, 3599, 17981, 17982, 107891, 107892]) {
      const seconds = number / rate, typed = readTime(timecode(seconds, rate, drop), rate, drop);
      assert.equal(frameAt(typed, rate), number, `${number} at ${rate}${drop ? " drop" : ""}`);
    }
  }
});

test("snapping goes to the nearest frame", () => {
  assert.equal(snapped(0.049, { rate: { seconds: 10 } }), 0);
  assert.equal(snapped(0.051, { rate: { seconds: 10 } }), 0.1);
});

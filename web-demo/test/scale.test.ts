import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sitting } from "../src/http/index.ts";
import { Scale } from "../src/page/past/scale.ts";

function sitting(first: number, last: number, squashed = false): Sitting {
  return { first, last, begun: "2026-11-21T12:00:00Z", ended: "2026-11-21T12:10:00Z", authors: { ada: last - first + 1 }, ...(squashed && { squashed }) };
}

const scale = new Scale([sitting(1, 10_000), sitting(10_001, 10_004), sitting(10_005, 20_000)]);

test("every revision has a place, and the place leads back to it or near", () => {
  assert.deepEqual([scale.least, scale.most], [0, 20_000]);
  assert.deepEqual([scale.positionOf(0), scale.positionOf(20_000)], [0, 1]);
  let before = -1;
  for (let revision = 0; revision <= 20_000; revision += 7) {
    const position = scale.positionOf(revision);
    assert.ok(position > before && position <= 1, `revision=${revision}`);
    assert.ok(Math.abs(scale.revisionAt(position) - revision) <= 1, `revision=${revision} found=${scale.revisionAt(position)}`);
    before = position;
  }
});

test("a short sitting has room beside a long one", () => {
  const [long, short] = scale.stretches.map(({ start, end }) => end - start) as [number, number];
  assert.ok(short > long / 40, `long=${long} short=${short}`);
});

test("steps lead from edit to edit, and from the end of one sitting to that of another", () => {
  assert.equal(scale.moved(10_000, 1), 10_001);
  assert.equal(scale.moved(3, -10), 0);
  assert.equal(scale.moved(19_999, 10), 20_000);
  assert.deepEqual([0, 5, 10_000, 10_004, 20_000].map((revision) => scale.turned(revision, 1)), [10_000, 10_000, 10_004, 20_000, 20_000]);
  assert.deepEqual([0, 5, 10_000, 10_004, 20_000].map((revision) => scale.turned(revision, -1)), [0, 0, 0, 10_000, 10_004]);
});

test("of what was squashed only the ends can be gone to", () => {
  const squashed = new Scale([sitting(41, 90, true), sitting(91, 99)]);
  assert.equal(squashed.least, 40);
  assert.deepEqual([40, 90, 91].map((revision) => squashed.moved(revision, 1)), [90, 91, 92]);
  assert.deepEqual([92, 91, 90].map((revision) => squashed.moved(revision, -1)), [91, 90, 40]);
  assert.deepEqual(new Set([0, 0.1, 0.3, 0.5].map((position) => squashed.revisionAt(position))), new Set([40, 90]));
});

test("a line without sittings has one place", () => {
  const empty = new Scale([]);
  assert.deepEqual([empty.least, empty.most, empty.positionOf(0), empty.revisionAt(0.7), empty.moved(0, 1), empty.turned(0, 1)], [0, 0, 0, 0, 0, 0]);
});

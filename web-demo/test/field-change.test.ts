import assert from "node:assert/strict";
import { test } from "node:test";
import { apply } from "../src/client/index.ts";
import { wellFormed } from "../src/client/surrogates.ts";
import { changeBetween, operationOf } from "../src/textarea/change.ts";
import { visible } from "../src/textarea/visible.ts";
import { Random } from "./support/random.ts";

test("what was typed among equal letters is found at the caret", () => {
  assert.deepEqual(changeBetween("aaaa", "aaaaa", 2), { start: 1, removed: 0, inserted: "a" });
  assert.deepEqual(changeBetween("aaaa", "aaa", 1), { start: 1, removed: 1, inserted: "" });
  assert.deepEqual(changeBetween("aaaa", "aaa", 3), { start: 3, removed: 1, inserted: "" });
});

test("a replaced word is narrowed to what differs", () => {
  assert.deepEqual(changeBetween("a color here", "a colour here", 8), { start: 6, removed: 0, inserted: "u" });
  assert.deepEqual(changeBetween("one two", "one 2", 5), { start: 4, removed: 3, inserted: "2" });
});

test("a caret that is elsewhere does not mislead", () => {
  assert.deepEqual(changeBetween("abc", "xabc", 4), { start: 0, removed: 0, inserted: "x" });
  assert.deepEqual(changeBetween("abc", "abcx", 0), { start: 3, removed: 0, inserted: "x" });
});

test("surrogate pairs change as a whole", () => {
  assert.deepEqual(changeBetween("a😀b", "a😁b", 3), { start: 1, removed: 2, inserted: "😁" });
  assert.deepEqual(operationOf(changeBetween("a😀", "a\ud83d", 2), "a😀"), [1, "\ufffd", { d: "😀" }]);
});

test("a field shows every unit of a text as one", () => {
  assert.equal(visible("a\r\nb", true), "a\u240d\nb");
  assert.equal(visible("a\r\nb", false), "a\u240d\u21b5b");
});

test("random changes of a field become operations that fit", () => {
  const random = new Random(77);
  const text = (most: number): string => Array.from({ length: random.below(most) }, () => random.pick(["a", "a", "b", "\n", "😀", "😁"])).join("");
  for (let round = 0; round < 3_000; round++) {
    const before = text(8);
    const [from, inserted] = [random.below(before.length + 1), text(4)];
    const to = from + random.below(before.length - from + 1);
    const after = before.slice(0, from) + inserted + before.slice(to);
    const caret = random.chance(0.8) ? from + inserted.length : random.below(after.length + 1);
    const change = changeBetween(before, after, caret);
    assert.equal(before.slice(0, change.start) + change.inserted + before.slice(change.start + change.removed), after, `round=${round}`);
    assert.equal(apply(before, operationOf(change, before)), wellFormed(after), `round=${round} before=${JSON.stringify(before)} after=${JSON.stringify(after)} caret=${caret}`);
  }
});

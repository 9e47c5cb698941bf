import assert from "node:assert/strict";
import { test } from "node:test";
import { attributed, joined, merged, type Insert, type Piece } from "../src/page/past/pieces.ts";

function span(from: number, to: number, author?: string) {
  return author === undefined ? { from, to } : { from, to, author, revision: 1, time: "T" };
}

/** `ada:text`, `+ada:text`, `-ada:text`, `~:text` for each piece. */
function told(pieces: readonly Piece[]): string[] {
  const signs = { added: "+", removed: "-", formatted: "~" };
  return pieces.map(({ insert, by, change }) => `${change === undefined ? "" : signs[change]}${by?.author ?? ""}:${typeof insert === "string" ? insert : JSON.stringify(insert)}`);
}

test("a text is cut where the author changes", () => {
  const text = [{ insert: "Let it all stand." }];
  assert.deepEqual(told(attributed(text, [span(0, 7, "ada"), span(7, 11, "bob"), span(11, 17)], "utf16")), ["ada:Let it ", "bob:all ", ":stand."]);
  assert.deepEqual(told(attributed(text, [], "utf16")), [":Let it all stand."]);
});

test("code points are not cut, whatever counts them", () => {
  const text = [{ insert: "a🖊️b" }];
  assert.deepEqual(told(attributed(text, [span(0, 2, "ada"), span(2, 4, "bob")], "code-point")), ["ada:a🖊", "bob:️b"]);
  assert.deepEqual(told(attributed(text, [span(0, 3, "ada"), span(3, 5, "bob")], "utf16")), ["ada:a🖊", "bob:️b"]);
  assert.deepEqual(told(merged(text, { op: [1, { d: 2 }, "x"], added: [span(1, 2, "bob")], removed: [span(1, 3, "ada")] }, "code-point")), [":a", "-ada:🖊️", "+bob:x", ":b"]);
});

test("what was taken away is as long as it is in the units of the type, if it is told as a text", () => {
  const text = [{ insert: "😀😁 ok" }];
  assert.deepEqual(told(merged(text, { op: [1, { d: "😁" }], added: [], removed: [span(1, 2, "ada")] }, "code-point")), [":😀", "-ada:😁", ": ok"]);
  assert.deepEqual(told(merged(text, { op: [2, { d: "😁" }], added: [], removed: [span(2, 4, "ada")] }, "utf16")), [":😀", "-ada:😁", ": ok"]);
});

test("a rich text keeps its formats, and an embed is one", () => {
  const content: Insert[] = [{ insert: "one " }, { insert: "two", attributes: { bold: true } }, { insert: { image: "x" } }, { insert: "\n" }];
  const pieces = attributed(content, [span(0, 5, "ada"), span(5, 9, "bob")], "utf16");
  assert.deepEqual(told(pieces), ["ada:one ", "ada:t", "bob:wo", 'bob:{"image":"x"}', "bob:\n"]);
  assert.deepEqual(pieces.map(({ attributes }) => attributes?.["bold"] ?? false), [false, true, true, false, false]);
});

test("what was added and what was taken away stand side by side, each with its author", () => {
  const before = [{ insert: "Let it stand." }];
  const op = [4, { d: 2 }, "this be that", 7];
  const difference = { op, added: [span(4, 8, "ada"), span(8, 16, "bob")], removed: [span(4, 6, "bob")] };
  assert.deepEqual(told(merged(before, difference, "utf16")), [":Let ", "-bob:it", "+ada:this", "+bob: be that", ": stand."]);
});

test("a removal by several is cut; one whose author is not known is shown as well", () => {
  const before = [{ insert: "abcdef" }];
  assert.deepEqual(told(merged(before, { op: [1, { d: 4 }], added: [], removed: [span(1, 2, "ada"), span(4, 5, "bob")] }, "utf16")), [":a", "-ada:b", "-:cd", "-bob:e", ":f"]);
  assert.deepEqual(told(merged(before, { op: [{ d: "ab" }], added: [], removed: [] }, "utf16")), ["-:ab", ":cdef"]);
});

test("a format that changed is seen, and taken off where it is null", () => {
  const before: Insert[] = [{ insert: "plain " }, { insert: "bold", attributes: { bold: true, italic: true } }];
  const pieces = merged(before, { op: [{ retain: 6 }, { retain: 4, attributes: { bold: null, color: "#f00" } }], added: [], removed: [] }, "utf16");
  assert.deepEqual(told(pieces), [":plain ", "~:bold"]);
  assert.deepEqual(pieces[1]?.attributes, { italic: true, color: "#f00" });
});

test("pieces that look the same are one", () => {
  const pieces: Piece[] = [{ insert: "a", by: { author: "ada", revision: 1 } }, { insert: "b", by: { author: "ada", revision: 2 } }, { insert: "c" }, { insert: { image: "x" } }, { insert: { image: "y" } }, { insert: "d", change: "added" }, { insert: "e" }];
  assert.deepEqual(told(joined(pieces)), ["ada:ab", ":c", ':{"image":"x"}', ':{"image":"y"}', "+:d", ":e"]);
});

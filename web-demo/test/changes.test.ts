import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState, type ChangeSpec } from "@codemirror/state";
import type { TextOperation } from "../src/client/operation.ts";
import { hasLoneSurrogate } from "../src/client/surrogates.ts";
import { apply } from "../src/client/text.ts";
import { LINE_BREAK, repair, toChanges, toOperation } from "../src/codemirror/changes.ts";
import { Random } from "./support/random.ts";

const stateOf = (doc: string): EditorState => EditorState.create({ doc, extensions: EditorState.lineSeparator.of(LINE_BREAK) });

/** The operation of changes to a text; it is checked that it does the same. */
function operationOf(doc: string, changes: ChangeSpec): TextOperation {
  const { startState, changes: set, newDoc } = stateOf(doc).update({ changes });
  const operation = toOperation(set, startState.doc, newDoc);
  assert.equal(apply(doc, operation), newDoc.sliceString(0, newDoc.length, LINE_BREAK));
  return operation;
}

test("changes become operations", () => {
  assert.deepEqual(operationOf("hello", { from: 5, insert: "!" }), [5, "!"]);
  assert.deepEqual(operationOf("hello", [{ from: 0, to: 1, insert: "J" }, { from: 4, to: 5 }]), ["J", { d: "h" }, 3, { d: "o" }]);
});

test("carriage returns and U+2028 are characters like others, at the same offsets as on the server", () => {
  const doc = "one\r\ntwo\u2028three\rfour";
  assert.equal(stateOf(doc).doc.length, doc.length);
  assert.equal(stateOf(doc).sliceDoc(), doc);
  assert.deepEqual(operationOf(doc, { from: 5, insert: "2\r\n" }), [5, "2\r\n"]);
  assert.equal(stateOf(doc).update({ changes: toChanges([3, { d: 2 }, 9, "\r\n"]) }).state.sliceDoc(), "onetwo\u2028three\r\n\rfour");
});

test("a change inside a surrogate pair becomes one of the whole pair", () => {
  // 😀 and 😁 share their first half.
  assert.deepEqual(operationOf("a😀b", { from: 2, to: 3, insert: "\ude01" }), [1, "😁", { d: "😀" }]);
  // 😀 (d83d de00) to 𝘀 (d835 de00) share the second.
  assert.deepEqual(operationOf("a😀b", { from: 1, to: 2, insert: "\ud835" }), [1, "\ud835\ude00", { d: "😀" }]);
});

test("halves of pairs that a change leaves are replaced", () => {
  for (const changes of [{ from: 2, to: 3 }, { from: 1, to: 2 }, { from: 2, insert: "x" }, { from: 0, insert: "\ud83d" }]) {
    const { state, changes: set, newDoc } = stateOf("a😀b").update({ changes });
    const repaired = state.update({ changes: repair(set, newDoc) ?? [] }).state.sliceDoc();
    assert.ok(!hasLoneSurrogate(repaired), JSON.stringify(repaired));
    assert.ok(repaired.includes("\ufffd"));
  }
  const { changes, newDoc } = stateOf("a😀b").update({ changes: { from: 3, insert: "😁" } });
  assert.equal(repair(changes, newDoc), undefined);
});

test("random changes, composed and cut anywhere, become operations that fit", () => {
  const random = new Random(2024);
  const pieces = ["a", "\n", "\r\n", "😀", "😁", "\ude01", "\ud83d", "𝒳"];
  for (let round = 0; round < 3_000; round++) {
    const doc = Array.from({ length: random.below(8) }, () => random.pick(["a", "\n", "\r", "😀", "𝒳"])).join("");
    const before = stateOf(doc);
    let state = before;
    let set = state.changes();
    for (let edits = random.below(4); edits >= 0; edits--) {
      const from = random.below(state.doc.length + 1);
      const to = from + random.below(state.doc.length - from + 1);
      const change = state.update({ changes: { from, to, insert: random.chance(0.6) ? random.pick(pieces) : "" } });
      set = set.compose(change.changes);
      state = change.state;
    }
    const mended = state.update({ changes: repair(set, state.doc) ?? [] });
    set = set.compose(mended.changes);
    const after = mended.state;
    const operation = toOperation(set, before.doc, after.doc);
    assert.equal(apply(doc, operation), after.sliceDoc(), `round=${round}`);
    assert.equal(before.update({ changes: toChanges(operation) }).state.sliceDoc(), after.sliceDoc());
    assert.ok(operation.every((component) => typeof component !== "string" || !hasLoneSurrogate(component)), `round=${round}`);
  }
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { InvalidOperation } from "../src/client/document-type.ts";
import { decode } from "../src/client/encoding.ts";
import { apply, compose, invert, transform, transformPosition, withDeletedText } from "../src/client/text.ts";

interface Vector {
  snapshot: string;
  a: unknown[];
  b: unknown[];
  a2: unknown[];
  applyA: string;
  applyB: string;
  abLeft: unknown;
  abRight: unknown;
  baLeft: unknown;
  baRight: unknown;
  composeA_A2: unknown;
  positions: { position: number | number[]; op: "a" | "b"; own: boolean; result: number | number[] }[];
  tp1: boolean;
  loneSurrogate?: boolean;
  nonCanonical?: boolean;
}

const folder = process.env["OT_VECTORS"] ?? "test/vectors";
const vectors = gunzipSync(readFileSync(`${folder}/text.jsonl.gz`))
  .toString("utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Vector);

/** Whether an operation is one this client takes: it can be read, and does not cut a surrogate pair. */
const isTaken = (document: string, operation: unknown[]): boolean => {
  try {
    apply(document, decode(operation));
    return true;
  } catch (error) {
    assert.ok(error instanceof InvalidOperation);
    return false;
  }
};

test("text operations give what the reference gives", () => {
  let exact = 0;
  let byEffect = 0;
  let setAside = 0;
  for (const vector of vectors) {
    const { snapshot, applyA } = vector;
    if (vector.loneSurrogate || !isTaken(snapshot, vector.a) || !isTaken(snapshot, vector.b) || !isTaken(applyA, vector.a2)) {
      setAside += 1;
      continue;
    }
    const [a, b, a2] = [decode(vector.a), decode(vector.b), decode(vector.a2)];
    assert.equal(apply(vector.snapshot, a), vector.applyA);
    assert.equal(apply(vector.snapshot, b), vector.applyB);
    assert.equal(apply(vector.applyA, transform(b, a, "right")), apply(vector.applyB, transform(a, b, "left")));
    assert.equal(apply(vector.snapshot, compose(a, a2)), apply(vector.applyA, a2));
    assert.equal(apply(vector.applyA, invert(withDeletedText(a, vector.snapshot))), vector.snapshot);
    if (vector.nonCanonical) {
      byEffect += 1;
      continue;
    }
    exact += 1;
    const line = JSON.stringify({ snapshot: vector.snapshot, a, b, a2 });
    assert.deepEqual(transform(a, b, "left"), vector.abLeft, `transform(a, b, "left") of ${line}`);
    assert.deepEqual(transform(a, b, "right"), vector.abRight, `transform(a, b, "right") of ${line}`);
    assert.deepEqual(transform(b, a, "left"), vector.baLeft, `transform(b, a, "left") of ${line}`);
    assert.deepEqual(transform(b, a, "right"), vector.baRight, `transform(b, a, "right") of ${line}`);
    assert.deepEqual(compose(a, a2), vector.composeA_A2, `compose(a, a2) of ${line}`);
    for (const { position, op, own, result } of vector.positions) {
      if (own) continue;
      const operation = op === "a" ? a : b;
      const moved = [position].flat().map((each) => transformPosition(each, operation));
      assert.deepEqual(moved, [result].flat(), `position ${String(position)} over ${op} of ${line}`);
    }
  }
  console.log(`vectors compared=${exact} compared by effect=${byEffect} set aside=${setAside} folder=${folder}`);
  assert.ok(exact > 0, "no vector was compared");
});

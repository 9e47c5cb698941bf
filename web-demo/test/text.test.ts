import assert from "node:assert/strict";
import { test } from "node:test";
import { diff } from "../src/client/diff.ts";
import { InvalidOperation, type Rule } from "../src/client/document-type.ts";
import { decode, encode } from "../src/client/encoding.ts";
import { MAX_EDITS } from "../src/client/match.ts";
import { OperationBuilder, type TextOperation } from "../src/client/operation.ts";
import { hasLoneSurrogate, wellFormed } from "../src/client/surrogates.ts";
import { apply, compose, growth, invert, transform, transformSelection, withDeletedText } from "../src/client/text.ts";
import { textType } from "../src/client/text-type.ts";
import { Random } from "./support/random.ts";

const ALPHABET = ["a", "b", "\n", "\r\n", "é", "😀", "𝒳"];

function randomText(random: Random, most: number): string {
  return Array.from({ length: random.below(most) }, () => random.pick(ALPHABET)).join("");
}

/** An operation that fits the document, cut only between whole characters. */
function randomOperation(random: Random, document: string): TextOperation {
  const result = new OperationBuilder();
  for (const character of document) {
    if (random.chance(0.2)) result.add(randomText(random, 4));
    result.add(random.chance(0.3) ? { d: character } : character.length);
  }
  return result.add(randomText(random, 3)).build();
}

/** Runs a property on many seeds; the seed of a failure is in its message. */
function forSeeds(count: number, property: (random: Random) => void): void {
  for (let seed = 1; seed <= count; seed++) {
    try {
      property(new Random(seed));
    } catch (error) {
      throw new Error(`the property does not hold, seed=${seed}`, { cause: error });
    }
  }
}

test("both orders of concurrent operations lead to the same text, and inverses take them back", () => {
  forSeeds(3_000, (random) => {
    const document = randomText(random, 12);
    const [a, b] = [randomOperation(random, document), randomOperation(random, document)];
    const [afterA, afterB] = [apply(document, a), apply(document, b)];
    assert.equal(apply(afterA, transform(b, a, "right")), apply(afterB, transform(a, b, "left")));
    const next = randomOperation(random, afterA);
    const both = compose(a, next);
    assert.equal(apply(document, both), apply(afterA, next));
    assert.equal(apply(apply(document, both), invert(both)), document);
    assert.equal(apply(apply(afterB, transform(a, b, "left")), invert(transform(a, b, "left"))), afterB);
    assert.equal(afterA.length - document.length, growth(a));
    assert.deepEqual(withDeletedText(encode(a), document), a);
    assert.deepEqual(decode(encode(a)), encode(a));
  });
});

test("step by step is not the same as over the composition", () => {
  const steps = [[{ d: 1 }], ["x"]] as const;
  const mine = [1, "y"];
  const stepwise = steps.reduce<TextOperation>((operation, step) => transform(operation, step, "left"), mine);
  assert.equal(apply("x", stepwise), "yx");
  assert.equal(apply("x", transform(mine, compose(...steps), "left")), "xy");
});

test("a difference leads from one text to the other, and keeps what they share", () => {
  forSeeds(2_000, (random) => {
    const before = randomText(random, 30);
    const after = random.chance(0.5) ? randomText(random, 30) : apply(before, randomOperation(random, before));
    const operation = diff(before, after);
    assert.equal(apply(before, operation), after);
    assert.equal(apply(after, invert(operation)), before);
  });
  assert.deepEqual(diff("one\ntwo\nthree\n", "one\n2\nthree!\n"), [4, "2", { d: "two" }, 6, "!"]);
  assert.deepEqual(diff("same", "same"), []);
  assert.deepEqual(diff("😀", "😁"), ["😁", { d: "😀" }]);
});

test("texts with too many differences are taken as replaced", () => {
  const lines = (letter: string): string => Array.from({ length: MAX_EDITS + 1 }, (_, index) => `${letter}${index}${letter}\n`).join("");
  const [before, after] = [`same\n${lines("a")}`, `same\n${lines("b")}extra\n`];
  const operation = diff(before, after);
  assert.equal(apply(before, operation), after);
  assert.equal(operation.length, 3);
});

test("a long operation is cut into pieces that do the same", () => {
  forSeeds(500, (random) => {
    const document = randomText(random, 40);
    const long = "😀x\u0001".repeat(random.below(400));
    const operation = compose(randomOperation(random, document), [long === "" ? "x" : long]);
    let text = document;
    let rest: TextOperation = operation;
    for (let pieces = 0; rest.length > 0; pieces++) {
      assert.ok(pieces < 50, "splitting comes to no end");
      const [head, tail] = textType.split?.(rest, 1024) ?? [rest, []];
      assert.ok(Buffer.byteLength(JSON.stringify(encode(head))) <= 1024);
      assert.ok(head.every((component) => typeof component !== "string" || !hasLoneSurrogate(component)));
      text = apply(text, head);
      rest = tail;
    }
    assert.equal(text, apply(document, operation));
  });
});

const refused: readonly (readonly [unknown, Rule])[] = [
  ["x", "malformed"],
  [[null], "malformed"],
  [[true], "malformed"],
  [[1.5, "x"], "malformed"],
  [[{ d: "x" }], "malformed"],
  [[{ d: 1, e: 1 }], "malformed"],
  [[{}], "malformed"],
  [[""], "empty_component"],
  [[0, "x"], "empty_component"],
  [[-1, "x"], "empty_component"],
  [[{ d: 0 }], "empty_component"],
  [[1], "not_canonical"],
  [[1, 2, "x"], "not_canonical"],
  [["\ud83d"], "lone_surrogate"],
  [["\ude00x"], "lone_surrogate"],
  [[2 ** 53, "x"], "too_large"],
];

for (const [value, rule] of refused) {
  test(`${JSON.stringify(value)} is refused: ${rule}`, () => {
    assert.throws(() => decode(value), (error) => error instanceof InvalidOperation && error.rule === rule);
  });
}

test("neighbours of one kind are read as one", () => {
  assert.deepEqual(decode(["a", "b", { d: 1 }, { d: 2 }, 3, "c"]), ["ab", { d: 3 }, 3, "c"]);
});

test("an operation that does not fit its document is refused", () => {
  assert.throws(() => apply("ab", [3, "x"]), /past the end/);
  assert.throws(() => apply("ab", [{ d: 3 }]), /past the end/);
  assert.throws(() => apply("😀", [1, "x"]), /inside a surrogate pair/);
});

test("a text inserted at somebody's caret comes after it", () => {
  assert.deepEqual(transformSelection({ anchor: 2, head: 3 }, [2, "xx"]), { anchor: 2, head: 5 });
  assert.deepEqual(transformSelection({ anchor: 3, head: 1 }, [{ d: 2 }]), { anchor: 1, head: 0 });
});

test("halves of surrogate pairs are found and replaced", () => {
  assert.equal(wellFormed("a\ud83db\ude00😀"), "a\ufffdb\ufffd😀");
  assert.ok(!hasLoneSurrogate("😀"));
});

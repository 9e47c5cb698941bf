import assert from "node:assert/strict";
import { test } from "node:test";
import Delta from "quill-delta";
import { InvalidOperation, type Rule, type Selection } from "../src/client/document-type.ts";
import type { Json, Json0Operation } from "../src/ottypes/index.ts";
import { fingerprint } from "../src/ottypes/json.ts";
import { textType } from "../src/client/text-type.ts";
import { HANDS, type Hand } from "./support/hands.ts";
import { Random } from "./support/random.ts";
import { deltas, json, unicodeText } from "./support/types.ts";

const DOCUMENTS = 400;

/** A document after some edits, and what a reader compares. */
function grow<S, O>({ type, initial, edit }: Hand<S, O>, random: Random, from?: S): S {
  let snapshot = from ?? (initial === undefined ? type.empty : type.apply(type.empty, type.check(initial, type.empty)));
  for (let edits = random.below(8); edits > 0; edits--) snapshot = type.apply(snapshot, type.check(edit(random, snapshot, random.pick(["x", "😀", "😁", "y\n"]), true), snapshot));
  return snapshot;
}

for (const hand of HANDS.map((each): Hand<any, any> => ({ ...each, type: each.type, edit: each.edit.bind(each) }))) {
  const { type } = hand;
  const read = (snapshot: unknown): string => fingerprint(type.encodeSnapshot(snapshot) as Json);

  test(`${type.name}: what the machine relies on holds, and nothing is changed in place`, () => {
    for (let seed = 1; seed <= DOCUMENTS; seed++) {
      const random = new Random(seed);
      const s = grow(hand, random);
      const before = read(s);
      const next = (snapshot: unknown): unknown => type.check(hand.edit(random, snapshot, "m", true), snapshot);
      const [a, b] = [next(s), next(s)];
      const c = next(type.apply(s, a));
      const why = `type=${type.name} seed=${seed} s=${before} a=${JSON.stringify(a)} b=${JSON.stringify(b)} c=${JSON.stringify(c)}`;
      const [first, second] = [type.apply(s, a), type.apply(s, b)];
      assert.equal(read(type.apply(first, type.transform(b, a, "right"))), read(type.apply(second, type.transform(a, b, "left"))), why);
      assert.equal(read(type.apply(s, type.compose(a, c))), read(type.apply(first, c)), why);
      assert.equal(read(type.apply(first, type.invert(a, s))), before, why);
      const alone = type.invertAlone?.(a);
      if (alone !== undefined) assert.equal(read(type.apply(first, alone)), before, why);
      const other = grow(hand, random, random.chance(0.5) ? s : undefined);
      const way = type.diff(s, other);
      assert.equal(read(type.apply(s, way)), read(other), why);
      assert.deepEqual(type.check(way, s), way, why);
      assert.ok(type.isNoop(type.diff(s, s)), why);
      assert.equal(JSON.stringify(type.encode(type.decode(type.encode(a)))), JSON.stringify(type.encode(a)), why);
      assert.equal(read(s), before, why);
    }
  });

  test(`${type.name}: a long operation is cut into pieces that do the same`, () => {
    for (let seed = 1; seed <= DOCUMENTS / 4; seed++) {
      const random = new Random(seed);
      const s = grow(hand, random);
      let [whole, after] = [type.check(hand.edit(random, s, "😀x\u0001".repeat(300), true), s), s];
      const expected = read(type.apply(s, whole));
      for (let pieces = 0; ; pieces++) {
        assert.ok(pieces < 20, `splitting comes to no end, type=${type.name} seed=${seed}`);
        const parts = type.split?.(whole, 1024);
        if (parts === undefined) break;
        const [head, tail] = parts;
        if (!JSON.stringify(type.encode(head)).includes("image") && type.name !== "json0") assert.ok(Buffer.byteLength(JSON.stringify(type.encode(head))) <= 1024, `type=${type.name} seed=${seed}`);
        after = type.apply(after, type.check(head, after));
        whole = tail;
      }
      assert.equal(read(type.apply(after, whole)), expected, `type=${type.name} seed=${seed}`);
    }
  });
}

function nested(depth: number): Json {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

const refused: readonly (readonly [Hand<any, any>["type"], unknown, unknown, Rule])[] = [
  [unicodeText, "ab", [3, "x"], "past_the_end"],
  [unicodeText, "ab", [{ d: 3 }], "past_the_end"],
  [unicodeText, "ab", ["\ud83d"], "lone_surrogate"],
  [deltas, new Delta([{ insert: "ab" }]), new Delta().retain(3).insert("x"), "past_the_end"],
  [deltas, new Delta([{ insert: "ab" }]), new Delta().delete(3), "past_the_end"],
  [deltas, new Delta([{ insert: "😀" }]), new Delta().retain(1).insert("x"), "splits_surrogate_pair"],
  [deltas, new Delta([{ insert: "😀" }]), new Delta().retain(1, { bold: true }), "splits_surrogate_pair"],
  [deltas, new Delta([{ insert: { a: 1 } }]), new Delta().retain({ a: 1 }), "malformed"],
  [json, { n: 1 }, [{ p: ["m"], na: 1 }], "no_such_place"],
  [json, { n: 1 }, [{ p: ["n", 0], li: 1 }], "no_such_place"],
  [json, [1], [{ p: [2], li: 1 }], "no_such_place"],
  [json, [1], [{ p: [0], lm: 1 }], "no_such_place"],
  [json, [1], [{ p: ["length"], oi: 1 }], "no_such_place"],
  [json, {}, [{ p: ["a"], od: 1 }], "no_such_place"],
  [json, 2 ** 53, [{ p: [], na: 0.1 }], "too_large"],
  [json, {}, [{ p: ["a"], oi: nested(100) }], "too_deep"],
  [json, {}, [{ p: ["a"], oi: { ["x".repeat(1025)]: 1 } }], "too_large"],
  [deltas, new Delta(), new Delta().insert({ embed: nested(100) }), "too_deep"],
  [json, "ab", [{ p: [], t: "text0", o: [{ p: 3, i: "x" }] }], "past_the_end"],
  [json, "ab", [{ p: [], t: "text0", o: [{ p: 1, d: "bc" }] }], "different_content"],
  [json, "😀", [{ p: [], t: "text0", o: [{ p: 1, i: "x" }] }], "splits_surrogate_pair"],
  [json, "😀", [{ p: [], t: "text0", o: [{ p: 0, d: "\ud83d" }] }], "splits_surrogate_pair"],
  [json, "", [{ p: [], t: "text0", o: [{ p: 0, i: "\ud83d" }] }], "lone_surrogate"],
  [json, {}, [{ p: ["__proto__", "a"], oi: 1 }], "no_such_place"],
  [json, {}, [{ p: ["a"], oi: Number.NaN }], "malformed"],
  [json, [], [{ p: [0], li: { a: [undefined] } }], "malformed"],
  [json, {}, [{ p: ["a"], oi: new Date(0) }], "malformed"],
  [json, {}, [{ p: ["a"], oi: ["\ud83d"] }], "lone_surrogate"],
  [json, {}, [{ p: ["a"], oi: { "\ude00": 1 } }], "lone_surrogate"],
  [json, 1, [{ p: [], na: Number.NaN }], "malformed"],
  [json, [1], [{ p: [0.5], li: 1 }], "no_such_place"],
  [json, "ab", [{ p: [], t: "text0", o: [{ p: 0.5, i: "x" }] }], "past_the_end"],
  [deltas, new Delta(), new Delta().insert("a", { width: Number.POSITIVE_INFINITY }), "malformed"],
  [deltas, new Delta([{ insert: "ab" }]), { ops: [{ retain: 0.5 }, { insert: "x" }] }, "malformed"],
  [deltas, new Delta([{ insert: "ab" }]), { ops: [{ delete: -1 }] }, "malformed"],
  [unicodeText, "ab", [0.5, "x"], "malformed"],
  [textType, "ab", [-1, "x"], "malformed"],
  [textType, "ab", [1, { d: 0.5 }], "malformed"],
  [textType, "ab", [Number.NaN, "x"], "malformed"],
];

for (const [type, snapshot, operation, rule] of refused) {
  test(`${type.name}: ${JSON.stringify(operation).slice(0, 100)} on ${JSON.stringify(snapshot)} is refused: ${rule}`, () => {
    assert.throws(() => type.check(operation, snapshot), (error) => error instanceof InvalidOperation && error.rule === rule);
  });
}

test("json0: numbers are added as decimals, as on the server", () => {
  const add = (...summands: number[]): Json => summands.reduce<Json>((sum, na) => json.apply(sum, [{ p: [], na }]), 0);
  assert.equal(add(0.1, 0.2), 0.3);
  assert.equal(add(1e21, 1, -1e21), 0);
  assert.equal(add(-0.5, 1.5e-7), -0.49999985);
  assert.equal(add(2 ** 53, 1), 2 ** 53 + 1);
  assert.deepEqual(json.compose([{ p: ["n"], na: 0.1 }], [{ p: ["n"], na: 0.2 }]), [{ p: ["n"], na: 0.3 }]);
});

test("json0: an edit need not say what it takes away, and may be in the old form", () => {
  const document = { a: { x: 1 }, l: ["z"], t: "ab" };
  const edit: Json0Operation = [{ p: ["a"], oi: 2 }, { p: ["l", 0], ld: null }, { p: ["t", 1], si: "c" }, { p: ["t", 0], sd: "a" }];
  assert.deepEqual(json.check(edit, document), [
    { p: ["a"], oi: 2, od: { x: 1 } },
    { p: ["l", 0], ld: "z" },
    { p: ["t"], t: "text0", o: [{ p: 1, i: "c" }] },
    { p: ["t"], t: "text0", o: [{ p: 0, d: "a" }] },
  ]);
});

test("json0: __proto__ is a key like others, and leads to nothing outside of the document", () => {
  const document = json.apply({ a: {} }, json.decode([{ p: ["a", "__proto__"], oi: { x: 1 } }, { p: ["a", "__proto__", "x"], na: 1 }]));
  assert.equal(fingerprint(document), '{"a":{"__proto__":{"x":2}}}');
  assert.equal(Object.getPrototypeOf((document as { a: object }).a), Object.prototype);
  const [back] = [json.apply(document, [{ p: ["a", "__proto__"], od: { x: 2 } }])];
  assert.equal(fingerprint(back), '{"a":{}}');
  assert.throws(() => json.apply({}, json.decode([{ p: ["__proto__", "polluted"], oi: 1 }])), InvalidOperation);
  assert.equal(Reflect.has({}, "polluted"), false);
});

test("json0: a selection is told apart from one at a path that only looks the same", () => {
  const at: Selection = { path: ["a", "b"], anchor: 1, head: 1 };
  assert.deepEqual(json.transformSelection(at, [{ p: ["a,b"], t: "text0", o: [{ p: 0, i: "xx" }] }]), at);
});

test("json0: an operation copies nothing but what it changes", () => {
  const document = { a: { deep: [1] }, b: [{ c: 1 }] };
  const after = json.apply(document, [{ p: ["b", 0, "c"], na: 1 }]) as typeof document;
  assert.deepEqual([document.b, after.b], [[{ c: 1 }], [{ c: 2 }]]);
  assert.equal(after.a, document.a);
});

test("json0: a selection goes with its text, and with what its text is in", () => {
  const at: Selection = { path: ["list", 1, "text"], anchor: 2, head: 4 };
  const moved = (...operation: Json0Operation): Selection | undefined => json.transformSelection(at, operation);
  assert.deepEqual(moved({ p: ["list", 0], li: "x" }), { ...at, path: ["list", 2, "text"] });
  assert.deepEqual(moved({ p: ["list", 1], lm: 0 }), { ...at, path: ["list", 0, "text"] });
  assert.deepEqual(moved({ p: at.path ?? [], t: "text0", o: [{ p: 2, i: "xx" }, { p: 5, d: "y" }] }), { ...at, anchor: 2, head: 5 });
  assert.deepEqual(moved({ p: ["list", 0], ld: 1 }, { p: ["list", 0, "text"], t: "text0", o: [{ p: 0, i: "x" }] }), { path: ["list", 0, "text"], anchor: 3, head: 5 });
  assert.equal(moved({ p: ["list", 1], ld: {} }), undefined);
  assert.equal(moved({ p: ["list", 1, "text"], od: "", oi: "" }), undefined);
  assert.equal(moved({ p: [], od: null, oi: 1 }), undefined);
});

test("rich-text: where two format one stretch, the log gives way to what is not in it, as the type has it", () => {
  const [mine, log] = [new Delta().retain(1, { color: "red" }), new Delta().retain(1, { color: "blue" })];
  assert.deepEqual(deltas.transform(mine, log, "left").ops, []);
  assert.deepEqual(deltas.transform(log, mine, "right").ops, [{ retain: 1, attributes: { color: "blue" } }]);
});

// The work of the benchmarks in ../java, done by libraries of the field:
//   npm install --no-save && node --expose-gc peers.mjs TRACE.json.gz
// Each line says min / median / max of the measured rounds. To be run beside the JMH benchmarks on the same machine.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gunzipSync } from "node:zlib";
import { ChangeSet, Text } from "@codemirror/state";
import json0Package from "ot-json0";
import textPackage from "ot-text-unicode";
import richPackage from "rich-text";
import * as Y from "yjs";

const text = textPackage.type;
const rich = richPackage.type;
const { Delta } = richPackage;
const json0 = json0Package.type;

const LENGTH = 10_000;
const PAIRS = 1_024;
const ENTRIES = 10_000;
const WARM_UP_MS = 1_000;
const ROUNDS = 7;
const ROUND_MS = 400;

/** Keystrokes of each type: an insert or a delete of one character at a position of a document of some length. */
const types = {
  "ot-text-unicode": {
    insert: (at) => (at ? [at, "x"] : ["x"]),
    remove: (at) => (at ? [at, { d: 1 }] : [{ d: 1 }]),
    transform: text.transform,
    compose: text.compose,
  },
  "CodeMirror ChangeSet": {
    insert: (at, length) => ChangeSet.of({ from: at, insert: "x" }, length),
    remove: (at, length) => ChangeSet.of({ from: at, to: at + 1 }, length),
    transform: (a, b, side) => a.map(b, side === "left"),
    compose: (a, b) => a.compose(b),
  },
  "rich-text (quill-delta)": {
    insert: (at) => new Delta().retain(at).insert("x"),
    remove: (at) => new Delta().retain(at).delete(1),
    transform: rich.transform,
    compose: rich.compose,
  },
  "ot-json0 (text0 in an object)": {
    insert: (at) => [{ p: ["t"], t: "text0", o: [{ p: at, i: "x" }] }],
    remove: (at) => [{ p: ["t"], t: "text0", o: [{ p: at, d: "x" }] }],
    transform: json0.transform,
    compose: json0.compose,
  },
};

/** The trace as [position, deleted, inserted] in UTF-16 code units; every document is kept, as the engine's are. */
const replays = {
  "rich-text (quill-delta)": (patches) =>
    rich
      .normalize(patches.reduce((document, [at, deleted, inserted]) => document.compose(new Delta().retain(at).insert(inserted).delete(deleted)), new Delta()))
      .ops.map((op) => op.insert)
      .join(""),
  "CodeMirror Text": (patches) =>
    patches.reduce((document, [at, deleted, inserted]) => document.replace(at, at + deleted, Text.of(inserted.split("\n"))), Text.empty).toString(),
  "Yjs": (patches) => {
    const document = new Y.Doc();
    const content = document.getText("t");
    for (const [at, deleted, inserted] of patches) {
      document.transact(() => {
        if (deleted > 0) content.delete(at, deleted);
        if (inserted.length > 0) content.insert(at, inserted);
      });
    }
    return content.toString();
  },
  "diamond-types (wasm)": (patches) => {
    const { Doc } = createRequire(import.meta.url)("diamond-types-node");
    const document = new Doc("a");
    for (const [at, deleted, inserted] of patches) {
      if (deleted > 0) document.del(at, deleted);
      if (inserted.length > 0) document.ins(at, inserted);
    }
    const content = document.get();
    document.free();
    return content;
  },
};

/** The same numbers in every run. */
function random(seed) {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function report(work, library, values, unit, digits) {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, median, max] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].map((value) => value.toFixed(digits));
  console.log(`| ${work} | ${library} | ${min} / ${median} / ${max} ${unit} |`);
}

function rounds(work, calls) {
  const until = performance.now() + WARM_UP_MS;
  while (performance.now() < until) work();
  return Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    let done = 0;
    while (performance.now() < start + ROUND_MS) {
      work();
      done += calls;
    }
    return { perSecond: (done / (performance.now() - start)) * 1_000, ms: (performance.now() - start) / (done / calls) };
  });
}

function log(type, count) {
  const next = random(7);
  let length = LENGTH;
  return Array.from({ length: count }, () => (next(100) < 85 ? type.insert(next(length), length++) : type.remove(next(length - 1), length--)));
}

function composed(type, operations) {
  let round = operations;
  while (round.length > 1) {
    const next = [];
    for (let i = 0; i < round.length; i += 2) next.push(i + 1 < round.length ? type.compose(round[i], round[i + 1]) : round[i]);
    round = next;
  }
  return round[0];
}

console.log("| work | library | min / median / max |\n|---|---|---|");
let kept = 0;
for (const [name, type] of Object.entries(types)) {
  const next = random(42);
  const keystroke = () => (next(100) < 85 ? type.insert(next(LENGTH), LENGTH) : type.remove(next(LENGTH - 1), LENGTH));
  const mine = Array.from({ length: PAIRS }, keystroke);
  const theirs = Array.from({ length: PAIRS }, keystroke);
  const pairs = rounds(() => {
    for (let i = 0; i < PAIRS; i++) if (type.transform(mine[i], theirs[i], "left")) kept++;
  }, PAIRS);
  report("transform keystroke over keystroke", name, pairs.map((round) => round.perSecond / 1e6), "M/s", 2);

  const entries = log(type, ENTRIES);
  const over = rounds(() => {
    let operation = type.insert(LENGTH / 2, LENGTH);
    for (const entry of entries) operation = type.transform(operation, entry, "left");
    if (operation) kept++;
  }, 1);
  report("one operation over 10,000 entries", name, over.map((round) => round.ms), "ms", 2);

  if (name !== "ot-json0 (text0 in an object)") {
    const all = rounds(() => {
      if (composed(type, entries)) kept++;
    }, 1);
    report("compose 10,000 operations, in rounds", name, all.map((round) => round.ms), "ms", 1);
  }
}

const file = process.argv[2];
if (file !== undefined) {
  const trace = JSON.parse(gunzipSync(readFileSync(file)));
  const patches = trace.txns.flatMap((transaction) => transaction.patches);
  for (const [name, replay] of Object.entries(replays)) {
    const times = [];
    const limit = performance.now() + 30_000;
    for (let i = 0; i < ROUNDS + 2 && (i < 2 || performance.now() < limit); i++) {
      globalThis.gc?.();
      const start = performance.now();
      const end = replay(patches);
      times.push(performance.now() - start);
      if (end !== trace.endContent) throw new Error(`${name} ends in another text`);
    }
    report(`replay of ${patches.length} edits`, name, times.slice(times.length > 2 ? 1 : 0), "ms", 0);
  }
}
if (kept < 0) console.log(kept);

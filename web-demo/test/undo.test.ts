import assert from "node:assert/strict";
import { test } from "node:test";
import Delta from "quill-delta";
import { Held, JOIN_MS, StetClient, type Component, type DocumentType, type Selection, type StetDocument, type TextOperation } from "../src/client/index.ts";
import { textType } from "../src/client/text-type.ts";
import { Undo } from "../src/client/undo.ts";
import { ModelServer } from "./support/model-server.ts";
import { Random } from "./support/random.ts";
import { VirtualClock, VirtualNetwork } from "./support/simulation.ts";
import { tries } from "./support/tries.ts";
import { deltas, json } from "./support/types.ts";

const QUICK = "The quick fox";

/** A text, its user's steps, and others. */
class Desk {
  shown = QUICK;

  constructor(readonly undo = new Undo(textType, 100)) {}

  edit(...operation: Component[]): void {
    const checked = textType.check(operation, this.shown);
    this.undo.edited(textType.invert(checked, this.shown));
    this.shown = textType.apply(this.shown, checked);
  }

  join(...operation: Component[]): void {
    const checked = textType.check(operation, this.shown);
    this.undo.joined(textType.invert(checked, this.shown));
    this.shown = textType.apply(this.shown, checked);
  }

  other(...operation: Component[]): void {
    this.undo.shown(operation);
    this.shown = textType.apply(this.shown, operation);
  }

  refused(...rollback: Component[]): void {
    this.undo.refused(rollback, this.shown);
    this.shown = textType.apply(this.shown, rollback);
  }

  step(direction: "undo" | "redo"): void {
    const operation = this.undo[direction](this.shown)?.operation;
    assert.ok(operation, `nothing to ${direction}`);
    this.shown = textType.apply(this.shown, operation);
  }
}

test("undo takes one's own edit back and leaves what others did", () => {
  const desk = new Desk();
  desk.edit(10, "brown ");
  desk.other(4, "slow", { d: 5 });
  desk.other(11, "X");
  assert.equal(desk.shown, "The slow brXown fox");
  desk.step("undo");
  assert.equal(desk.shown, "The slow Xfox");
  desk.step("redo");
  assert.equal(desk.shown, "The slow brXown fox");
});

test("joined edits are one step", () => {
  const desk = new Desk();
  desk.edit(3, "n");
  desk.join(4, "e");
  desk.other("A", { d: 3 });
  desk.join(3, "w");
  assert.equal(desk.shown, "Anew quick fox");
  desk.step("undo");
  assert.equal(desk.shown, "A quick fox");
  assert.equal(desk.undo.canUndo, false);
});

test("a step of which nothing is left is passed over", () => {
  const desk = new Desk();
  desk.edit({ d: 3 });
  desk.edit(6, "XX");
  desk.other(5, { d: 4 });
  desk.step("undo");
  assert.equal(desk.shown, "The quicfox");
  assert.equal(desk.undo.canUndo, false);
});

test("the oldest step is forgotten at the limit", () => {
  const desk = new Desk(new Undo(textType, 2));
  desk.edit("1");
  desk.join("1");
  desk.edit("2");
  desk.edit("3");
  desk.step("undo");
  desk.step("undo");
  assert.equal(desk.undo.canUndo, false);
  assert.equal(desk.shown, `11${QUICK}`);
});

test("a refused edit is forgotten, and the others stay", () => {
  const desk = new Desk();
  desk.edit("stored ");
  desk.undo.submitted(5, false);
  desk.edit("refused ");
  desk.undo.submitted(6, false);
  desk.edit("waiting ");
  desk.other(desk.shown.length, "!");
  desk.refused(8, { d: 8 });
  assert.equal(desk.shown, `waiting stored ${QUICK}!`);
  desk.step("undo");
  assert.equal(desk.shown, `stored ${QUICK}!`);
  desk.step("undo");
  assert.equal(desk.shown, `${QUICK}!`);
  assert.equal(desk.undo.canUndo, false);
  desk.step("redo");
  desk.step("redo");
  assert.equal(desk.shown, `waiting stored ${QUICK}!`);
});

test("a refused part of a step is forgotten, and the rest is still one step", () => {
  const desk = new Desk();
  desk.edit("a");
  desk.undo.submitted(1, false);
  desk.join(1, "b");
  desk.undo.submitted(2, false);
  desk.join(2, "c");
  desk.refused(1, { d: 1 });
  desk.step("undo");
  assert.equal(desk.shown, QUICK);
  assert.equal(desk.undo.canUndo, false);
});

test("a refused deletion is not undone twice, not even one that was sent in pieces", () => {
  for (const isRestLeft of [false, true]) {
    const desk = new Desk();
    desk.edit({ d: 4 });
    desk.undo.submitted(1, isRestLeft);
    if (isRestLeft) desk.undo.submitted(2, false);
    desk.refused("The ");
    assert.equal(desk.undo.undo(desk.shown), undefined);
  }
});

test("an operation of somebody else costs the same however many steps there are, and a long step holds little", () => {
  let transforms = 0;
  const counting: DocumentType<string, TextOperation> = { ...textType, transform: (...given) => ((transforms += 1), textType.transform(...given)) };
  const many = new Desk(new Undo(counting, 1_000));
  for (let edits = 0; edits < 1_000; edits++) many.edit("x");
  for (let edits = 0; edits < 2_000; edits++) many.other(many.shown.length, "y");
  assert.equal(transforms, 0);
  assert.ok(many.undo.held < 1_000 + 15, String(many.undo.held));

  const long = new Desk();
  for (let edits = 1; edits <= 1_500; edits++) {
    long.join("x");
    long.other(long.shown.length, "y");
    if (edits % 3 === 0) long.undo.submitted(edits / 3, false);
  }
  assert.ok(long.undo.held < 60, String(long.undo.held));
  long.step("undo");
  assert.equal(long.shown, QUICK + "y".repeat(1_500));
});

/** Values by names, in documents of two types. */
const VALUES: readonly { name: string; type: DocumentType<any, any>; set(name: string, value: number | null, before: number | null): unknown; read(document: any): Record<string, number>; initial: unknown }[] = [
  {
    name: "json0",
    type: json,
    initial: [{ p: [], oi: {} }],
    set: (key, value, before) => (value === before ? [] : [{ p: [key], ...(value !== null && { oi: value }), ...(before !== null && { od: before }) }]),
    read: (document) => document as Record<string, number>,
  },
  {
    name: "rich-text",
    type: deltas,
    initial: new Delta().insert("x"),
    set: (key, value) => new Delta().retain(1, { [key]: value }),
    read: (document: Delta) => (document.ops[0]?.attributes ?? {}) as Record<string, number>,
  },
];

for (const { name, type, set, read, initial } of VALUES) {
  test(`${name}: undo leaves what others set since`, () => {
    tries("undo", 300, (random) => {
      interface Step { readonly key: string; readonly before: number | null; readonly after: number | null }
      const undo = new Undo(type, 100);
      let shown = type.apply(type.empty, initial);
      const expected = new Map<string, number>();
      let [undos, redos]: [Step[], Step[]] = [[], []];
      const put = (key: string, value: number | null): unknown => (value === null ? expected.delete(key) : expected.set(key, value));
      const move = (from: Step[], to: Step[]): void => {
        const step = from.pop();
        if (step === undefined) return;
        put(step.key, step.before);
        to.push({ key: step.key, before: step.after, after: step.before });
      };
      for (let steps = 1; steps < 25; steps++) {
        const key = random.pick(["a", "b", "c"]);
        const before = expected.get(key) ?? null;
        const dice = random.below(6);
        if (dice < 2) {
          const value = random.chance(0.25) ? null : 10 + steps;
          if (value === before) continue;
          const operation = set(key, value, before);
          undo.edited(type.invert(operation, shown));
          shown = type.apply(shown, operation);
          undos.push({ key, before, after: value });
          redos = [];
          put(key, value);
        } else if (dice < 4) {
          const operation = set(key, 100 + steps, before);
          undo.shown(operation);
          shown = type.apply(shown, operation);
          undos = undos.filter((step) => step.key !== key);
          redos = redos.filter((step) => step.key !== key);
          put(key, 100 + steps);
        } else {
          const operation = (dice === 4 ? undo.undo(shown) : undo.redo(shown))?.operation;
          if (operation !== undefined) shown = type.apply(shown, operation);
          if (dice === 4) move(undos, redos);
          else move(redos, undos);
        }
        assert.deepEqual({ ...read(shown) }, Object.fromEntries(expected));
      }
    });
  });
}

/** Two who have one document open. */
function two(): { mine: StetDocument; theirs: StetDocument; server: ModelServer; network: VirtualNetwork; pass(ms: number): void } {
  const clock = new VirtualClock();
  const server = new ModelServer();
  const network = new VirtualNetwork(clock, new Random(1), server, 5);
  const open = (client: string): StetDocument => new StetClient("ws://test/ws", { client, environment: network.environment(client) }).document("minutes");
  const [mine, theirs] = [open("client-a"), open("client-b")];
  const pass = (ms: number): void => clock.runUntil(clock.now + ms);
  pass(1_000);
  return { mine, theirs, server, network, pass };
}

test("a document takes back what its user typed without a pause, and says what can be done", () => {
  const { mine, theirs, pass } = two();
  const history: string[] = [];
  mine.on("history", ({ canUndo, canRedo }) => history.push(`${canUndo} ${canRedo}`));
  assert.equal(mine.undo(), false);
  for (const [index, letter] of [..."one"].entries()) {
    mine.edit(index === 0 ? [letter] : [index, letter]);
    pass(JOIN_MS - 10);
  }
  pass(JOIN_MS);
  mine.edit([3, " two"]);
  mine.beginStep();
  mine.edit([7, " three"]);
  pass(100);
  theirs.edit(["Theirs: "]);
  pass(100);
  assert.equal(mine.text, "Theirs: one two three");
  assert.ok(mine.undo());
  assert.equal(mine.text, "Theirs: one two");
  assert.ok(mine.undo());
  assert.ok(mine.undo());
  assert.equal(mine.text, "Theirs: ");
  assert.equal(mine.undo(), false);
  assert.ok(mine.redo());
  assert.deepEqual([mine.canUndo, mine.canRedo], [true, true]);
  pass(1_000);
  assert.deepEqual([theirs.text, theirs.canUndo], ["Theirs: one", true]);
  mine.edit(["x"]);
  assert.equal(mine.redo(), false);
  assert.deepEqual(history, ["true false", "true true", "false true", "true true", "true false"]);
});

test("an undo is an edit like others: it goes out later if there is no connection, and may be refused", () => {
  const { mine, server, network, pass } = two();
  mine.edit(["kept"]);
  pass(1_000);
  network.isUp = false;
  server.crash(1006);
  pass(100);
  assert.ok(mine.undo());
  assert.deepEqual(mine.status, { name: "offline", unacknowledged: 1 });
  network.isUp = true;
  pass(60_000);
  assert.equal(server.document("minutes").snapshot, "");
  server.fault = (message) => (message.type === "op:submit" ? { code: "document_too_large", retryable: false } : undefined);
  assert.ok(mine.redo());
  pass(1_000);
  assert.equal(mine.text, "");
  assert.deepEqual([mine.canUndo, mine.canRedo], [false, false]);
});

test("the editor is told where the user was before the step that is undone, or before it was undone, moved with what others did since", () => {
  const { mine, theirs, pass } = two();
  mine.edit(["one two three"]);
  pass(1_000);
  const shown: (Selection | undefined)[] = [];
  const editor = new Held(textType, mine.text);
  const link = mine.attach({
    read: () => editor.read(),
    reset: (text) => editor.reset(text),
    show: (operation, cause, selection) => {
      editor.show(operation);
      if (cause === "others") return;
      shown.push(selection);
      link.selected(selection);
    },
  });
  const edit = (operation: TextOperation, caret: number): void => {
    editor.show(operation);
    link.edited(operation, { anchor: caret, head: caret });
  };
  link.selected({ anchor: 7, head: 4 });
  edit([4, "T", { d: "two" }], 5);
  edit([5, "WO"], 7);
  pass(1_000);
  theirs.edit(["zero "]);
  pass(1_000);
  assert.equal(mine.text, "zero one TWO three");
  link.selected({ anchor: 0, head: 0 });
  assert.ok(mine.undo());
  assert.deepEqual([mine.text, shown.at(-1)], ["zero one two three", { anchor: 12, head: 9 }]);
  theirs.edit([5, "and "]);
  pass(1_000);
  assert.ok(mine.redo());
  assert.deepEqual([mine.text, shown.at(-1)], ["zero and one TWO three", { anchor: 0, head: 0 }]);
  assert.ok(mine.undo());
  assert.deepEqual([mine.text, shown.at(-1)], ["zero and one two three", { anchor: 16, head: 13 }]);
});

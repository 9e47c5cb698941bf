import assert from "node:assert/strict";
import { test } from "node:test";
import { Undo } from "../src/client/undo.ts";
import type { Json } from "../src/ottypes/index.ts";
import { fingerprint } from "../src/ottypes/json.ts";
import { SEQUENCES, type Characters } from "./support/characters.ts";
import { HANDS, type Hand } from "./support/hands.ts";
import type { Random } from "./support/random.ts";
import { Remembered } from "./support/remembered.ts";
import { tries } from "./support/tries.ts";

const TRIES = 300;
const FIRST_CHARACTER = 0x4e00;

/** A user who edits, undoes and redoes a document made up, and others. */
class Session<S, O> {
  readonly undo: Undo<S, O>;
  shown: S;

  constructor(
    private readonly hand: Hand<S, O>,
    private readonly random: Random,
  ) {
    const { type, initial } = hand;
    this.undo = new Undo(type, 100);
    this.shown = initial === undefined ? type.empty : type.apply(type.empty, type.check(initial, type.empty));
    for (let edits = random.below(6); edits > 0; edits--) this.other();
  }

  /** The document as two can be compared. */
  get document(): string {
    return fingerprint(this.hand.type.encodeSnapshot(this.shown) as Json);
  }

  /** Returns whether there was an edit. */
  edit(joined: boolean): boolean {
    const { type } = this.hand;
    const operation = this.operation();
    const inverse = type.invertAlone?.(operation) ?? type.invert(operation, this.shown);
    if (type.isNoop(operation)) return false;
    if (joined) this.undo.joined(inverse);
    else this.undo.edited(inverse);
    this.apply(operation);
    return true;
  }

  other(): void {
    const operation = this.operation();
    this.undo.shown(operation);
    this.apply(operation);
  }

  /** Returns whether there was something to take back, or to do again. */
  step(direction: "undo" | "redo"): boolean {
    const operation = this.undo[direction](this.shown)?.operation;
    if (operation !== undefined) this.apply(this.hand.type.check(operation, this.shown));
    return operation !== undefined;
  }

  apply(operation: O): void {
    this.shown = this.hand.type.apply(this.shown, operation);
  }

  private operation(): O {
    const mark = this.random.pick(["x", "😀", "yz\n", ""]);
    return this.hand.type.check(this.hand.edit(this.random, this.shown, mark, true), this.shown);
  }
}

for (const hand of HANDS.map((each): Hand<any, any> => ({ ...each, type: each.type, edit: each.edit.bind(each) }))) {
  const { name } = hand.type;

  test(`${name}: alone, every depth of undo and redo gives the document that was there`, () => {
    tries("undo-laws", TRIES, (random) => {
      const own = new Session(hand, random);
      const documents = [own.document];
      for (let edits = 1 + random.below(12); edits > 0; edits--) {
        const joins = documents.length > 1 && random.chance(0.3);
        if (!own.edit(joins)) continue;
        if (joins) documents.pop();
        documents.push(own.document);
      }
      const back = [own.document];
      while (own.step("undo")) back.unshift(own.document);
      assert.equal(own.document, documents[0]);
      const forth = [own.document];
      while (own.step("redo")) forth.push(own.document);
      assert.deepEqual(forth, back);
      assert.deepEqual(distinct(back), distinct(documents));
      assert.equal(own.undo.canRedo, false);
    });
  });

  test(`${name}: undo, then redo, changes nothing if nobody interfered between`, () => {
    tries("undo-laws", TRIES, (random) => {
      const session = new Session(hand, random);
      for (let steps = 1 + random.below(20); steps > 0; steps--) {
        const dice = random.below(6);
        if (dice < 2) session.edit(dice === 1);
        else if (dice < 4) session.other();
        else session.step(dice === 4 ? "undo" : "redo");
      }
      const documents = [session.document];
      while (session.step("undo")) documents.push(session.document);
      for (const expected of documents.slice(0, -1).reverse()) {
        assert.ok(session.step("redo"));
        assert.equal(session.document, expected);
      }
    });
  });

  test(`${name}: refused edits leave nothing to undo, and the steps before as they were`, () => {
    tries("undo-laws", TRIES, (random) => {
      const { type } = hand;
      const session = new Session(hand, random);
      const first = session.document;
      const edit = (count: number): void => {
        for (let edits = count; edits > 0; edits--) session.edit(random.chance(0.5));
      };
      edit(random.below(3));
      const stored = session.shown;
      session.undo.submitted(11, false);
      edit(1 + random.below(3));
      session.undo.submitted(12, false);
      session.undo.submitted(12, false);
      const rollback = type.diff(session.shown, stored);
      session.undo.refused(rollback, session.shown);
      session.apply(rollback);
      while (session.step("undo")) continue;
      assert.equal(session.document, first);
    });
  });
}

/** The same without neighbours that are equal: a step without effect is passed over. */
function distinct(documents: readonly string[]): readonly string[] {
  return documents.filter((each, index) => each !== documents[index - 1]);
}

for (const sequence of SEQUENCES) {
  test(`${sequence.name}: undo takes exactly the rest of one's own step away, and order is kept`, () => {
    tries("undo-laws", TRIES, (random) => amongOthers(sequence, random));
  });
}

function amongOthers<S, O>({ type, document, characters, replace }: Characters<S, O>, random: Random): void {
  let next = FIRST_CHARACTER;
  const fresh = (count: number): string[] => Array.from({ length: count }, () => String.fromCodePoint(next++));
  const first = fresh(random.below(6));
  const undo = new Undo(type, 100);
  const expected = new Remembered(first);
  const order = new Set<string>();
  let shown = document(first);
  let isJoinable = false;

  const check = (visible: ReadonlySet<string>): void => {
    const seen = characters(shown);
    assert.deepEqual([...seen].sort(), [...visible].sort());
    for (const [index, one] of seen.entries()) {
      for (const other of seen.slice(index + 1)) {
        assert.ok(!order.has(other + one), "characters that stood the other way round");
        order.add(one + other);
      }
    }
  };
  const step = (direction: "undo" | "redo"): void => {
    isJoinable = false;
    const operation = undo[direction](shown)?.operation;
    assert.equal(operation !== undefined, expected[direction](), "something to do");
    if (operation !== undefined) shown = type.apply(shown, type.check(operation, shown));
    check(expected.visible);
  };
  const edit = (isMine: boolean): void => {
    const all = characters(shown);
    const at = random.below(all.length + 1);
    const gone = all.slice(at, at + (random.chance(0.3) ? random.below(5) : 0));
    const put = random.chance(0.3) ? [] : fresh(1 + random.below(3));
    const operation = replace(shown, at, gone.length, put);
    if (isMine && !type.isNoop(operation)) {
      const isJoined = isJoinable && random.chance(0.3);
      if (isJoined) undo.joined(type.invert(operation, shown));
      else undo.edited(type.invert(operation, shown));
      isJoinable = true;
      expected.mine(gone, put, isJoined);
    } else if (!isMine) {
      undo.shown(operation);
      expected.theirs(gone, put);
    }
    shown = type.apply(shown, operation);
    check(expected.visible);
  };

  for (let steps = 1 + random.below(30); steps > 0; steps--) {
    const dice = random.below(8);
    if (dice < 5) edit(dice < 2);
    else step(dice < 7 ? "undo" : "redo");
  }
  while (undo.canUndo) step("undo");
  check(expected.others);
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { IllegalTransition, Machine, unacknowledged, UNOPENED, type Effect, type Event, type State } from "../src/client/machine.ts";
import type { TextOperation } from "../src/client/operation.ts";
import { apply } from "../src/client/text.ts";
import { textType } from "../src/client/text-type.ts";

const TEXT = new Machine(textType);

/** A machine with an editor that does what it is told. */
class Driven {
  state: State<string, TextOperation> = UNOPENED;
  text = "";
  submitted: Extract<Effect<string, TextOperation>, { name: "submit" }>[] = [];

  constructor(snapshot: string) {
    this.on({ name: "openedWithSnapshot", revision: 7, snapshot, inFlightRevision: undefined });
  }

  on(event: Event<string, TextOperation>): this {
    if (event.name === "edit") this.text = apply(this.text, event.operation);
    const { state, effects } = TEXT.transition(this.state, event, 2_000);
    this.state = state;
    for (const effect of effects) {
      if (effect.name === "reset") this.text = effect.snapshot;
      if (effect.name === "show") this.text = apply(this.text, effect.operation);
      if (effect.name === "submit") this.submitted.push(effect);
    }
    return this;
  }

  edit(...operation: TextOperation): this {
    return this.on({ name: "edit", operation });
  }
}

const applied = (revision: number, ...operation: TextOperation): Event<string, TextOperation> => ({ name: "applied", operation, revision });

test("one operation is in flight, the rest is buffered and sent after the ack", () => {
  const machine = new Driven("").edit("a").edit(1, "b").edit(2, "c");
  assert.equal(machine.state.name, "awaitingWithBuffer");
  assert.equal(unacknowledged(machine.state), 3);
  machine.on({ name: "ack", seq: 1, revision: 8 });
  assert.deepEqual(machine.submitted, [
    { name: "submit", seq: 1, revision: 7, operation: ["a"] },
    { name: "submit", seq: 2, revision: 8, operation: [1, "bc"] },
  ]);
  assert.equal(machine.on({ name: "ack", seq: 2, revision: 9 }).state.name, "synchronized");
  assert.equal(unacknowledged(machine.state), 0);
});

test("what others do is shown over what is in flight and in the buffer", () => {
  const machine = new Driven("z").edit("a").edit(1, "b").on(applied(8, "X")).on(applied(9, 2, "Y"));
  assert.equal(machine.text, "abXzY");
  machine.on({ name: "ack", seq: 1, revision: 10 });
  assert.deepEqual(machine.submitted.at(-1), { name: "submit", seq: 2, revision: 10, operation: [1, "b"] });
});

test("an edit that is refused for good is taken back, what was typed on it stays", () => {
  const machine = new Driven("ab").edit(1, "<", { d: "b" }).edit(2, "more").on({ name: "rejected", seq: 1, retryable: false });
  assert.equal(machine.text, "abmore");
  assert.deepEqual(machine.submitted.at(-1)?.seq, 2);
  assert.equal(apply("ab", machine.submitted.at(-1)?.operation ?? []), machine.text);
});

test("an edit that is refused for the moment is sent again with its seq, on the revision there is then", () => {
  const machine = new Driven("ab").edit(2, "c").on({ name: "rejected", seq: 1, retryable: true }).on(applied(8, "_"));
  assert.equal(machine.submitted.length, 1);
  machine.on({ name: "retry", seq: 1 });
  assert.deepEqual(machine.submitted.at(-1), { name: "submit", seq: 1, revision: 8, operation: [3, "c"] });
});

test("offline edits are one operation when the connection is back", () => {
  const machine = new Driven("").on({ name: "disconnected" }).edit("a").edit(1, "b");
  assert.deepEqual(machine.submitted, []);
  machine.on({ name: "resumed", revision: 7, inFlightRevision: undefined });
  assert.deepEqual(machine.submitted, [{ name: "submit", seq: 1, revision: 7, operation: ["ab"] }]);
});

test("an operation that is in the log is not sent again after a resume, one that is not is sent with its seq", () => {
  const away = (): Driven => new Driven("").edit("a").on({ name: "disconnected" }).edit(1, "b");
  assert.equal(away().on({ name: "resumed", revision: 7, inFlightRevision: 9 }).submitted.length, 1);
  const again = away().on({ name: "resumed", revision: 7, inFlightRevision: undefined });
  assert.deepEqual(again.submitted.at(-1), { name: "submit", seq: 1, revision: 7, operation: ["a"] });
  assert.equal(again.state.name, "awaitingWithBuffer");
});

test("a snapshot on return keeps every edit that is not in it", () => {
  const away = (): Driven => new Driven("one\ntwo\n").edit(4, "A").on({ name: "disconnected" }).edit(5, "B");
  const without = away().on({ name: "openedWithSnapshot", revision: 99, snapshot: "zero\none\nTWO\n", inFlightRevision: undefined });
  assert.equal(without.text, "zero\none\nABTWO\n");
  assert.deepEqual(without.submitted.at(-1), { name: "submit", seq: 1, revision: 99, operation: [9, "A"] });
  const withIt = away().on({ name: "openedWithSnapshot", revision: 99, snapshot: "zero\none\nATWO\n", inFlightRevision: 50 });
  assert.equal(withIt.text, "zero\none\nABTWO\n");
  assert.deepEqual(withIt.submitted.at(-1), { name: "submit", seq: 2, revision: 99, operation: [10, "B"] });
});

test("a buffer that comes to nothing is not sent", () => {
  const machine = new Driven("").edit("a").edit(1, "b").edit(1, { d: "b" });
  assert.equal(machine.state.name, "awaiting");
  assert.equal(unacknowledged(machine.state), 1);
});

test("a big paste goes in pieces, one in flight at a time", () => {
  const machine = new Driven("").edit("😀".repeat(500));
  let revision = 7;
  for (let seq = 1; machine.state.name !== "synchronized"; seq++) machine.on({ name: "ack", seq, revision: ++revision });
  assert.ok(machine.submitted.length > 1);
  assert.equal(machine.submitted.reduce((text, { operation }) => apply(text, operation), ""), machine.text);
});

test("an ack of what is not in flight, or of a revision that is there already, is ignored", () => {
  const machine = new Driven("").edit("a");
  assert.equal(machine.on({ name: "ack", seq: 9, revision: 8 }).state.name, "awaiting");
  assert.equal(machine.on({ name: "ack", seq: 1, revision: 7 }).state.name, "awaiting");
});

const illegal: readonly (readonly [string, Driven, Event<string, TextOperation>, RegExp])[] = [
  ["a gap", new Driven(""), applied(9, "x"), /gap in the log, revision=9 expected=8, state=synchronized event=applied/],
  ["an ack with a gap", new Driven("").edit("a"), { name: "ack", seq: 1, revision: 9 }, /gap in the log.*state=awaiting event=ack/],
  ["an operation while offline", new Driven("").on({ name: "disconnected" }), applied(8, "x"), /offline, state=offline event=applied/],
  ["a second loss", new Driven("").on({ name: "disconnected" }), { name: "disconnected" }, /state=offline event=disconnected/],
  ["a resume without a loss", new Driven(""), { name: "resumed", revision: 7, inFlightRevision: undefined }, /state=synchronized event=resumed/],
  ["a resume elsewhere", new Driven("").on({ name: "disconnected" }), { name: "resumed", revision: 6, inFlightRevision: undefined }, /revision=6 expected=7/],
];

for (const [what, machine, event, message] of illegal) {
  test(`${what} is refused by name`, () => {
    assert.throws(() => machine.on(event), (error) => error instanceof IllegalTransition && message.test(error.message));
  });
}

test("nothing but an opening happens to a document that is not open", () => {
  assert.throws(() => TEXT.transition(UNOPENED, { name: "edit", operation: ["a"] }), /not open, state=unopened event=edit/);
});

test("one edit that goes in pieces is one edit until the last piece is acknowledged", () => {
  const machine = new Driven("").edit("word ".repeat(2_000));
  const counts = [unacknowledged(machine.state)];
  let revision = 7;
  for (let seq = 1; machine.state.name !== "synchronized"; seq++) {
    machine.on({ name: "ack", seq, revision: ++revision });
    counts.push(unacknowledged(machine.state));
  }
  assert.ok(counts.length > 3);
  assert.deepEqual([...new Set(counts)], [1, 0]);
  machine.edit("a").edit(1, "b").edit(2, "word ".repeat(2_000));
  assert.equal(unacknowledged(machine.state), 3);
});

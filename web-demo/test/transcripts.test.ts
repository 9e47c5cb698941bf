import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { DocumentType, TextOperation } from "../src/client/index.ts";
import { shownBy } from "../src/client/base.ts";
import { Machine, unsent, UNOPENED, type Effect, type Event, type State } from "../src/client/machine.ts";
import { OperationBuilder } from "../src/client/operation.ts";
import { splitsPair } from "../src/client/surrogates.ts";
import { textType } from "../src/client/text-type.ts";
import { Undo } from "../src/client/undo.ts";
import type { Json } from "../src/ottypes/index.ts";
import { fingerprint } from "../src/ottypes/json.ts";
import { typeOf } from "./support/types.ts";

type Encoded = Readonly<Record<string, any>>;

interface Step {
  readonly event?: Encoded;
  readonly effects?: readonly Encoded[];
  readonly state?: string;
  readonly revision?: number;
  readonly shown?: unknown;
  readonly made?: "edited" | "joined" | "undo" | "redo";
}

interface Transcript {
  readonly name: string;
  readonly docType: string;
  readonly beginning: unknown;
  readonly end: unknown;
  readonly steps: readonly Step[];
}

/** What the engine's sessions are made with: at most so many steps are remembered. */
const MOST_UNDO_STEPS = 20;
const STATES: Readonly<Record<string, string>> = { Synchronized: "synchronized", AwaitingAck: "awaiting", AwaitingWithBuffer: "awaitingWithBuffer", Offline: "offline" };

const transcripts = readFileSync("../ot-engine/src/test/resources/schedules/client.jsonl", "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Transcript);

/** Text whose difference is one replacement, as the transcripts have it: how finely to compare is a client's own business. */
const coarseText: DocumentType<string, TextOperation> = {
  ...textType,
  diff: (before, after) => {
    const shorter = Math.min(before.length, after.length);
    let start = 0;
    while (start < shorter && before[start] === after[start]) start += 1;
    if (splitsPair(before, start) || splitsPair(after, start)) start -= 1;
    let end = 0;
    while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
    if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end -= 1;
    return new OperationBuilder().add(start).add(after.slice(start, after.length - end)).add({ d: before.slice(start, before.length - end) }).build();
  },
};

/** A client of this program in the place of the engine's. */
class Replay<S, O> {
  readonly #machine: Machine<S, O>;
  readonly #undo: Undo<S, O>;
  #state: State<S, O>;

  constructor(
    private readonly type: DocumentType<S, O>,
    beginning: unknown,
  ) {
    this.#machine = new Machine(type);
    this.#undo = new Undo(type, MOST_UNDO_STEPS);
    this.#state = this.#machine.transition(UNOPENED, { name: "openedWithSnapshot", revision: 0, snapshot: type.decodeSnapshot(beginning), inFlightRevision: undefined }).state;
  }

  get shown(): S {
    const { state } = this;
    const { inFlight, buffer } = unsent(state);
    return shownBy(this.type, state.base, [inFlight, buffer].flatMap((each) => (each === undefined ? [] : [each.operation])));
  }

  get state(): Exclude<State<S, O>, { name: "unopened" }> {
    return this.#state as Exclude<State<S, O>, { name: "unopened" }>;
  }

  take({ event, effects, state, revision, shown, made }: Step): void {
    const before = this.shown;
    const undone = made === "undo" || made === "redo" ? this.#undo[made](before)?.operation : undefined;
    if (event === undefined) return assert.equal(undone, undefined, `nothing comes of ${made}`);
    if (undone !== undefined) assert.equal(this.#read(this.type.apply(before, undone)), this.#read(this.type.decodeSnapshot(shown)), `${made} has the same effect`);
    if (made === "edited" || made === "joined") this.#edited(this.type.decode(event["op"]), before, made);
    // That there is still no connection is no news here.
    const isNews = event["type"] !== "disconnected" || this.state.name !== "offline";
    const next = isNews ? this.#machine.transition(this.#state, this.#event(event)) : { state: this.#state, effects: [] };
    this.#state = next.state;
    for (const effect of next.effects) this.#tellUndo(effect, event["type"] === "rejected", before);
    assert.deepEqual(next.effects.map((effect) => this.#encoded(effect)), (effects ?? []).filter((each) => each["type"] !== "returned").map((each) => ({ ...each, op: this.type.encode(this.type.decode(each["op"])) })));
    assert.deepEqual([this.state.name, this.state.revision], [STATES[state ?? ""], revision]);
    assert.equal(this.#read(this.shown), this.#read(this.type.decodeSnapshot(shown)));
  }

  #edited(operation: O, before: S, made: "edited" | "joined"): void {
    if (!this.type.isNoop(operation)) this.#undo[made](this.type.invert(operation, before));
  }

  #event(event: Encoded): Event<S, O> {
    const { inFlight } = unsent(this.#state);
    switch (event["type"]) {
      case "edited":
        return { name: "edit", operation: this.type.decode(event["op"]) };
      case "applied":
        return { name: "applied", operation: this.type.decode(event["op"]), revision: event["revision"] };
      case "acknowledged":
        return { name: "ack", seq: event["seq"], revision: event["revision"] };
      case "rejected":
        return { name: "rejected", seq: event["seq"], retryable: false };
      case "retry":
        return { name: "retry", seq: inFlight?.seq ?? 0 };
      case "disconnected":
        return { name: "disconnected" };
      case "resumed":
        return { name: "resumed", revision: this.state.revision, inFlightRevision: event["inFlightAt"] };
      case "reloaded":
        return { name: "openedWithSnapshot", revision: event["revision"], snapshot: this.type.decodeSnapshot(event["snapshot"]), inFlightRevision: event["inFlightStored"] === true ? event["revision"] : undefined };
      default:
        throw new Error(`an unknown event, type=${String(event["type"])}`);
    }
  }

  #tellUndo(effect: Effect<S, O>, isRefusal: boolean, before: S): void {
    if (effect.name === "submit") this.#undo.submitted(effect.seq, false);
    if (effect.name !== "show") return;
    if (isRefusal) this.#undo.refused(effect.operation, before);
    else this.#undo.shown(effect.operation);
  }

  #encoded(effect: Effect<S, O>): Encoded {
    if (effect.name === "submit") return { type: "submit", revision: effect.revision, seq: effect.seq, op: this.type.encode(effect.operation) };
    if (effect.name === "show") return { type: "show", op: this.type.encode(effect.operation) };
    throw new Error(`an effect that the engine does not have, name=${effect.name}`);
  }

  #read(snapshot: S): string {
    return fingerprint(this.type.encodeSnapshot(snapshot) as Json);
  }
}

for (const docType of new Set(transcripts.map((each) => each.docType))) {
  test(`${docType}: this client does, step by step, what the engine's does in the same sessions`, () => {
    const own = transcripts.filter((each) => each.docType === docType);
    assert.ok(own.some(({ steps }) => steps.some(({ made }) => made === "undo")), "nobody undoes anything");
    for (const { name, beginning, end, steps } of own) {
      const replay = new Replay(docType === "text" ? coarseText : typeOf(docType), beginning);
      for (const [index, step] of steps.entries()) {
        try {
          replay.take(step);
        } catch (error) {
          console.error(`in transcript=${name} step=${index}`);
          throw error;
        }
      }
      assert.equal(replay.state.name, "synchronized");
      assert.deepEqual(replay.shown, typeOf(docType).decodeSnapshot(end));
    }
  });
}

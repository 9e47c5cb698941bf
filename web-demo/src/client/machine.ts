/**
 * The protocol machine of one open document: pure, without socket, clock or editor.
 *
 * ```
 *   what the editor shows = the document at `revision` ── inFlight ──▶ · ── buffer ──▶ ·
 *
 *                  edit / submit                    edit / buffer
 *   synchronized ───────────────▶ awaiting ──────────────────────▶ awaitingWithBuffer
 *        ▲                          │  ▲                               │
 *        └──────────── ack ─────────┘  └────── ack / submit buffer ────┘
 *
 *   any of them ── disconnected ──▶ offline ── resumed / openedWithSnapshot ──▶ any of them
 * ```
 *
 * An operation of the log (o) is taken over what is not in the log: `inFlight' = transform(inFlight, o, left)`,
 * `o' = transform(o, inFlight, right)`, then the same with o' and the buffer; what comes out at the end is shown. This is
 * done for each operation of the log by itself. What was sent is never composed with anything.
 */
import { diff } from "./diff.ts";
import type { TextOperation } from "./operation.ts";
import { split } from "./split.ts";
import { apply, compose, invert, transform } from "./text.ts";

/** What was made here and is not acknowledged, with the number of edits it stands for. Deletes carry their text. */
export interface Unsent {
  readonly operation: TextOperation;
  readonly edits: number;
}

/** What was sent and not acknowledged. */
export interface InFlight extends Unsent {
  /** The number of this operation among those of this client on this document. */
  readonly seq: number;
}

interface Opened {
  /** The revision of the log this client is at. */
  readonly revision: number;
  /** The `seq` of the next operation. */
  readonly nextSeq: number;
}

export type State =
  /** The document was never opened: there is no text yet. */
  | { readonly name: "unopened" }
  /** Everything made here is in the log. */
  | ({ readonly name: "synchronized" } & Opened)
  /** An operation is under way. */
  | ({ readonly name: "awaiting"; readonly inFlight: InFlight } & Opened)
  /** An operation is under way, and more was made since. */
  | ({ readonly name: "awaitingWithBuffer"; readonly inFlight: InFlight; readonly buffer: Unsent } & Opened)
  /** There is no connection. */
  | ({ readonly name: "offline"; readonly inFlight: InFlight | undefined; readonly buffer: Unsent | undefined } & Opened);

export type Event =
  /** Something was edited here; every delete carries its text. */
  | { readonly name: "edit"; readonly operation: TextOperation }
  /** One operation of somebody else; `revision` is the one it leads to. */
  | { readonly name: "applied"; readonly operation: TextOperation; readonly revision: number }
  | { readonly name: "ack"; readonly seq: number; readonly revision: number }
  /** The operation in flight was refused. */
  | { readonly name: "rejected"; readonly seq: number; readonly retryable: boolean }
  /** It is time to send again what was refused for the moment. */
  | { readonly name: "retry"; readonly seq: number }
  | { readonly name: "disconnected" }
  /** Opened again with the operations since `revision` to follow. `inFlightRevision`: the operation in flight is in the log there. */
  | { readonly name: "resumed"; readonly revision: number; readonly inFlightRevision: number | undefined }
  /** Opened with the whole text; `shown` is what the editor shows now. */
  | {
      readonly name: "openedWithSnapshot";
      readonly revision: number;
      readonly snapshot: string;
      readonly inFlightRevision: number | undefined;
      readonly shown: string;
    };

export type Effect =
  /** Send this operation, made on `revision`. */
  | { readonly name: "submit"; readonly seq: number; readonly revision: number; readonly operation: TextOperation }
  /** Send the operation in flight again after a while: come back with `retry`. */
  | { readonly name: "retryLater"; readonly seq: number }
  /** Apply this operation to the editor. */
  | { readonly name: "show"; readonly operation: TextOperation }
  /** Put this text in the editor. */
  | { readonly name: "reset"; readonly text: string };

export interface Transition {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** An event that cannot happen in this state: a fault of the caller, or of the server. */
export class IllegalTransition extends Error {
  constructor(state: State, event: Event, reason: string) {
    super(`${reason}, state=${state.name} event=${event.name}`);
    this.name = "IllegalTransition";
  }
}

/** Where every document begins. */
export const UNOPENED: State = { name: "unopened" };

/** How many edits made here are not acknowledged. */
export function unacknowledged(state: State): number {
  const { inFlight, buffer } = unsent(state);
  return (inFlight?.edits ?? 0) + (buffer?.edits ?? 0);
}

/** The state after an event, and what is to be done about it, in order. Throws IllegalTransition. */
export function transition(state: State, event: Event, maxOperationBytes = Infinity): Transition {
  if (state.name === "unopened") return open(state, event);
  switch (event.name) {
    case "edit":
      return edited(state, event.operation, maxOperationBytes);
    case "applied":
      requireOnline(state, event);
      requireNext(state, event, event.revision);
      return taken(state, event.operation);
    case "ack": {
      const { inFlight, buffer } = unsent(state);
      if (inFlight?.seq !== event.seq || event.revision <= state.revision) return { state, effects: [] };
      requireOnline(state, event);
      requireNext(state, event, event.revision);
      return proceed({ ...openedOf(state), revision: event.revision }, buffer, maxOperationBytes);
    }
    case "rejected":
      return rejected(state, event, maxOperationBytes);
    case "retry": {
      const { inFlight } = unsent(state);
      const isDue = state.name !== "offline" && inFlight?.seq === event.seq;
      return { state, effects: isDue ? [submit(state.revision, inFlight)] : [] };
    }
    case "disconnected": {
      requireOnline(state, event);
      const { inFlight, buffer } = unsent(state);
      return { state: { name: "offline", ...openedOf(state), inFlight, buffer }, effects: [] };
    }
    case "resumed":
      if (state.name !== "offline") throw new IllegalTransition(state, event, "only an offline document can be resumed");
      if (event.revision !== state.revision) throw new IllegalTransition(state, event, `resumed elsewhere, revision=${event.revision} expected=${state.revision}`);
      return reopened(state, event.inFlightRevision !== undefined, maxOperationBytes);
    case "openedWithSnapshot":
      if (state.name !== "offline") throw new IllegalTransition(state, event, "only an offline document can be opened again");
      return rebased(state, event, maxOperationBytes);
  }
}

type OpenState = Exclude<State, { name: "unopened" }>;
type OfflineState = Extract<State, { name: "offline" }>;

function open(state: State, event: Event): Transition {
  if (event.name === "disconnected") return { state, effects: [] };
  if (event.name !== "openedWithSnapshot") throw new IllegalTransition(state, event, "the document is not open");
  return {
    state: { name: "synchronized", revision: event.revision, nextSeq: 1 },
    effects: [{ name: "reset", text: event.snapshot }],
  };
}

function edited(state: OpenState, operation: TextOperation, maxOperationBytes: number): Transition {
  if (operation.length === 0) return { state, effects: [] };
  const { inFlight, buffer } = unsent(state);
  const more = {
    operation: buffer === undefined ? operation : compose(buffer.operation, operation),
    edits: (buffer?.edits ?? 0) + 1,
  };
  if (state.name === "synchronized") return proceed(openedOf(state), more, maxOperationBytes);
  return { state: pending(state, inFlight, more), effects: [] };
}

/** Sends what there is to send, now that nothing is in flight. */
function proceed(opened: Opened, buffer: Unsent | undefined, maxOperationBytes: number): Transition {
  if (buffer === undefined || buffer.operation.length === 0) return { state: { name: "synchronized", ...opened }, effects: [] };
  const [head, tail] = split(buffer.operation, maxOperationBytes);
  const rest = tail.length === 0 ? undefined : { operation: tail, edits: 1 };
  const inFlight = { seq: opened.nextSeq, operation: head, edits: Math.max(1, buffer.edits - (rest?.edits ?? 0)) };
  const next = { revision: opened.revision, nextSeq: opened.nextSeq + 1 };
  return { state: awaiting(next, inFlight, rest), effects: [submit(opened.revision, inFlight)] };
}

/** Takes one operation of the log over what is not in the log, and shows what becomes of it. */
function taken(state: OpenState, operation: TextOperation): Transition {
  const { inFlight, buffer, shown } = over(unsent(state), operation);
  return {
    state: pending({ ...state, revision: state.revision + 1 }, inFlight, buffer),
    effects: [{ name: "show", operation: shown }],
  };
}

function over(made: Made, operation: TextOperation): Made & { readonly shown: TextOperation } {
  let shown = operation;
  const pair = <U extends Unsent>(mine: U | undefined): U | undefined => {
    if (mine === undefined) return undefined;
    const rebasedMine = { ...mine, operation: transform(mine.operation, shown, "left") };
    shown = transform(shown, mine.operation, "right");
    return rebasedMine;
  };
  const inFlight = pair(made.inFlight);
  const buffer = pair(made.buffer);
  return { inFlight, buffer, shown };
}

function rejected(state: OpenState, event: Extract<Event, { name: "rejected" }>, maxOperationBytes: number): Transition {
  const { inFlight, buffer } = unsent(state);
  if (inFlight?.seq !== event.seq) return { state, effects: [] };
  requireOnline(state, event);
  if (event.retryable) return { state, effects: [{ name: "retryLater", seq: event.seq }] };
  const taking = over({ inFlight: undefined, buffer }, invert(inFlight.operation));
  const next = proceed(openedOf(state), taking.buffer, maxOperationBytes);
  return { state: next.state, effects: [{ name: "show", operation: taking.shown }, ...next.effects] };
}

/** Back online at the revision of the log that was left. */
function reopened(state: OfflineState, isInLog: boolean, maxOperationBytes: number): Transition {
  const { inFlight, buffer } = state;
  if (inFlight === undefined) return proceed(openedOf(state), buffer, maxOperationBytes);
  return {
    state: awaiting(openedOf(state), inFlight, buffer),
    effects: isInLog ? [] : [submit(state.revision, inFlight)],
  };
}

/** Back online at another revision, known only by its text: the way there is found by comparing the texts. */
function rebased(state: OfflineState, event: Extract<Event, { name: "openedWithSnapshot" }>, maxOperationBytes: number): Transition {
  const { buffer } = state;
  const isInLog = event.inFlightRevision !== undefined;
  const inFlight = isInLog ? undefined : state.inFlight;
  const beforeBuffer = buffer === undefined ? event.shown : apply(event.shown, invert(buffer.operation));
  const before = inFlight === undefined ? beforeBuffer : apply(beforeBuffer, invert(inFlight.operation));
  const rebase = over({ inFlight, buffer }, diff(before, event.snapshot));
  const { effects, state: next } = reopened(
    { ...state, revision: event.revision, inFlight: rebase.inFlight, buffer: rebase.buffer },
    false,
    maxOperationBytes,
  );
  return { state: next, effects: [{ name: "show", operation: rebase.shown }, ...effects] };
}

export interface Made {
  readonly inFlight: InFlight | undefined;
  readonly buffer: Unsent | undefined;
}

/** What was made here and is not in the log. */
export function unsent(state: State): Made {
  switch (state.name) {
    case "unopened":
    case "synchronized":
      return { inFlight: undefined, buffer: undefined };
    case "awaiting":
      return { inFlight: state.inFlight, buffer: undefined };
    case "awaitingWithBuffer":
    case "offline":
      return { inFlight: state.inFlight, buffer: state.buffer };
  }
}

/** The same state with other work; a buffer that came to nothing is none. */
function pending(state: OpenState, inFlight: InFlight | undefined, buffer: Unsent | undefined): OpenState {
  const some = buffer?.operation.length === 0 ? undefined : buffer;
  if (state.name === "offline") return { ...state, inFlight, buffer: some };
  return inFlight === undefined ? { name: "synchronized", ...openedOf(state) } : awaiting(openedOf(state), inFlight, some);
}

function awaiting(opened: Opened, inFlight: InFlight, buffer: Unsent | undefined): OpenState {
  return buffer === undefined
    ? { name: "awaiting", ...opened, inFlight }
    : { name: "awaitingWithBuffer", ...opened, inFlight, buffer };
}

function openedOf({ revision, nextSeq }: Opened): Opened {
  return { revision, nextSeq };
}

function submit(revision: number, { seq, operation }: InFlight): Effect {
  return { name: "submit", seq, revision, operation };
}

function requireOnline(state: OpenState, event: Event): void {
  if (state.name === "offline") throw new IllegalTransition(state, event, "the document is offline");
}

function requireNext(state: OpenState, event: Event, revision: number): void {
  if (revision !== state.revision + 1) {
    throw new IllegalTransition(state, event, `a gap in the log, revision=${revision} expected=${state.revision + 1}`);
  }
}

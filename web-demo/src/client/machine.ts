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
 *   unopened ──── restored ───────────▲
 * ```
 *
 * An operation of the log (o) is taken over what is not in the log: `inFlight' = transform(inFlight, o, left)`,
 * `o' = transform(o, inFlight, right)`, then the same with o' and the buffer; what comes out at the end is shown. This is
 * done for each operation of the log by itself. What was sent is never composed with anything.
 *
 * The document at `revision` is kept too, as `base`: to take back what the server refused, and to find the way to another revision.
 */
import { advance, shownBy, snapshotOf, type Base } from "./base.ts";
import type { DocumentType } from "./document-type.ts";

/** What was made here and is not acknowledged, with the number of edits it stands for: none, where the last of them goes on in the next operation. */
export interface Unsent<O> {
  readonly operation: O;
  readonly edits: number;
}

/** What was sent and not acknowledged. */
export interface InFlight<O> extends Unsent<O> {
  /** The number of this operation among those of this client on this document. */
  readonly seq: number;
}

interface Opened<S, O> {
  /** The revision of the log this client is at. */
  readonly revision: number;
  /** The document at that revision. */
  readonly base: Base<S, O>;
  /** The `seq` of the next operation. */
  readonly nextSeq: number;
}

export type State<S, O> =
  /** The document was never opened: there is nothing to show yet. */
  | { readonly name: "unopened" }
  /** Everything made here is in the log. */
  | ({ readonly name: "synchronized" } & Opened<S, O>)
  /** An operation is under way. */
  | ({ readonly name: "awaiting"; readonly inFlight: InFlight<O> } & Opened<S, O>)
  /** An operation is under way, and more was made since. */
  | ({ readonly name: "awaitingWithBuffer"; readonly inFlight: InFlight<O>; readonly buffer: Unsent<O> } & Opened<S, O>)
  /** There is no connection. */
  | ({ readonly name: "offline"; readonly inFlight: InFlight<O> | undefined; readonly buffer: Unsent<O> | undefined } & Opened<S, O>);

export type Event<S, O> =
  /** Something was edited here. */
  | { readonly name: "edit"; readonly operation: O }
  /** The document is there as it was left: the first event, if at all. */
  | ({ readonly name: "restored" } & Made<O> & Opened<S, O>)
  /** One operation of somebody else; `revision` is the one it leads to. */
  | { readonly name: "applied"; readonly operation: O; readonly revision: number }
  | { readonly name: "ack"; readonly seq: number; readonly revision: number }
  /** The operation in flight was refused. */
  | { readonly name: "rejected"; readonly seq: number; readonly retryable: boolean }
  /** It is time to send again what was refused for the moment. */
  | { readonly name: "retry"; readonly seq: number }
  | { readonly name: "disconnected" }
  /** Opened again with the operations since `revision` to follow. `inFlightRevision`: the operation in flight is in the log there. */
  | { readonly name: "resumed"; readonly revision: number; readonly inFlightRevision: number | undefined }
  /** Opened with the whole document. */
  | { readonly name: "openedWithSnapshot"; readonly revision: number; readonly snapshot: S; readonly inFlightRevision: number | undefined };

export type Effect<S, O> =
  /** Send this operation, made on `revision`. */
  | { readonly name: "submit"; readonly seq: number; readonly revision: number; readonly operation: O }
  /** Send the operation in flight again after a while: come back with `retry`. */
  | { readonly name: "retryLater"; readonly seq: number }
  /** Apply this operation to the editor. */
  | { readonly name: "show"; readonly operation: O }
  /** Put this document in the editor. */
  | { readonly name: "reset"; readonly snapshot: S };

export interface Transition<S, O> {
  readonly state: State<S, O>;
  readonly effects: readonly Effect<S, O>[];
}

/** An event that cannot happen in this state: a fault of the caller, or of the server. */
export class IllegalTransition extends Error {
  constructor(state: { readonly name: string }, event: { readonly name: string }, reason: string) {
    super(`${reason}, state=${state.name} event=${event.name}`);
    this.name = "IllegalTransition";
  }
}

/** Where every document begins. */
export const UNOPENED = { name: "unopened" } as const;

/** How many edits made here are not acknowledged. */
export function unacknowledged<S, O>(state: State<S, O>): number {
  const { inFlight, buffer } = unsent(state);
  if (inFlight === undefined && buffer === undefined) return 0;
  return Math.max(1, (inFlight?.edits ?? 0) + (buffer?.edits ?? 0));
}

/** What was made here and is not in the log. */
export interface Made<O> {
  readonly inFlight: InFlight<O> | undefined;
  readonly buffer: Unsent<O> | undefined;
}

/** What was made here and is not in the log. */
export function unsent<S, O>(state: State<S, O>): Made<O> {
  const { inFlight, buffer } = state as Partial<Made<O>>;
  return { inFlight, buffer };
}

/** The operations of that, in order. */
export function operationsOf<O>({ inFlight, buffer }: Made<O>): readonly O[] {
  return [inFlight, buffer].flatMap((each) => (each === undefined ? [] : [each.operation]));
}

type OpenState<S, O> = Exclude<State<S, O>, { name: "unopened" }>;
type OfflineState<S, O> = Extract<State<S, O>, { name: "offline" }>;
type EventOf<S, O, Name extends Event<S, O>["name"]> = Extract<Event<S, O>, { name: Name }>;

/** The machine of documents of one type. It has no state of its own. */
export class Machine<S, O> {
  /** @param firstSeq the `seq` of the first operation of a document that is opened as a whole */
  constructor(
    private readonly type: DocumentType<S, O>,
    private readonly firstSeq = 1,
  ) {}

  /** The state after an event, and what is to be done about it, in order. Throws IllegalTransition. */
  transition(state: State<S, O>, event: Event<S, O>, maxOperationBytes = Infinity): Transition<S, O> {
    if (state.name === "unopened") return this.#open(state, event);
    switch (event.name) {
      case "restored":
        throw new IllegalTransition(state, event, "the document is there already");
      case "edit":
        return this.#edited(state, event.operation, maxOperationBytes);
      case "applied":
        requireOnline(state, event);
        requireNext(state, event);
        return this.#taken(state, event);
      case "ack":
        return this.#acknowledged(state, event, maxOperationBytes);
      case "rejected":
        return this.#rejected(state, event, maxOperationBytes);
      case "retry": {
        const { inFlight } = unsent(state);
        const isDue = state.name !== "offline" && inFlight?.seq === event.seq;
        return { state, effects: isDue ? [submit(state.revision, inFlight)] : [] };
      }
      case "disconnected":
        requireOnline(state, event);
        return { state: { name: "offline", ...openedOf(state), ...unsent(state) }, effects: [] };
      case "resumed":
      case "openedWithSnapshot":
        if (state.name !== "offline") throw new IllegalTransition(state, event, "only an offline document can be opened again");
        if (event.name === "openedWithSnapshot") return this.#rebased(state, event, maxOperationBytes);
        if (event.revision !== state.revision) throw new IllegalTransition(state, event, `a gap in the log, revision=${event.revision} expected=${state.revision}`);
        return this.#reopened(state, event.inFlightRevision !== undefined, maxOperationBytes);
    }
  }

  #open(state: State<S, O>, event: Event<S, O>): Transition<S, O> {
    if (event.name === "disconnected") return { state, effects: [] };
    if (event.name === "restored") {
      return {
        state: { ...event, name: "offline" },
        effects: [{ name: "reset", snapshot: shownBy(this.type, event.base, operationsOf(event)) }],
      };
    }
    if (event.name !== "openedWithSnapshot") throw new IllegalTransition(state, event, "the document is not open");
    const { revision, snapshot } = event;
    return {
      state: { name: "synchronized", revision, nextSeq: this.firstSeq, base: { snapshot, since: [] } },
      effects: [{ name: "reset", snapshot }],
    };
  }

  #edited(state: OpenState<S, O>, operation: O, maxOperationBytes: number): Transition<S, O> {
    if (this.type.isNoop(operation)) return { state, effects: [] };
    const { inFlight, buffer } = unsent(state);
    const more = {
      operation: buffer === undefined ? operation : this.type.compose(buffer.operation, operation),
      edits: (buffer?.edits ?? 0) + 1,
    };
    if (state.name === "synchronized") return this.#proceed(openedOf(state), more, maxOperationBytes);
    return { state: this.#pending(state, inFlight, more), effects: [] };
  }

  /** Sends what there is to send, now that nothing is in flight. */
  #proceed(opened: Opened<S, O>, buffer: Unsent<O> | undefined, maxOperationBytes: number): Transition<S, O> {
    if (buffer === undefined || this.type.isNoop(buffer.operation)) return { state: { name: "synchronized", ...opened }, effects: [] };
    const parts = this.type.split?.(buffer.operation, maxOperationBytes);
    const [head, tail] = parts === undefined || this.type.isNoop(parts[0]) ? [buffer.operation, undefined] : parts;
    const rest = tail === undefined || this.type.isNoop(tail) ? undefined : { operation: tail, edits: 1 };
    const inFlight = { seq: opened.nextSeq, operation: head, edits: buffer.edits - (rest?.edits ?? 0) };
    return {
      state: awaiting({ ...opened, nextSeq: opened.nextSeq + 1 }, inFlight, rest),
      effects: [submit(opened.revision, inFlight)],
    };
  }

  /** Takes one operation of the log over what is not in the log, and shows what becomes of it. */
  #taken(state: OpenState<S, O>, { operation, revision }: EventOf<S, O, "applied">): Transition<S, O> {
    const { inFlight, buffer, shown } = this.#over(unsent(state), operation);
    return {
      state: this.#pending({ ...state, revision, base: advance(this.type, state.base, operation) }, inFlight, buffer),
      effects: [{ name: "show", operation: shown }],
    };
  }

  #over(made: Made<O>, operation: O): Made<O> & { readonly shown: O } {
    let shown = operation;
    const pair = <U extends Unsent<O>>(mine: U | undefined): U | undefined => {
      if (mine === undefined) return undefined;
      const rebasedMine = { ...mine, operation: this.type.transform(mine.operation, shown, "left") };
      shown = this.type.transform(shown, mine.operation, "right");
      return rebasedMine;
    };
    const inFlight = pair(made.inFlight);
    const buffer = pair(made.buffer);
    return { inFlight, buffer, shown };
  }

  #acknowledged(state: OpenState<S, O>, event: EventOf<S, O, "ack">, maxOperationBytes: number): Transition<S, O> {
    const { inFlight, buffer } = unsent(state);
    if (inFlight?.seq !== event.seq || event.revision <= state.revision) return { state, effects: [] };
    requireOnline(state, event);
    requireNext(state, event);
    const base = advance(this.type, state.base, inFlight.operation);
    return this.#proceed({ ...openedOf(state), revision: event.revision, base }, buffer, maxOperationBytes);
  }

  #rejected(state: OpenState<S, O>, event: EventOf<S, O, "rejected">, maxOperationBytes: number): Transition<S, O> {
    const { inFlight, buffer } = unsent(state);
    if (inFlight?.seq !== event.seq) return { state, effects: [] };
    requireOnline(state, event);
    if (event.retryable) return { state, effects: [{ name: "retryLater", seq: event.seq }] };
    const inverse = this.type.invert(inFlight.operation, snapshotOf(this.type, state.base));
    const taking = this.#over({ inFlight: undefined, buffer }, inverse);
    const next = this.#proceed(openedOf(state), taking.buffer, maxOperationBytes);
    return { state: next.state, effects: [{ name: "show", operation: taking.shown }, ...next.effects] };
  }

  /** Back online at the revision of the log that was left. */
  #reopened(state: OfflineState<S, O>, isInLog: boolean, maxOperationBytes: number): Transition<S, O> {
    const { inFlight, buffer } = state;
    if (inFlight === undefined) return this.#proceed(openedOf(state), buffer, maxOperationBytes);
    return {
      state: awaiting(openedOf(state), inFlight, buffer),
      effects: isInLog ? [] : [submit(state.revision, inFlight)],
    };
  }

  /** Back online at another revision, known only by its snapshot: the way there is found by comparing the documents. */
  #rebased(state: OfflineState<S, O>, event: EventOf<S, O, "openedWithSnapshot">, maxOperationBytes: number): Transition<S, O> {
    const { revision, snapshot, inFlightRevision } = event;
    const isInLog = inFlightRevision !== undefined && state.inFlight !== undefined;
    const known = isInLog ? advance(this.type, state.base, state.inFlight.operation) : state.base;
    const way = this.type.diff(snapshotOf(this.type, known), snapshot);
    const { inFlight, buffer, shown } = this.#over({ inFlight: isInLog ? undefined : state.inFlight, buffer: state.buffer }, way);
    const next = this.#reopened({ ...state, revision, base: { snapshot, since: [] }, inFlight, buffer }, false, maxOperationBytes);
    return { state: next.state, effects: [{ name: "show", operation: shown }, ...next.effects] };
  }

  /** The same state with other work; a buffer that came to nothing is none. */
  #pending(state: OpenState<S, O>, inFlight: InFlight<O> | undefined, buffer: Unsent<O> | undefined): OpenState<S, O> {
    const some = buffer === undefined || this.type.isNoop(buffer.operation) ? undefined : buffer;
    if (state.name === "offline") return { ...state, inFlight, buffer: some };
    return inFlight === undefined ? { name: "synchronized", ...openedOf(state) } : awaiting(openedOf(state), inFlight, some);
  }
}

function awaiting<S, O>(opened: Opened<S, O>, inFlight: InFlight<O>, buffer: Unsent<O> | undefined): OpenState<S, O> {
  return buffer === undefined
    ? { name: "awaiting", ...opened, inFlight }
    : { name: "awaitingWithBuffer", ...opened, inFlight, buffer };
}

function openedOf<S, O>({ revision, base, nextSeq }: Opened<S, O>): Opened<S, O> {
  return { revision, base, nextSeq };
}

function submit<S, O>(revision: number, { seq, operation }: InFlight<O>): Effect<S, O> {
  return { name: "submit", seq, revision, operation };
}

function requireOnline<S, O>(state: OpenState<S, O>, event: Event<S, O>): void {
  if (state.name === "offline") throw new IllegalTransition(state, event, "the document is offline");
}

function requireNext<S, O>(state: OpenState<S, O>, event: EventOf<S, O, "applied" | "ack">): void {
  if (event.revision !== state.revision + 1) {
    throw new IllegalTransition(state, event, `a gap in the log, revision=${event.revision} expected=${state.revision + 1}`);
  }
}

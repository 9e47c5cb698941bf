import { Backoff } from "./backoff.ts";
import type { Failure } from "./document-status.ts";
import type { Environment } from "./environment.ts";
import type { Keeper } from "./keeper.ts";
import { Machine, operationsOf, unsent, UNOPENED, type Effect, type Event, type State } from "./machine.ts";
import { openMessage, type DocumentConnection, type Opening } from "./opening.ts";
import type { ClientMessage, DocOpened, DocumentMessage, ErrorMessage, OpApplied } from "./protocol.ts";
import type { ReplicaListener } from "./replica-listener.ts";
import { restored, type KeptDocument } from "./shelf.ts";

/** The share of the server's limit an operation may have when it is sent: it can grow when it is sent again. */
const OPERATION_SHARE = 0.8;
const RETRY_BASE_MS = 500;
const RETRY_CEILING_MS = 10_000;

/**
 * The machine of one document with what it needs to work on a connection: opens it, sends what is to be sent, and tries again what
 * the server refuses for the moment. Confined to the thread it is used on.
 */
export class Replica<S, O> {
  readonly #machine: Machine<S, O>;
  #state: State<S, O> = UNOPENED;
  #connection: DocumentConnection | undefined;
  #failure: Failure | undefined;
  #role = "";
  /** Names the store that the document was opened from. */
  #store: string | undefined;
  /** The open message that is not answered yet. */
  #openId: string | undefined;
  #keeper: Keeper<S, O> | undefined;
  /** Whether it is known what was kept. */
  #isReady: boolean;
  #cancelRetry: () => void = () => undefined;
  readonly #backoff: Backoff;

  constructor(
    private readonly opening: Opening<S, O>,
    private readonly environment: Environment,
    private readonly listener: ReplicaListener<S, O>,
  ) {
    this.#machine = new Machine(opening.type, opening.numbers.nextSeq);
    this.#isReady = !opening.isKept;
    this.#backoff = new Backoff(() => environment.random(), RETRY_BASE_MS, RETRY_CEILING_MS);
  }

  get state(): State<S, O> {
    return this.#state;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** What the user may do, as the server said last; empty before that. */
  get role(): string {
    return this.#role;
  }

  /** Whether the document is open on a connection. */
  get isOnline(): boolean {
    return this.#state.name !== "unopened" && this.#state.name !== "offline";
  }

  /** What was made here and is not in the log, in order. */
  get made(): readonly O[] {
    return operationsOf(unsent(this.#state));
  }

  edit(operation: O): void {
    this.#dispatch({ name: "edit", operation });
  }

  /** Sends a message about the document, made on the revision this client is at. */
  send(message: (revision: number) => ClientMessage): void {
    if (this.#state.name !== "unopened") this.#connection?.send(message(this.#state.revision));
  }

  /**
   * The document can be opened.
   *
   * @param keeper keeps it from now on, if it can be kept
   * @param kept what was kept of it before
   */
  keptBy(keeper: Keeper<S, O> | undefined, kept: KeptDocument | undefined): void {
    if (this.#failure !== undefined) return;
    this.#keeper = keeper;
    this.#isReady = true;
    if (kept !== undefined) this.#restore(kept);
    if (this.#connection !== undefined) this.#open();
  }

  /** There is a connection, and this document is not open on it. */
  connected(connection: DocumentConnection): void {
    this.#connection = connection;
    if (this.#failure === undefined && this.#isReady) this.#open();
  }

  /** The connection is gone. */
  disconnected(): void {
    this.#connection = undefined;
    this.#leave();
  }

  /** Ends for good, with what is not acknowledged. */
  close(): void {
    this.#connection?.send({ type: "doc:close", doc: this.opening.id });
    this.#connection = undefined;
    this.fail({ code: "closed", message: "closed by this program" });
  }

  /** No more attempts: the connection is over for good, or the document cannot be opened. */
  fail(failure: Failure): void {
    this.#failure = failure;
    this.#leave();
  }

  /** Handles a message about this document; returns false where it is about an earlier opening, or comes too late. */
  handle(message: DocumentMessage): boolean {
    if (this.#failure !== undefined || this.#connection === undefined) return false;
    if (!this.isOnline && !this.#answersOpening(message)) return false;
    switch (message.type) {
      case "doc:opened":
        this.#opened(message);
        break;
      case "doc:closed":
        this.#closed(message.reason);
        break;
      case "doc:role":
        this.#role = message.role;
        break;
      case "op:ack":
        this.#acknowledged(message.seq, message.revision);
        break;
      case "op:applied":
        this.#applied(message);
        break;
      case "error":
        this.#refused(message);
        break;
      case "presence:changed":
        break;
    }
    return true;
  }

  #answersOpening(message: DocumentMessage): boolean {
    return this.#openId !== undefined && "re" in message && message.re === this.#openId;
  }

  /** What is kept and cannot be read, as of another version of the program, is as good as nothing. */
  #restore(kept: KeptDocument): void {
    const { id, type, numbers } = this.opening;
    try {
      const event = restored(type, kept);
      this.#store = kept.store;
      this.#role = kept.role;
      this.#dispatch({ ...event, nextSeq: Math.max(event.nextSeq, numbers.nextSeq) });
      if (event.inFlight !== undefined) this.listener.submitted(event.inFlight.seq, false);
    } catch (error) {
      if (this.#state.name !== "unopened") throw error;
      console.error(`stet: what is kept of a document cannot be read, doc=${id}`, error);
    }
  }

  /** @param known what to go on from */
  #open(known = this.#state): void {
    const message = openMessage(this.opening, known, this.#store);
    this.#openId = message.id;
    this.#connection?.send(message);
  }

  #opened(message: DocOpened): void {
    this.#openId = undefined;
    this.#role = message.role;
    this.#store = message.store;
    this.#backoff.succeeded();
    const { revision, snapshot } = message;
    const { inFlight } = unsent(this.#state);
    const inFlightRevision = message.inFlight?.seq === inFlight?.seq ? message.inFlight?.revision : undefined;
    this.listener.introduced();
    if (snapshot === undefined) this.#dispatch({ name: "resumed", revision, inFlightRevision });
    else this.#dispatch({ name: "openedWithSnapshot", revision, snapshot: this.opening.type.decodeSnapshot(snapshot), inFlightRevision });
    this.listener.opened(message);
  }

  #closed(reason: string): void {
    if (reason === "deleted") this.fail({ code: "doc_deleted", message: "the document was deleted" });
    if (reason === "forbidden") this.fail({ code: "forbidden", message: "this document may not be read any more" });
    if (reason !== "resume") return;
    this.#leave();
    this.#open();
  }

  #acknowledged(seq: number, revision: number): void {
    const { inFlight } = unsent(this.#state);
    this.#dispatch({ name: "ack", seq, revision });
    if (inFlight === undefined || unsent(this.#state).inFlight === inFlight) return;
    this.listener.advanced(inFlight.operation);
    this.#backoff.succeeded();
  }

  #applied({ operations: [{ op }], revision }: OpApplied): void {
    const operation = this.opening.type.decode(op);
    this.listener.advanced(operation);
    this.#dispatch({ name: "applied", operation, revision });
  }

  #refused(error: ErrorMessage): void {
    if (!this.isOnline) this.#openRefused(error);
    else if (error.seq !== undefined) this.#operationRefused(error, error.seq);
    else if (error.retryable) this.listener.refused(error.retryAfterMs ?? RETRY_BASE_MS);
    else console.warn(`stet: the server refused a message, doc=${this.opening.id} code=${error.code} message=${error.message}`);
  }

  #openRefused({ code, message, retryable, retryAfterMs }: ErrorMessage): void {
    this.#openId = undefined;
    if (retryable) this.#later(retryAfterMs, () => this.#open());
    else if (code === "revision_ahead" && this.#state.name === "offline") this.#open(UNOPENED);
    else if (code === "doc_already_open") this.#connection?.reconnect();
    else this.fail({ code, message });
  }

  #operationRefused({ code, message, retryable, retryAfterMs }: ErrorMessage, seq: number): void {
    const { inFlight } = unsent(this.#state);
    const effects = this.#dispatch({ name: "rejected", seq, retryable });
    if (effects.some((effect) => effect.name === "retryLater")) {
      this.#later(retryAfterMs, () => this.#dispatch({ name: "retry", seq }));
    } else if (inFlight?.seq === seq) {
      this.listener.rejected({ code, message, operation: inFlight.operation });
    }
  }

  #later(afterMs: number | undefined, task: () => void): void {
    this.#cancelRetry();
    this.#cancelRetry = this.environment.after(Math.max(afterMs ?? 0, this.#backoff.next()), task);
  }

  /** What is open on the connection is open no more. */
  #leave(): void {
    this.#cancelRetry();
    this.#openId = undefined;
    if (this.#state.name !== "offline") this.#dispatch({ name: "disconnected" });
  }

  #dispatch(event: Event<S, O>): readonly Effect<S, O>[] {
    const limit = this.#connection === undefined ? Infinity : this.#connection.maxOperationBytes * OPERATION_SHARE;
    const { state, effects } = this.#machine.transition(this.#state, event, limit);
    this.#state = state;
    if (state.name !== "unopened") {
      this.opening.numbers.nextSeq = state.nextSeq;
      this.#keeper?.keep({ state, store: this.#store ?? "", role: this.#role }, event.name === "applied");
    }
    for (const effect of effects) this.#perform(effect, event);
    this.listener.changed();
    return effects;
  }

  #perform(effect: Effect<S, O>, event: Event<S, O>): void {
    switch (effect.name) {
      case "reset":
        this.listener.reset(effect.snapshot);
        break;
      case "show":
        if (event.name === "rejected") this.listener.takenBack(effect.operation);
        else this.listener.shown(effect.operation);
        break;
      case "submit":
        this.#submit(effect.seq);
        break;
      case "retryLater":
        break;
    }
  }

  /** Sends what is in flight, once it is kept: as it is by then. */
  #submit(seq: number): void {
    this.listener.submitted(seq, unsent(this.#state).buffer !== undefined);
    if (this.#keeper === undefined) return this.#sendInFlight();
    this.#keeper.whenKept(() => {
      if (this.isOnline && unsent(this.#state).inFlight?.seq === seq) this.#sendInFlight();
    });
  }

  #sendInFlight(): void {
    const { inFlight, buffer } = unsent(this.#state);
    if (inFlight === undefined) return;
    const selection = buffer === undefined ? this.listener.takeSelection() : undefined;
    this.send((revision) => ({
      type: "op:submit",
      doc: this.opening.id,
      revision,
      seq: inFlight.seq,
      op: this.opening.type.encode(inFlight.operation),
      ...(selection === undefined ? {} : { selection }),
    }));
  }
}

import { Backoff } from "./backoff.ts";
import type { DocumentType, Selection } from "./document-type.ts";
import type { Failure, Rejection } from "./document-status.ts";
import type { Environment } from "./environment.ts";
import type { Keeper } from "./keeper.ts";
import { Machine, unsent, UNOPENED, type Effect, type Event, type State } from "./machine.ts";
import type { ClientMessage, DocOpened, DocumentMessage, ErrorMessage, OpApplied } from "./protocol.ts";
import { restored, type KeptDocument } from "./shelf.ts";

/** What a document needs of an open connection. */
export interface DocumentConnection {
  readonly maxOperationBytes: number;
  send(message: ClientMessage): void;
  /** What came does not fit together: start over with a new socket. */
  reconnect(): void;
}

/** Which document is opened, and how. */
export interface Opening<S, O> {
  readonly id: string;
  readonly type: DocumentType<S, O>;
  /** Whether it is created if it does not exist. */
  readonly create: boolean;
  /** The secret of a share link. */
  readonly share: string | undefined;
  /** Whether the document is kept: it is not opened before {@link Replica.keptBy}. */
  readonly isKept: boolean;
}

/** Whom a replica tells what happens to the document. */
export interface ReplicaListener<S, O> {
  reset(snapshot: S): void;
  /** An operation that was not made here is shown. */
  shown(operation: O): void;
  /** What takes back an operation that was refused is shown. */
  takenBack(rollback: O): void;
  /**
   * An operation is submitted, perhaps not for the first time.
   *
   * @param isRestLeft whether it was too long, and goes on in the next one
   */
  submitted(seq: number, isRestLeft: boolean): void;
  /** The selection to go along with an operation that is all there is to send. */
  takeSelection(): Selection | undefined;
  /** The log has one more operation. */
  advanced(operation: O): void;
  /** The server knows nothing yet of what was told on the connection before. */
  introduced(): void;
  opened(message: DocOpened): void;
  rejected(rejection: Rejection<O>): void;
  /** A refusal of a message that is no operation: it may be sent again after a while. */
  refused(afterMs: number): void;
  /** Something is to be sent that waited for this. */
  changed(): void;
}

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
  #opens = 0;
  #keeper: Keeper<S, O> | undefined;
  /** Whether it is known what was kept. */
  #isReady: boolean;
  #submissions = 0;
  #cancelRetry: () => void = () => undefined;
  readonly #backoff: Backoff;

  constructor(
    private readonly opening: Opening<S, O>,
    private readonly environment: Environment,
    private readonly listener: ReplicaListener<S, O>,
  ) {
    this.#machine = new Machine(opening.type);
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
    return this.#connection !== undefined && this.#openId === undefined && this.#state.name !== "offline";
  }

  /** What was made here and is not in the log, in order. */
  get made(): readonly O[] {
    const { inFlight, buffer } = unsent(this.#state);
    return [inFlight, buffer].flatMap((each) => (each === undefined ? [] : [each.operation]));
  }

  edit(operation: O): void {
    this.#dispatch({ name: "edit", operation });
  }

  /** Sends a message about the document, made on the revision this client is at. */
  send(message: (revision: number) => ClientMessage): void {
    if (this.#state.name !== "unopened") this.#connection?.send(message(this.#state.revision));
  }

  /**
   * From now on the document is kept.
   *
   * @param kept what was kept of it before
   */
  keptBy(keeper: Keeper<S, O>, kept: KeptDocument | undefined): void {
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

  /** Handles a message about this document; returns false where it comes too late. */
  handle(message: DocumentMessage): boolean {
    if (this.#failure !== undefined || this.#connection === undefined) return false;
    switch (message.type) {
      case "doc:opened":
        if (message.re === this.#openId) this.#opened(message);
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

  #restore(kept: KeptDocument): void {
    const event = restored(this.opening.type, kept);
    this.#role = kept.role;
    this.#store = kept.store;
    this.#dispatch(event);
    if (event.inFlight !== undefined) this.listener.submitted(event.inFlight.seq, false);
  }

  /** @param anew whether to ask for the whole document, whatever is known */
  #open(anew = false): void {
    const { id, type, create, share } = this.opening;
    const state = this.#state;
    const { inFlight } = unsent(state);
    const resume = state.name === "unopened" || anew ? {} : {
      since: state.revision,
      ...(this.#store !== undefined && { store: this.#store }),
      ...(inFlight && { inFlight: inFlight.seq }),
    };
    this.#opens += 1;
    this.#openId = `open-${this.#opens}`;
    this.#connection?.send({ type: "doc:open", id: this.#openId, doc: id, docType: type.name, create, ...(share !== undefined && { share }), ...resume });
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
    if (inFlight?.seq !== seq) return;
    this.listener.advanced(inFlight.operation);
    this.#backoff.succeeded();
  }

  #applied(message: OpApplied): void {
    let revision = message.revision - message.operations.length;
    for (const { op } of message.operations) {
      revision += 1;
      const operation = this.opening.type.decode(op);
      this.listener.advanced(operation);
      this.#dispatch({ name: "applied", operation, revision });
    }
  }

  #refused(error: ErrorMessage): void {
    if (error.re !== undefined && error.re === this.#openId) this.#openRefused(error);
    else if (error.seq !== undefined) this.#operationRefused(error, error.seq);
    else if (error.retryable) this.listener.refused(error.retryAfterMs ?? RETRY_BASE_MS);
    else console.warn(`stet: the server refused a message, doc=${this.opening.id} code=${error.code} message=${error.message}`);
  }

  #openRefused({ code, message, retryable, retryAfterMs }: ErrorMessage): void {
    this.#openId = undefined;
    if (retryable) this.#later(retryAfterMs, () => this.#open());
    else if (code === "revision_ahead" && this.#state.name === "offline") this.#open(true);
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
    if (state.name !== "unopened") this.#keeper?.keep({ state, store: this.#store ?? "", role: this.#role }, event.name !== "applied");
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
    this.#submissions += 1;
    const submission = this.#submissions;
    this.#keeper.whenKept(() => {
      if (submission === this.#submissions && this.isOnline && unsent(this.#state).inFlight?.seq === seq) this.#sendInFlight();
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

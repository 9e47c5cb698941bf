import { Backoff } from "./backoff.ts";
import type { DocumentType, Selection } from "./document-type.ts";
import { Held, type Editor, type EditorLink } from "./editor.ts";
import { Emitter } from "./emitter.ts";
import type { Environment } from "./environment.ts";
import { Machine, unacknowledged, unsent, UNOPENED, type Effect, type Event, type State } from "./machine.ts";
import type { TextOperation } from "./operation.ts";
import { OwnPresence } from "./own-presence.ts";
import { Participants, type Participant } from "./presence.ts";
import type { ClientMessage, DocOpened, DocumentMessage, ErrorMessage, OpApplied, PresenceState } from "./protocol.ts";

/** How a document is doing; `unacknowledged` counts the edits made here that the server has not made durable yet. */
export type DocumentStatus =
  /** It was not opened yet: there is no text, and nothing can be edited. */
  | { readonly name: "opening" }
  /** Everything made here is durable on the server. */
  | { readonly name: "saved" }
  | { readonly name: "saving"; readonly unacknowledged: number }
  /** There is no connection. Editing goes on. */
  | { readonly name: "offline"; readonly unacknowledged: number }
  /** It cannot be opened or edited any more, whatever one waits for. */
  | { readonly name: "failed"; readonly unacknowledged: number; readonly code: string; readonly message: string };

/** The server refused an edit for good, and it was taken back from the editor. */
export interface Rejection<O = TextOperation> {
  readonly code: string;
  readonly message: string;
  /** What was taken back. */
  readonly operation: O;
}

export interface DocumentEvents<O = TextOperation> {
  status: DocumentStatus;
  /** Others came, went, moved, or say something new about themselves. */
  participants: readonly Participant[];
  rejected: Rejection<O>;
}

/** What a document needs of an open connection. */
export interface DocumentConnection {
  readonly maxOperationBytes: number;
  send(message: ClientMessage): void;
  /** What came does not fit together: start over with a new socket. */
  reconnect(): void;
}

/** The share of the server's limit an operation may have when it is sent: it can grow when it is sent again. */
const OPERATION_SHARE = 0.8;
/** The roles in which a user may edit. */
const EDITING_ROLES: ReadonlySet<string> = new Set(["editor", "owner"]);
const RETRY_BASE_MS = 500;
const RETRY_CEILING_MS = 10_000;

/**
 * One document that is edited with others. It is opened by itself whenever there is a connection, and edited whether there is one
 * or not. Confined to the thread it is used on.
 *
 * `S` are the snapshots and `O` the operations of its type: strings and text operations if nothing else is said.
 */
export class StetDocument<S = string, O = TextOperation> extends Emitter<DocumentEvents<O>> {
  readonly #machine: Machine<S, O>;
  #state: State<S, O> = UNOPENED;
  #editor: Editor<S, O>;
  #connection: DocumentConnection | undefined;
  #failure: { readonly code: string; readonly message: string } | undefined;
  #status: DocumentStatus = { name: "opening" };
  #role = "";
  /** Names the store that the document was opened from. */
  #store: string | undefined;
  /** The open message that is not answered yet. */
  #openId: string | undefined;
  #opens = 0;
  #cancelRetry: () => void = () => undefined;
  readonly #backoff: Backoff;
  readonly #participants: Participants<S, O>;
  readonly #own: OwnPresence;

  /**
   * Made by `StetClient.document`.
   *
   * @param forget tells the client that this document is closed
   * @param share the secret of a share link
   */
  constructor(
    readonly id: string,
    readonly type: DocumentType<S, O>,
    private readonly create: boolean,
    private readonly environment: Environment,
    private readonly forget: () => void,
    private readonly share?: string,
  ) {
    super();
    this.#machine = new Machine(type);
    this.#editor = new Held(type);
    this.#participants = new Participants(type);
    this.#backoff = new Backoff(() => environment.random(), RETRY_BASE_MS, RETRY_CEILING_MS);
    this.#own = new OwnPresence(
      environment,
      () => this.#isOnline() && this.#state.name === "synchronized",
      (news) => this.#send((revision) => ({ type: "presence:update", doc: this.id, revision, ...news })),
    );
  }

  get status(): DocumentStatus {
    return this.#status;
  }

  /** The revision of the log this client is at; undefined until the document was opened. */
  get revision(): number | undefined {
    return this.#state.name === "unopened" ? undefined : this.#state.revision;
  }

  /** The whole document, with what is not acknowledged. It must not be changed in place. Costs as much as copying it, where an editor shows it. */
  get snapshot(): S {
    return this.#editor.read();
  }

  /** The snapshot of a document that is text. Throws where it is something else. */
  get text(): string {
    const { snapshot } = this;
    if (typeof snapshot !== "string") throw new Error(`the document is no text, doc=${this.id} type=${this.type.name}`);
    return snapshot;
  }

  /** What the user may do, as the server says: `viewer`, `commenter`, `editor` or `owner`; empty until the document was opened. */
  get role(): string {
    return this.#role;
  }

  /** Whether edits are taken now: the document was opened, did not fail, and may be edited by this user. */
  get isEditable(): boolean {
    return this.#state.name !== "unopened" && this.#failure === undefined && EDITING_ROLES.has(this.#role);
  }

  get participants(): readonly Participant[] {
    return this.#participants.shown(this.#made());
  }

  /**
   * Lets an editor show the document from now on. What the document holds is put in it at once.
   *
   * @return the way back for what the user does in the editor
   */
  attach(editor: Editor<S, O>): EditorLink<O> {
    const { snapshot } = this;
    this.#editor = editor;
    editor.reset(snapshot);
    return {
      edited: (operation, selection) => this.#edited(operation, selection),
      selected: (selection) => this.#own.select(selection),
      detach: () => {
        if (this.#editor === editor) this.#editor = new Held(this.type, editor.read());
        this.#own.select(undefined);
      },
    };
  }

  /** Edits the document from code. Costs as much as copying it. Throws InvalidOperation where it does not fit. */
  edit(operation: O): void {
    if (!this.isEditable) throw new Error(`the document takes no edits now, doc=${this.id} status=${this.#status.name}`);
    const checked = this.type.check(operation, this.snapshot);
    this.#editor.show(checked);
    this.#edited(checked, this.#moved(checked));
  }

  /** Ends when the document is open and everything made here is durable on the server. Fails where that will never be. */
  saved(): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (status: DocumentStatus): void => {
        if (status.name === "saved") resolve();
        else if (status.name === "failed") reject(new Error(`${status.message}, doc=${this.id} code=${status.code}`));
        else return;
        stop();
      };
      const stop = this.on("status", look);
      look(this.#status);
    });
  }

  /** Tells the others something about oneself: name, colour, … It replaces what was told before. */
  announce(state: PresenceState): void {
    this.#own.announce(state);
  }

  /** There is a connection, and this document is not open on it. */
  connected(connection: DocumentConnection): void {
    this.#connection = connection;
    if (this.#failure === undefined) this.#open();
  }

  /** The connection is gone. */
  disconnected(): void {
    this.#connection = undefined;
    this.#leave();
    this.#report();
  }

  /** Ends the editing of this document, for good and with what is not acknowledged. It can be asked for again. */
  close(): void {
    this.#connection?.send({ type: "doc:close", doc: this.id });
    this.#connection = undefined;
    this.forget();
    this.fail("closed", "closed by this program");
  }

  /** No more attempts: the connection is over for good, or the document cannot be opened. */
  fail(code: string, message: string): void {
    this.#failure = { code, message };
    this.#leave();
    this.#report();
  }

  /** Handles a message about this document. */
  handle(message: DocumentMessage): void {
    if (this.#failure !== undefined || this.#connection === undefined) return;
    switch (message.type) {
      case "doc:opened":
        if (message.re === this.#openId) this.#opened(message);
        break;
      case "doc:closed":
        if (message.reason === "deleted") this.fail("doc_deleted", "the document was deleted");
        if (message.reason === "forbidden") this.fail("forbidden", "this document may not be read any more");
        if (message.reason !== "resume") break;
        this.#leave();
        this.#open();
        break;
      case "doc:role":
        this.#role = message.role;
        this.emit("status", this.#status);
        break;
      case "op:ack":
        this.#acknowledged(message.seq, message.revision);
        break;
      case "op:applied":
        this.#applied(message);
        break;
      case "presence:changed":
        this.#participants.changed(message);
        this.emit("participants", this.participants);
        break;
      case "error":
        this.#refused(message);
    }
    this.#report();
  }

  #isOnline(): boolean {
    return this.#connection !== undefined && this.#openId === undefined && this.#state.name !== "offline";
  }

  /** @param anew whether to ask for the whole text, whatever is known */
  #open(anew = false): void {
    const state = this.#state;
    const { inFlight } = unsent(state);
    const resume = state.name === "unopened" || anew ? {} : {
      since: state.revision,
      ...(this.#store !== undefined && { store: this.#store }),
      ...(inFlight && { inFlight: inFlight.seq }),
    };
    this.#opens += 1;
    this.#openId = `open-${this.#opens}`;
    this.#connection?.send({
      type: "doc:open",
      id: this.#openId,
      doc: this.id,
      docType: this.type.name,
      create: this.create,
      ...(this.share !== undefined && { share: this.share }),
      ...resume,
    });
  }

  #opened(message: DocOpened): void {
    this.#openId = undefined;
    this.#role = message.role;
    this.#store = message.store;
    this.#backoff.succeeded();
    const { revision, snapshot } = message;
    const { inFlight } = unsent(this.#state);
    const inFlightRevision = message.inFlight?.seq === inFlight?.seq ? message.inFlight?.revision : undefined;
    this.#own.forgotten();
    if (snapshot === undefined) this.#dispatch({ name: "resumed", revision, inFlightRevision });
    else this.#dispatch({ name: "openedWithSnapshot", revision, snapshot: this.type.decodeSnapshot(snapshot), inFlightRevision });
    this.#participants.opened(message);
    this.emit("participants", this.participants);
  }

  #acknowledged(seq: number, revision: number): void {
    const { inFlight } = unsent(this.#state);
    this.#dispatch({ name: "ack", seq, revision });
    if (inFlight?.seq !== seq) return;
    this.#participants.moveOver(inFlight.operation);
    this.#backoff.succeeded();
  }

  #applied(message: OpApplied): void {
    let revision = message.revision - message.operations.length;
    for (const { op } of message.operations) {
      revision += 1;
      const operation = this.type.decode(op);
      this.#participants.moveOver(operation);
      this.#dispatch({ name: "applied", operation, revision });
    }
    this.emit("participants", this.participants);
  }

  #refused(error: ErrorMessage): void {
    if (error.re !== undefined && error.re === this.#openId) this.#openRefused(error);
    else if (error.seq !== undefined) this.#operationRefused(error, error.seq);
    else if (error.retryable) this.#own.refused(error.retryAfterMs ?? RETRY_BASE_MS);
    else console.warn(`stet: the server refused a message, doc=${this.id} code=${error.code} message=${error.message}`);
  }

  #openRefused(error: ErrorMessage): void {
    this.#openId = undefined;
    if (error.retryable) this.#later(error.retryAfterMs, () => this.#open());
    else if (error.code === "revision_ahead" && this.#state.name === "offline") this.#open(true);
    else this.fail(error.code, error.message);
  }

  #operationRefused({ code, message, retryable, retryAfterMs }: ErrorMessage, seq: number): void {
    const { inFlight } = unsent(this.#state);
    this.#own.outdated();
    const effects = this.#dispatch({ name: "rejected", seq, retryable });
    if (effects.some((effect) => effect.name === "retryLater")) {
      this.#later(retryAfterMs, () => this.#dispatch({ name: "retry", seq }));
    } else if (inFlight?.seq === seq) {
      this.emit("rejected", { code, message, operation: inFlight.operation });
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

  #edited(operation: O, selection: Selection | undefined): void {
    this.#own.edited(selection);
    this.#dispatch({ name: "edit", operation });
    this.#report();
  }

  #dispatch(event: Event<S, O>): readonly Effect<S, O>[] {
    const limit = this.#connection === undefined ? Infinity : this.#connection.maxOperationBytes * OPERATION_SHARE;
    const { state, effects } = this.#machine.transition(this.#state, event, limit);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    this.#own.flush();
    return effects;
  }

  #perform(effect: Effect<S, O>): void {
    switch (effect.name) {
      case "reset":
        this.#editor.reset(effect.snapshot);
        break;
      case "show":
        this.#own.moved(this.#moved(effect.operation));
        this.#editor.show(effect.operation);
        break;
      case "submit":
        this.#submit(effect);
        break;
      case "retryLater":
        break;
    }
  }

  /** One's own selection after an operation. */
  #moved(operation: O): Selection | undefined {
    const { selection } = this.#own;
    return selection && this.type.transformSelection(selection, operation);
  }

  #submit({ seq, revision, operation }: Extract<Effect<S, O>, { name: "submit" }>): void {
    const selection = this.#state.name === "awaiting" ? this.#own.takeSelection() : undefined;
    this.#connection?.send({
      type: "op:submit",
      doc: this.id,
      revision,
      seq,
      op: this.type.encode(operation),
      ...(selection === undefined ? {} : { selection }),
    });
  }

  #send(message: (revision: number) => ClientMessage): void {
    if (this.revision !== undefined) this.#connection?.send(message(this.revision));
  }

  /** What was made here and is not in the log. */
  #made(): readonly O[] {
    const { inFlight, buffer } = unsent(this.#state);
    return [inFlight, buffer].flatMap((each) => (each === undefined ? [] : [each.operation]));
  }

  #report(): void {
    const status = this.#currentStatus();
    const isSame = JSON.stringify(status) === JSON.stringify(this.#status);
    this.#status = status;
    if (!isSame) this.emit("status", status);
  }

  #currentStatus(): DocumentStatus {
    const count = unacknowledged(this.#state);
    if (this.#failure !== undefined) return { name: "failed", unacknowledged: count, ...this.#failure };
    if (this.#state.name === "unopened") return { name: "opening" };
    if (this.#state.name === "offline") return { name: "offline", unacknowledged: count };
    return count === 0 ? { name: "saved" } : { name: "saving", unacknowledged: count };
  }
}

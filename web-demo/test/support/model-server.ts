/**
 * The server of the protocol as a model: everything in memory and at once, no socket, no clock. Simulations and tests put it
 * behind a network of theirs, and make it misbehave where they need a fault.
 */
import { InvalidOperation, type DocumentType, type Selection } from "../../src/client/document-type.ts";
import type { ClientMessage, OpApplied, ServerMessage } from "../../src/client/protocol.ts";
import { typeOf } from "./types.ts";

/** One operation of a document's log, in its encoded form. */
export interface Entry {
  readonly op: unknown;
  readonly client: string;
  readonly seq: number;
  readonly author: string;
}

interface Presence {
  selection: Selection | null;
  state: Record<string, unknown> | null;
}

/** One document: its snapshot, its log from revision 1 on, and who has it open. */
export class ModelDocument {
  snapshot: unknown;
  readonly log: Entry[] = [];
  /** Whoever resumes from before this revision gets a snapshot. */
  resumableFrom = 0;
  readonly readers = new Map<ModelSession, { participant: string; presence: Presence }>();

  constructor(readonly type: DocumentType<any, any>) {
    this.snapshot = type.empty;
  }

  /** Appends an entry that fits. */
  append(entry: Entry): void {
    this.snapshot = this.type.apply(this.snapshot, this.type.decode(entry.op));
    this.log.push(entry);
  }
}

/** Refuses a message with an error, or lets it pass. */
export type Fault = (message: ClientMessage) => { code: string; retryable: boolean; retryAfterMs?: number } | undefined;

export class ModelServer {
  readonly documents = new Map<string, ModelDocument>();
  readonly sessions = new Set<ModelSession>();
  fault: Fault = () => undefined;
  /** Called before an operation is acknowledged or shown to anybody. */
  committed: (doc: string, docType: string, entry: Entry) => void = () => undefined;
  heartbeatMs = 15_000;
  /** Names the store; a test gives another name with other documents. */
  store = "store-1";
  #names = 0;

  /** The document, which is made if there is none. */
  document(id: string, docType = "text"): ModelDocument {
    const document = this.documents.get(id) ?? new ModelDocument(typeOf(docType));
    this.documents.set(id, document);
    return document;
  }

  /** A client connects; one that is connected already is replaced. */
  connect(client: string, send: (frame: string) => void, close: (code: number) => void): ModelSession {
    for (const session of this.sessions) {
      if (session.client === client) session.end(4009);
    }
    const session = new ModelSession(this, client, this.name("s"), send, close);
    this.sessions.add(session);
    session.welcome();
    return session;
  }

  /** Every connection is lost, as in a crash. What was acknowledged stays. */
  crash(code: number): void {
    for (const session of this.sessions) session.end(code);
  }

  name(prefix: string): string {
    this.#names += 1;
    return `${prefix}-${this.#names}`;
  }
}

/** A message as the server has it: with operations that follow one another in one, and answers that a client passes over. */
type Said =
  | Exclude<ServerMessage, OpApplied>
  | (Omit<OpApplied, "operations"> & { readonly operations: readonly OpApplied["operations"][0][] })
  | { readonly type: "pong"; readonly re: string };

/** One connection. */
export class ModelSession {
  readonly #outbox: Said[] = [];
  /** Operations that this connection submitted, or named when it opened a document: those it has acknowledged. */
  readonly #named = new Set<string>();

  constructor(
    private readonly server: ModelServer,
    readonly client: string,
    private readonly user: string,
    private readonly send: (frame: string) => void,
    private readonly close: (code: number) => void,
  ) {}

  welcome(): void {
    this.#say({
      type: "session:welcome",
      session: this.user,
      client: this.client,
      user: this.user,
      heartbeatMs: this.server.heartbeatMs,
      limits: { maxFrameBytes: 1_048_576, maxOperationBytes: 524_288, maxDocumentSize: 16_777_216, maxOpenDocuments: 256, maxStateBytes: 1024 },
    });
    this.#flush();
  }

  /** A frame arrived from the client. */
  received(frame: string): void {
    if (!this.server.sessions.has(this)) return;
    this.#handle(JSON.parse(frame) as ClientMessage);
    for (const session of this.server.sessions) session.#flush();
  }

  /** The connection ends, from either side. */
  end(code: number): void {
    if (!this.server.sessions.delete(this)) return;
    for (const document of this.server.documents.values()) this.#leave(document);
    this.close(code);
    for (const session of this.server.sessions) session.#flush();
  }

  #handle(message: ClientMessage): void {
    const fault = this.server.fault(message);
    if (fault !== undefined && message.type !== "ping") {
      this.#say({ type: "error", message: "a fault was injected", ...("doc" in message && { doc: message.doc }), ...fault, ...("id" in message && { re: message.id }), ...("seq" in message && { seq: message.seq }) });
      return;
    }
    switch (message.type) {
      case "ping":
        return this.#say({ type: "pong", re: message.id });
      case "doc:open":
        return this.#open(message);
      case "doc:close":
        this.#leave(this.server.document(message.doc));
        return this.#say({ type: "doc:closed", doc: message.doc, reason: "requested" });
      case "op:submit":
        return this.#submit(message);
      case "presence:update":
        return this.#presence(message);
    }
  }

  #open({ id, doc, docType, since, inFlight, store }: Extract<ClientMessage, { type: "doc:open" }>): void {
    const document = this.server.document(doc, docType);
    if (document.readers.has(this)) {
      return this.#say({ type: "error", re: id, doc, code: "doc_already_open", message: "this connection has the document open", retryable: false });
    }
    if (document.type.name !== docType) {
      return this.#say({ type: "error", re: id, doc, code: "doc_type_mismatch", message: "the document has another type", retryable: false });
    }
    const head = document.log.length;
    if (since !== undefined && since > head) {
      return this.#say({ type: "error", re: id, doc, code: "revision_ahead", message: "the revision lies in the future", retryable: false });
    }
    if (inFlight !== undefined) this.#named.add(`${doc} ${inFlight}`);
    const participant = this.server.name("p");
    const isResumed = since !== undefined && since >= document.resumableFrom && store === this.server.store;
    const index = document.log.findIndex((entry) => entry.client === this.client && entry.seq === inFlight);
    const others = [...document.readers].map(([session, reader]) => session.#participant(reader));
    document.readers.set(this, { participant, presence: { selection: null, state: null } });
    this.#say({
      type: "doc:opened",
      re: id,
      doc,
      docType,
      store: this.server.store,
      revision: isResumed ? since : head,
      ...(isResumed ? {} : { snapshot: document.type.encodeSnapshot(document.snapshot) }),
      ...(inFlight === undefined ? {} : { inFlight: { seq: inFlight, ...(index >= 0 && { revision: index + 1 }) } }),
      role: "editor",
      participant,
      participants: isResumed && since < head ? [] : others,
    });
    if (!isResumed) return;
    for (let revision = since + 1; revision <= head; revision++) this.#stream(doc, document.log[revision - 1] as Entry, revision);
    if (since < head) this.#say({ type: "presence:changed", doc, revision: head, participants: others, left: [] });
  }

  #submit({ doc, revision, seq, op, selection }: Extract<ClientMessage, { type: "op:submit" }>): void {
    const document = this.server.document(doc);
    const reader = document.readers.get(this);
    if (reader === undefined) throw new Error(`submitted without opening, doc=${doc}`);
    this.#named.add(`${doc} ${seq}`);
    const seen = document.log.findIndex((entry) => entry.client === this.client && entry.seq === seq);
    if (seen >= revision) return this.#say({ type: "op:ack", doc, seq, revision: seen + 1 });
    if (seen >= 0) throw new Error(`an operation was sent again on a revision that has it, seq=${seq} revision=${revision}`);
    const { type } = document;
    let operation = type.decode(op);
    let own = selection;
    for (const entry of document.log.slice(revision)) {
      const other = type.decode(entry.op);
      own &&= type.transformSelection(own, type.transform(other, operation, "right"));
      operation = type.transform(operation, other, "left");
    }
    try {
      type.check(operation, document.snapshot);
    } catch (error) {
      if (!(error instanceof InvalidOperation)) throw error;
      return this.#say({ type: "error", doc, seq, code: "invalid_operation", message: error.message, retryable: false });
    }
    const entry = { op: type.encode(operation), client: this.client, seq, author: this.user };
    this.server.committed(doc, type.name, entry);
    document.append(entry);
    for (const [session, each] of document.readers) {
      if (each.presence.selection !== null) each.presence.selection = type.transformSelection(each.presence.selection, operation) ?? null;
      session.#stream(doc, entry, document.log.length);
    }
    if (own !== undefined) reader.presence.selection = own;
    this.#tell(doc, document);
  }

  #stream(doc: string, entry: Entry, revision: number): void {
    const { op, seq, author } = entry;
    const isOwn = entry.client === this.client;
    if (isOwn && this.#named.has(`${doc} ${seq}`)) this.#say({ type: "op:ack", doc, seq, revision });
    else this.#say({ type: "op:applied", doc, revision, operations: [{ op, author, ...(isOwn && { seq }) }] });
  }

  #presence({ doc, revision, selection, state }: Extract<ClientMessage, { type: "presence:update" }>): void {
    const document = this.server.document(doc);
    const reader = document.readers.get(this);
    if (reader === undefined) throw new Error(`present without opening, doc=${doc}`);
    const moved = document.log
      .slice(revision)
      .reduce<Selection | null | undefined>((place, entry) => place && document.type.transformSelection(place, document.type.decode(entry.op)), selection);
    if (moved !== undefined) reader.presence.selection = moved;
    if (state !== undefined) reader.presence.state = state;
    this.#tell(doc, document);
  }

  #tell(doc: string, document: ModelDocument): void {
    const reader = document.readers.get(this);
    if (reader === undefined) return;
    const participants = [this.#participant(reader)];
    for (const session of document.readers.keys()) {
      if (session !== this) session.#say({ type: "presence:changed", doc, revision: document.log.length, participants, left: [] });
    }
  }

  #participant({ participant, presence }: { participant: string; presence: Presence }): { participant: string; user: string } & Presence {
    return { participant, user: this.user, ...presence };
  }

  #leave(document: ModelDocument): void {
    const reader = document.readers.get(this);
    if (reader === undefined) return;
    document.readers.delete(this);
    for (const [doc, each] of this.server.documents) {
      if (each !== document) continue;
      for (const session of document.readers.keys()) {
        session.#say({ type: "presence:changed", doc, revision: document.log.length, participants: [], left: [reader.participant] });
      }
    }
  }

  /** Operations that follow one another go as one message. */
  #say(message: Said): void {
    const last = this.#outbox.at(-1);
    if (message.type === "op:applied" && last?.type === "op:applied" && last.doc === message.doc) {
      this.#outbox.splice(-1, 1, { ...message, operations: [...last.operations, ...message.operations] });
    } else {
      this.#outbox.push(message);
    }
  }

  /** One message goes as it is, several as an array: encoded now, so that later changes do not show. */
  #flush(): void {
    if (this.#outbox.length === 0) return;
    const messages = this.#outbox.splice(0);
    this.send(JSON.stringify(messages.length === 1 ? messages[0] : messages));
  }
}

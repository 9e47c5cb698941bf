import type { Socket, SocketEvents } from "./environment.ts";
import { EventReader, type StreamEvent } from "./event-reader.ts";
import { decodeFrame, type ClientMessage, type OpApplied, type ServerMessage } from "./protocol.ts";

/** What requests need. */
export interface Web {
  fetch(url: string, request: RequestInit): Promise<Response>;
  /** Milliseconds since some moment. */
  now(): number;
}

/** The connection is gone, and may be opened again. */
const LOST = 1006;
const NORMAL = 1000;
const RATE_LIMITED = 4008;
const REPLACED = 4009;
const TOO_MANY_REQUESTS = 429;
/** A stream that broke off sooner than this is not asked for again at once. */
const SHORTEST_STREAM_MS = 1_000;
/** How long a request for a stream that was given up may still reach the server, and replace a newer one. */
const STRAY_MS = 60_000;
/** The server lets so many heartbeats be heard while the client has to be heard once, and one in so many milliseconds at the least. */
const BEATS_IN_A_HEARTBEAT = 3;
const LONGEST_BEAT_MS = 10_000;

/** What is heard of one document. */
interface Stream {
  readonly abort: AbortController;
  readonly beganAt: number;
  heardAt: number;
  isOpened: boolean;
}

type Open = Extract<ClientMessage, { type: "doc:open" }>;

/**
 * What a WebSocket is where there can be none: each open document is a stream of Server-Sent Events, and what is said goes up in
 * requests, one after another. Any of them may be answered by another server.
 *
 * ```
 *   doc:open ──▶ POST …/events ──▶ doc:opened, op:applied, presence:changed, …
 *   op:submit, presence:update ──▶ POST …/messages ──▶ op:ack or error
 *   ping ──▶ pong, as long as the streams' heartbeats are heard
 * ```
 *
 * An acknowledgement has its place among the operations of others, which only the stream knows: so it is told when the stream shows the
 * operation, and the one that answers the request is not.
 */
export class EventSocket implements Socket {
  readonly #api: string;
  readonly #client: string;
  readonly #streams = new Map<string, Stream>();
  /** The number of the operation that was submitted last, by document. */
  readonly #submitted = new Map<string, number>();
  /** The share link that the user came to a document by. */
  readonly #shares = new Map<string, string>();
  #token: string | undefined;
  #requests: Promise<void> = Promise.resolve();
  #heartbeatMs = Infinity;
  #gaveUpAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  /** @param url the WebSocket's, with the id of the client */
  constructor(
    url: string,
    token: string | undefined,
    private readonly events: SocketEvents,
    private readonly web: Web,
  ) {
    const endpoint = new URL(url);
    endpoint.protocol = endpoint.protocol.replace("ws", "http");
    this.#client = endpoint.searchParams.get("client") ?? "";
    this.#api = new URL("api/v1", endpoint).href;
    this.#token = token;
    void this.#greet((welcome) => {
      const message = JSON.parse(welcome) as { readonly heartbeatMs?: number };
      this.#heartbeatMs = message.heartbeatMs ?? Infinity;
      this.events.received(welcome);
    });
  }

  send(frame: string): void {
    if (this.#isClosed) return;
    const message = JSON.parse(frame) as ClientMessage;
    switch (message.type) {
      case "doc:open":
        if (message.share !== undefined) this.#shares.set(message.doc, message.share);
        void this.#follow(message);
        break;
      case "doc:close":
        this.#leave(message.doc);
        break;
      case "op:submit":
        this.#submitted.set(message.doc, message.seq);
        this.#post(message.doc, frame);
        break;
      case "presence:update":
        this.#post(message.doc, frame);
        break;
      case "session:renew":
        this.#token = message.token;
        // one that is not open yet was asked for just now; the server ends it when its token does
        for (const [doc, { isOpened }] of [...this.#streams]) if (isOpened) this.#resume(doc);
        break;
      case "ping":
        this.#ping(message.id);
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const doc of [...this.#streams.keys()]) this.#leave(doc);
  }

  #end(code: number, reason = ""): void {
    if (this.#isClosed) return;
    this.close();
    this.events.closed(code, reason);
  }

  #failed(status: number): void {
    this.#end(status === TOO_MANY_REQUESTS ? RATE_LIMITED : LOST);
  }

  #fetch(path: string, request: RequestInit, share?: string): Promise<Response> {
    const headers = {
      "Content-Type": "application/json",
      ...(this.#token !== undefined && { Authorization: `Bearer ${this.#token}` }),
      ...(share !== undefined && { "Stet-Share": share }),
    };
    return this.web.fetch(`${this.#api}${path}?client=${encodeURIComponent(this.#client)}`, { cache: "no-store", headers, ...request });
  }

  /** Asks whether there is a server that lets this client in. */
  async #greet(then: (welcome: string) => void): Promise<void> {
    try {
      const response = await this.#fetch("/welcome", {});
      if (!response.ok) return this.#failed(response.status);
      const welcome = await response.text();
      if (!this.#isClosed) then(welcome);
    } catch {
      this.#end(LOST);
    }
  }

  #ping(id: string): void {
    const pong = (): unknown => this.events.received(JSON.stringify({ type: "pong", re: id }));
    const longestMs = 2 * Math.min(this.#heartbeatMs / BEATS_IN_A_HEARTBEAT, LONGEST_BEAT_MS);
    const silent = [...this.#streams].filter(([, stream]) => this.web.now() - stream.heardAt > longestMs);
    for (const [doc, stream] of silent) this.#broken(doc, stream);
    if (this.#isClosed) return;
    if (this.#streams.size > silent.length) pong();
    else void this.#greet(pong);
  }

  // ---- up ----

  /** Sends a message when those before it are answered. */
  #post(doc: string, message: string): void {
    this.#requests = this.#requests.then(async () => {
      if (this.#isClosed) return;
      try {
        const response = await this.#fetch(`/documents/${doc}/messages`, { method: "POST", body: message }, this.#shares.get(doc));
        if (!response.ok) return this.#failed(response.status);
        if (response.status === 200 && !this.#isClosed) this.#answered(await response.text());
      } catch {
        // whether it arrived is told when the document is opened again
        this.#end(LOST);
      }
    });
  }

  #answered(answer: string): void {
    for (const message of decodeFrame(answer)) {
      // a presence that reaches another server than the stream's is told to nobody
      if (message.type === "error" && message.code !== "doc_not_open") this.#deliver([message]);
    }
  }

  // ---- down ----

  async #follow(open: Open): Promise<void> {
    const now = this.web.now();
    const stream: Stream = { abort: new AbortController(), beganAt: now, heardAt: now, isOpened: false };
    this.#giveUp(open.doc);
    this.#streams.set(open.doc, stream);
    const isCurrent = (): boolean => this.#streams.get(open.doc) === stream;
    try {
      const response = await this.#fetch(`/documents/${open.doc}/events`, { method: "POST", body: JSON.stringify(open), signal: stream.abort.signal });
      if (!isCurrent()) return;
      if (!response.ok || response.body === null) return this.#failed(response.status);
      const [reader, decoder, text] = [new EventReader(), new TextDecoder(), response.body.getReader()];
      for (let piece = await text.read(); isCurrent() && !piece.done; piece = await text.read()) {
        stream.heardAt = this.web.now();
        for (const event of reader.read(decoder.decode(piece.value, { stream: true }))) if (isCurrent()) this.#happened(open.doc, stream, event);
      }
    } catch {
      // cut, which comes to the same as an end that was not announced
    }
    if (isCurrent()) this.#broken(open.doc, stream);
  }

  #happened(doc: string, stream: Stream, event: StreamEvent): void {
    if (event.name === "close") {
      const { code, reason } = JSON.parse(event.data) as { readonly code: number; readonly reason: string };
      const isStray = code === REPLACED && this.web.now() - this.#gaveUpAt < STRAY_MS;
      if (code === NORMAL) this.#streams.delete(doc);
      else this.#end(isStray ? LOST : code, reason);
      return;
    }
    const messages = decodeFrame(event.data).filter((message) => message.type !== "session:welcome");
    stream.isOpened ||= messages.some((message) => message.type === "doc:opened");
    this.#deliver(messages.map((message) => (message.type === "op:applied" ? this.#orAck(message) : message)));
  }

  /** An operation of the log; an acknowledgement in the place of the one that was submitted here. */
  #orAck(applied: OpApplied): ServerMessage {
    const { doc, revision, operations: [{ seq }] } = applied;
    return seq !== undefined && seq === this.#submitted.get(doc) ? { type: "op:ack", doc, seq, revision } : applied;
  }

  #deliver(messages: readonly ServerMessage[]): void {
    if (messages.length > 0) this.events.received(JSON.stringify(messages));
  }

  /** A stream ended that was not meant to: proxies do not let a response last for ever. */
  #broken(doc: string, stream: Stream): void {
    if (stream.isOpened && this.web.now() - stream.beganAt >= SHORTEST_STREAM_MS) this.#resume(doc);
    else this.#end(LOST);
  }

  /** Has the document opened again from the revision it is at. */
  #resume(doc: string): void {
    this.#giveUp(doc);
    this.#deliver([{ type: "doc:closed", doc, reason: "resume" }]);
  }

  #giveUp(doc: string): void {
    const stream = this.#streams.get(doc);
    if (stream === undefined) return;
    this.#streams.delete(doc);
    this.#gaveUpAt = this.web.now();
    stream.abort.abort();
  }

  /** Gives a document up, and says so: else the others would see this client for some seconds more. */
  #leave(doc: string): void {
    this.#giveUp(doc);
    const request = { method: "POST", body: JSON.stringify({ type: "doc:close", doc }), keepalive: true };
    // if it is not heard, the server finds out by itself
    this.#fetch(`/documents/${doc}/messages`, request).catch(() => undefined);
  }
}

import { Connection, type ConnectionStatus, type TokenSupplier } from "./connection.ts";
import type { DocumentType } from "./document-type.ts";
import { StetDocument } from "./document.ts";
import { Emitter } from "./emitter.ts";
import { BROWSER, randomClientId, type Environment } from "./environment.ts";
import type { TextOperation } from "./operation.ts";
import type { ServerMessage, Welcome } from "./protocol.ts";
import { textType } from "./text-type.ts";

export interface ClientOptions {
  /** This program's id: 8 to 64 characters of `A-Z a-z 0-9 _ -`, kept to itself. Random if absent. */
  readonly client?: string;
  /** Says who the user is, on a server with accounts; a guest if absent. */
  readonly token?: TokenSupplier;
  /** Where time, chance and sockets come from; the browser if absent. */
  readonly environment?: Environment;
}

export interface DocumentOptions<S, O> {
  /** What the document is; `text` if absent. */
  readonly type: DocumentType<S, O>;
  /** Whether it is created if it does not exist; true if absent. */
  readonly create?: boolean;
  /** The secret of a share link that the user came by. */
  readonly share?: string;
}

export interface ClientEvents {
  connection: ConnectionStatus;
}

/** A document of some type: what a connection does with it is the same for all. */
type AnyDocument = StetDocument<any, any>;

/** A connection to a Stet server, kept up by itself, and the documents that are opened on it. */
export class StetClient extends Emitter<ClientEvents> {
  readonly #connection: Connection;
  readonly #environment: Environment;
  readonly #documents = new Map<string, AnyDocument>();
  #welcome: Welcome | undefined;

  /** @param url of the server's endpoint, such as `wss://example.org/ws` */
  constructor(url: string, options: ClientOptions = {}) {
    super();
    this.#environment = options.environment ?? BROWSER;
    const endpoint = new URL(url);
    endpoint.searchParams.set("client", options.client ?? randomClientId());
    const listener = {
      status: (status: ConnectionStatus) => this.#statusChanged(status),
      opened: (welcome: Welcome) => this.#opened(welcome),
      message: (message: ServerMessage) => this.#received(message),
      lost: () => this.#lost(),
    };
    this.#connection = new Connection(endpoint.href, this.#environment, listener, options.token);
    this.#connection.start();
  }

  get connection(): ConnectionStatus {
    return this.#connection.status;
  }

  /**
   * Returns the document, which is opened as soon as there is a connection. Asked for again, it is the same one.
   *
   * @param id 1 to 128 characters of `A-Z a-z 0-9 _ . ~ -`
   */
  document(id: string, options?: Partial<DocumentOptions<string, TextOperation>>): StetDocument;
  document<S, O>(id: string, options: DocumentOptions<S, O>): StetDocument<S, O>;
  document(id: string, { type = textType, create = true, share }: Partial<DocumentOptions<any, any>> = {}): AnyDocument {
    const known = this.#documents.get(id);
    if (known !== undefined) {
      if (known.type.name !== type.name) throw new Error(`the document is open with another type, doc=${id} type=${known.type.name} asked=${type.name}`);
      return known;
    }
    const document = new StetDocument({ id, type, create, share }, this.#environment, () => this.#documents.delete(id));
    this.#documents.set(id, document);
    this.#failIfStopped(document);
    if (this.#welcome !== undefined) this.#introduce(document, this.#welcome);
    return document;
  }

  /** Tries to connect now, if it waits to do so. */
  retryNow(): void {
    this.#connection.retryNow();
  }

  /** Closes the connection and every document. */
  close(): void {
    this.#connection.stop();
  }

  #opened(welcome: Welcome): void {
    this.#welcome = welcome;
    for (const document of this.#documents.values()) this.#introduce(document, welcome);
  }

  #introduce(document: AnyDocument, { limits }: Welcome): void {
    document.connected({
      maxOperationBytes: limits.maxOperationBytes,
      send: (message) => this.#connection.send(message),
      reconnect: () => this.#connection.reconnect(),
    });
  }

  #received(message: ServerMessage): void {
    if (!("doc" in message) || message.doc === undefined) {
      console.warn("stet: the server refused a message", message);
      return;
    }
    try {
      this.#documents.get(message.doc)?.handle(message as Extract<ServerMessage, { doc: string }>);
    } catch (error) {
      console.error(`stet: a message does not fit, starting over, doc=${message.doc} type=${message.type}`, error);
      this.#connection.reconnect();
    }
  }

  #lost(): void {
    this.#welcome = undefined;
    for (const document of this.#documents.values()) document.disconnected();
  }

  #statusChanged(status: ConnectionStatus): void {
    for (const document of this.#documents.values()) this.#failIfStopped(document);
    this.emit("connection", status);
  }

  #failIfStopped(document: AnyDocument): void {
    const { status } = this.#connection;
    if (status.name === "stopped") document.fail(`closed_${status.code}`, status.reason);
  }
}

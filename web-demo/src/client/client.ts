import { Connection, REPLACED, type ConnectionStatus, type TokenSupplier } from "./connection.ts";
import type { DocumentType } from "./document-type.ts";
import { StetDocument } from "./document.ts";
import { Emitter } from "./emitter.ts";
import { BROWSER, randomClientId, type Environment, type NetworkNews } from "./environment.ts";
import { Inheritance } from "./inheritance.ts";
import type { Keeper } from "./keeper.ts";
import type { TextOperation } from "./operation.ts";
import type { Numbers } from "./opening.ts";
import type { ServerMessage, Welcome } from "./protocol.ts";
import { found, type KeptDocument, type Shelf } from "./shelf.ts";
import { textType } from "./text-type.ts";

export interface ClientOptions {
  /**
   * This program's id: 8 to 64 characters of `A-Z a-z 0-9 _ -`, kept to itself. Random if absent. With a shelf: one that this program has
   * claimed there; if absent, one that left work in the documents that are opened first, or a random one.
   */
  readonly client?: string;
  /** Keeps what is not acknowledged, so that it outlives this program. It must be this user's alone. */
  readonly shelf?: Shelf | undefined;
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

/** The status of a client that was closed before it was connected. */
const CLOSED: ConnectionStatus = { name: "stopped", code: 1000, reason: "stopped by this program" };

/** A connection to a Stet server, kept up by itself, and the documents that are opened on it. */
export class StetClient extends Emitter<ClientEvents> {
  readonly #environment: Environment;
  readonly #documents = new Map<string, AnyDocument>();
  readonly #numbers = new Map<string, Numbers>();
  /** Who this program is; a promise where that has to be looked up. */
  readonly #client: string | Promise<string>;
  readonly #inheritance: Inheritance | undefined;
  /** Where documents are kept; nowhere if nothing can be claimed there. */
  #shelf: Shelf | undefined;
  /** Clients whose work is sent for them. */
  readonly #heirs = new Set<StetClient>();
  /** Documents that are open only for what the client left in them. */
  readonly #unasked = new Set<AnyDocument>();
  /** Documents that are closed and still being put away, by id. */
  readonly #closing = new Map<string, Promise<void>>();
  #connection: Connection | undefined;
  readonly #unwatch: () => void;
  #comingBack: Promise<void> | undefined;
  #isClosed = false;
  #welcome: Welcome | undefined;
  #user: string | undefined;

  /** @param url of the server's endpoint, such as `wss://example.org/ws` */
  constructor(
    private readonly url: string,
    private readonly options: ClientOptions = {},
  ) {
    super();
    const { client, shelf, environment = BROWSER } = options;
    this.#environment = environment;
    this.#shelf = shelf;
    this.#inheritance = shelf && client === undefined ? new Inheritance(shelf, environment) : undefined;
    this.#client = client ?? this.#inheritance?.client(this.#documents).then((claimed) => claimed ?? this.#unkept()) ?? randomClientId();
    this.#unwatch = environment.watch((news) => this.#heardOfPage(news));
    if (typeof this.#client === "string") this.#connect(this.#client);
    else void this.#client.then((found) => this.#connect(found));
  }

  /** The id by which the log and the others know this program's user; undefined until there was a connection. */
  get user(): string | undefined {
    return this.#user;
  }

  get connection(): ConnectionStatus {
    return this.#connection?.status ?? (this.#isClosed ? CLOSED : { name: "connecting", failures: 0 });
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
    // What it is open by is not what the user comes by.
    if (known !== undefined && this.#unasked.delete(known) && share !== undefined) known.close();
    else if (known !== undefined) {
      if (known.type.name !== type.name) throw new Error(`the document is open with another type, doc=${id} type=${known.type.name} asked=${type.name}`);
      return known;
    }
    const numbers = this.#numbers.get(id) ?? { opens: 0, nextSeq: 1 };
    this.#numbers.set(id, numbers);
    const opening = { id, type, create, share, isKept: this.options.shelf !== undefined, numbers };
    const document: AnyDocument = new StetDocument<any, any>(opening, this.#environment, () => this.#forget(document));
    this.#documents.set(id, document);
    if (opening.isKept) void this.#restore(document);
    this.#failIfStopped(document);
    if (this.#welcome !== undefined) this.#introduce(document, this.#welcome);
    return document;
  }

  /** Tries to connect now, if it waits to do so. */
  retryNow(): void {
    this.#connection?.retryNow();
  }

  /** Closes the connection and every document. What is not acknowledged stays on the shelf, if there is one. */
  close(): void {
    this.#isClosed = true;
    this.#unwatch();
    this.#inheritance?.stop();
    for (const heir of this.#heirs) heir.close();
    if (this.#connection === undefined) this.#statusChanged(CLOSED);
    else this.#connection.stop();
    if (this.options.shelf !== undefined) void this.#letGo(this.options.shelf);
  }

  /** Who this program is where it could claim nothing on its shelf: then nothing is kept. */
  #unkept(): string {
    this.#shelf = undefined;
    return randomClientId();
  }

  #connect(client: string): void {
    if (this.#isClosed) return;
    const endpoint = new URL(this.url);
    endpoint.searchParams.set("client", client);
    const listener = {
      status: (status: ConnectionStatus) => this.#statusChanged(status),
      opened: (welcome: Welcome) => this.#opened(welcome),
      message: (message: ServerMessage) => this.#received(message),
      lost: () => this.#lost(),
    };
    this.#connection = new Connection(endpoint.href, this.#environment, listener, this.options.token);
    this.#connection.start();
  }

  /** Looks up what is kept of a document, and who else left work in it. */
  async #restore(document: AnyDocument): Promise<void> {
    const { id, type } = document;
    const client = await this.#client;
    await this.#closing.get(id);
    const shelf = this.#shelf;
    let kept: KeptDocument | undefined;
    try {
      kept = shelf && (await found(shelf, client, id, type.name));
    } catch (error) {
      console.error(`stet: what is kept of a document cannot be read, doc=${id}`, error);
    }
    document.keptOn(shelf, client, kept);
    await this.#inherit(document);
  }

  /** Goes on with what others left in a document. */
  async #inherit(document: AnyDocument): Promise<void> {
    if (this.#shelf === undefined) return;
    await this.#inheritance?.inherit(await this.#client, document.id, document.type.name, (other) => this.#goOn(other, document));
  }

  /** Sends the work of another client, whose program is gone. */
  #goOn(client: string, document: AnyDocument): void {
    const { id, type, create, share } = document.opening;
    if (this.#isClosed) return this.#shelf?.release(client);
    const heir = new StetClient(this.url, { ...this.options, client });
    this.#heirs.add(heir);
    const inherited = heir.document(id, { type, create, ...(share !== undefined && { share }) });
    inherited.on("rejected", (rejection) => document.refusedElsewhere(rejection));
    whenSent(inherited, () => {
      this.#heirs.delete(heir);
      heir.close();
    });
  }

  #forget(document: AnyDocument): void {
    this.#documents.delete(document.id);
    if (this.options.shelf === undefined) return;
    // The document is closed after this: its last state is put away then.
    const closing = Promise.resolve()
      .then(() => document.keeper?.idle())
      .finally(() => this.#closing.get(document.id) === closing && this.#closing.delete(document.id));
    this.#closing.set(document.id, closing);
  }

  /** Others may go on with this client once all is put away. */
  async #letGo(shelf: Shelf): Promise<void> {
    const client = await this.#client;
    await Promise.all([...this.#closing.values(), ...[...this.#documents.values()].map((each) => each.keeper?.idle())]);
    shelf.release(client);
  }

  #opened(welcome: Welcome): void {
    this.#welcome = welcome;
    this.#user = welcome.user;
    for (const document of this.#documents.values()) {
      this.#introduce(document, welcome);
      void this.#inherit(document);
    }
    void this.#sendLeft();
  }

  /** Sends what the client left in documents that nobody opens here, where their types are known. */
  async #sendLeft(): Promise<void> {
    for (const { doc, docType } of (await this.#inheritance?.own()) ?? []) {
      const like = [...this.#documents.values()].find(({ type }) => type.name === docType);
      if (this.#isClosed || like === undefined || this.#documents.has(doc)) continue;
      const document = this.document(doc, { type: like.type });
      this.#unasked.add(document);
      whenSent(document, () => this.#unasked.delete(document) && document.close());
    }
  }

  #heardOfPage(news: NetworkNews): void {
    if (news === "hidden") for (const keeper of this.#keepers) void keeper.idle();
    if (news === "leaving") this.#leave();
    if (news === "back") this.#comingBack ??= this.#comeBack().finally(() => (this.#comingBack = undefined));
  }

  #leave(): void {
    const keepers = this.#keepers;
    const isAtRest = this.#heirs.size + this.#closing.size === 0 && keepers.length === this.#documents.size;
    if (isAtRest) this.#inheritance?.letGo(keepers);
    this.#connection?.suspend();
  }

  async #comeBack(): Promise<void> {
    if ((await this.#inheritance?.comeBack(this.#keepers)) === false) this.#connection?.stop(REPLACED, "another program goes on with this client");
    else this.#connection?.resume();
  }

  get #keepers(): readonly Keeper<any, any>[] {
    return [...this.#documents.values()].flatMap(({ keeper }) => keeper ?? []);
  }

  #introduce(document: AnyDocument, { limits }: Welcome): void {
    document.connected({
      maxOperationBytes: limits.maxOperationBytes,
      send: (message) => this.#connection?.send(message),
      reconnect: () => this.#connection?.reconnect(),
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
      this.#connection?.reconnect();
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
    const status = this.connection;
    if (status.name === "stopped") document.fail(`closed_${status.code}`, status.reason);
  }
}

/** Runs the task when what was left in a document is sent, or never will be. */
function whenSent(document: AnyDocument, task: () => void): void {
  document
    .saved()
    .catch((error: unknown) => console.warn(`stet: what another program made stays on this device, doc=${document.id}`, error))
    .finally(task);
}

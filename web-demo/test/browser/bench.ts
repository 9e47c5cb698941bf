/** What every browser test stands on: a browser, the server program, and a network between them. */
import type { Browser, Page } from "playwright-core";
import { launch } from "./browser.ts";
import { Profiles } from "./profiles.ts";
import { ServerProgram } from "./program.ts";
import { CuttableProxy } from "./proxy.ts";
import { claimDocument, sharedServer, type Kind, type Reached } from "./shared-servers.ts";
import { Tokens } from "./tokens.ts";
import { Window, type Look } from "./window.ts";

/** What a file of tests needs of its server. */
export interface BenchOptions {
  /** It has a certificate that nobody has signed. */
  readonly tls?: boolean;
  /** It wants tokens. */
  readonly accounts?: boolean;
  /** It is this file's alone, which may kill it; else that of the run, where documents need names that no other file has: {@link Bench.claim}. */
  readonly own?: boolean;
}

export class Bench {
  readonly network = new CuttableProxy();
  readonly #kind: Kind;
  readonly #program: ServerProgram | undefined;
  #tokens: Tokens | undefined;
  #browser: Browser | undefined;
  #profiles: Profiles | undefined;
  /** Documents that are known to be this file's. */
  readonly #claimed = new Set<string>();

  constructor({ tls = false, accounts = false, own = tls || process.env["STET_SHARED_SERVERS"] === undefined }: BenchOptions = {}) {
    this.#kind = accounts ? "accounts" : "plain";
    this.#program = own ? new ServerProgram({ tls, accounts }) : undefined;
  }

  async start(): Promise<void> {
    const { port, secretFile } = await this.#reached();
    this.network.target = port;
    this.#tokens = new Tokens(secretFile);
    const origin = `${this.#program?.scheme ?? "http"}://127.0.0.1:${await this.network.start()}`;
    this.#browser = await launch();
    this.#profiles = new Profiles(this.#browser, origin);
  }

  /** Starts the server again after it was killed, behind the same address. */
  async restartServer(): Promise<void> {
    this.network.target = await this.server.start();
  }

  /** The server that is this file's own. */
  get server(): ServerProgram {
    return started(this.#program);
  }

  get tokens(): Tokens {
    return started(this.#tokens);
  }

  get browser(): Browser {
    return started(this.#browser);
  }

  get profiles(): Profiles {
    return started(this.#profiles);
  }

  get origin(): string {
    return this.profiles.origin;
  }

  open(doc: string, look?: Look): Promise<Window> {
    return this.visit(`/edit/?doc=${doc}`, look);
  }

  /** @param path of a page, with what follows it */
  async visit(path: string, look?: Look): Promise<Window> {
    await this.claim(/[?&]doc=([\w.~-]+)(?![^&#])/.exec(path)?.[1]);
    return Window.open(this.profiles, path, look);
  }

  /** Throws where a document is another file's. What is visited, or read, is claimed by that. */
  async claim(doc: string | undefined): Promise<void> {
    if (doc === undefined || this.#program !== undefined || this.#claimed.has(doc)) return;
    await claimDocument(this.#kind, doc);
    this.#claimed.add(doc);
  }

  /**
   * Another tab in the browser of that window.
   *
   * @param before is done before the page is there
   */
  async tab(doc: string, window: Window, before?: (page: Page) => Promise<unknown>): Promise<Window> {
    await this.claim(doc);
    return window.tab(`/edit/?doc=${doc}`, before);
  }

  /** What the server has of a document, over HTTP. */
  async stored(doc: string): Promise<string> {
    await this.claim(doc);
    const response = await fetch(`${this.origin}/api/v1/documents/${doc}`);
    return response.text();
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    this.network.stop();
    await this.#program?.dispose();
  }

  async #reached(): Promise<Reached> {
    if (this.#program === undefined) return sharedServer(this.#kind);
    return { port: await this.#program.start(), secretFile: this.#program.secretFile };
  }
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new Error("the bench was not started, or has no such part");
  return part;
}

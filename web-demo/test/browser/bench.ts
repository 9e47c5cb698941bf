/** What every browser test stands on: a browser, the server program, and a network between them. */
import { chromium, type Browser } from "playwright-core";
import { ServerProgram } from "./program.ts";
import { CuttableProxy } from "./proxy.ts";
import { Window, type Look } from "./window.ts";

export class Bench {
  readonly server: ServerProgram;
  readonly network = new CuttableProxy();
  #browser: Browser | undefined;
  #origin = "";

  /** With TLS, the certificate is one that nobody has signed; with accounts, the server wants tokens. */
  constructor({ tls = false, accounts = false }: { readonly tls?: boolean; readonly accounts?: boolean } = {}) {
    this.server = new ServerProgram(tls, accounts);
  }

  async start(): Promise<void> {
    this.network.target = await this.server.start();
    this.#origin = `${this.server.scheme}://127.0.0.1:${await this.network.start()}`;
    this.#browser = await chromium.launch({
      executablePath: process.env["CHROME_BIN"] ?? "chromium",
      // what is left may be kept as it is, as in the browsers of users
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
  }

  /** Starts the server again after it was killed, behind the same address. */
  async restartServer(): Promise<void> {
    this.network.target = await this.server.start();
  }

  get browser(): Browser {
    if (this.#browser === undefined) throw new Error("the bench was not started");
    return this.#browser;
  }

  open(doc: string, look?: Look): Promise<Window> {
    return this.visit(`/edit/?doc=${doc}`, look);
  }

  /** @param path of a page, with what follows it */
  visit(path: string, look?: Look): Promise<Window> {
    return Window.open(this.browser, `${this.#origin}${path}`, look);
  }

  /** Another tab in the browser of that window. */
  tab(doc: string, window: Window): Promise<Window> {
    return Window.tab(window.context, `${this.#origin}/edit/?doc=${doc}`);
  }

  /** What the server has of a document, over HTTP. */
  async stored(doc: string): Promise<string> {
    const response = await fetch(`${this.#origin}/api/v1/documents/${doc}`);
    return response.text();
  }

  get origin(): string {
    return this.#origin;
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    this.network.stop();
    await this.server.dispose();
  }
}

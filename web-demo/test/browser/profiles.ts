/**
 * Users' browsers, which keep apart what they store. One whose windows are all closed is emptied and used again by whoever looks the same: it has
 * fetched what pages are made of, and is there.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** What a page can keep; not what the browser fetched. */
const STORED = "cookies,indexeddb,local_storage,cache_storage,service_workers";

/** What a user's browser is made with. */
export interface Making extends BrowserContextOptions {
  /** What else is done with one that is new. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

export class Profiles {
  readonly #looks = new Map<BrowserContext, string>();
  readonly #free = new Set<BrowserContext>();

  /** @param origin of the pages that are visited */
  constructor(
    private readonly browser: Browser,
    readonly origin: string,
  ) {}

  /**
   * Returns a page that nothing is in, in a browser that nothing is stored in.
   *
   * @param look names all that it is made with
   */
  async page(look: string, { prepare, ...options }: Making): Promise<Page> {
    const known = [...this.#free].find((context) => this.#looks.get(context) === look);
    if (known !== undefined) return this.#emptied(known);
    const context = await this.browser.newContext(options);
    this.#looks.set(context, look);
    await prepare?.(context);
    return context.newPage();
  }

  /** Closes all windows of a user. */
  async leave(context: BrowserContext): Promise<void> {
    await Promise.all(context.pages().map((page) => page.close()));
    this.#free.add(context);
  }

  async #emptied(context: BrowserContext): Promise<Page> {
    this.#free.delete(context);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin: this.origin, storageTypes: STORED });
    await session.detach();
    return page;
  }
}

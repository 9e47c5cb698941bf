import type { Environment } from "./environment.ts";
import { randomClientId } from "./environment.ts";
import type { Keeper } from "./keeper.ts";
import type { Left, Shelf } from "./shelf.ts";

/** How long a program that was ended just now may take to let go of its client, in milliseconds: a page that is loaded again. */
export const LET_GO_MS = 250;
/** How long it may take to claim what nobody else should have, in milliseconds. */
export const CLAIM_MS = 10_000;

/** Finds work on the shelf whose program is gone, so that exactly one program goes on with it. Confined to the thread it is used on. */
export class Inheritance {
  /** The client that this program has claimed for itself. */
  #own: string | undefined;
  /** Whether the others may have it: the page was left. */
  #isLetGo = false;
  /** What is waited for, by client and document. */
  readonly #waiting = new Map<string, AbortController>();

  constructor(
    private readonly shelf: Shelf,
    private readonly environment: Environment,
  ) {}

  /**
   * The client that this program is from now on, claimed: one that left work in a document that is wanted, or a new one. Undefined where
   * nothing can be claimed: without that another program could go on with what this one is still at.
   *
   * @param wanted the documents that are opened first, by id; filled after the call
   */
  async client(wanted: ReadonlyMap<string, unknown>): Promise<string | undefined> {
    for (const client of new Set((await this.#left()).filter(({ doc }) => wanted.has(doc)).map((each) => each.client))) {
      if (await this.#claim(client, LET_GO_MS)) return (this.#own = client);
    }
    const fresh = randomClientId();
    if (await this.#claim(fresh, CLAIM_MS)) this.#own = fresh;
    return this.#own;
  }

  /**
   * The page is left, and may come back as it is; or never. The browser keeps no page that has claimed something, and what it made must not
   * wait for it: where all is kept, the client is anybody's.
   */
  letGo(keepers: readonly Keeper<any, any>[]): void {
    this.stop();
    if (this.#own === undefined || this.#isLetGo || !keepers.every(({ isIdle }) => isIdle)) return;
    for (const keeper of keepers) keeper.hold();
    this.#isLetGo = true;
    this.shelf.release(this.#own);
  }

  /** The page is back. Returns whether it can go on: it has its client again, and nobody made anything under it meanwhile. */
  async comeBack(keepers: readonly Keeper<any, any>[]): Promise<boolean> {
    if (this.#own === undefined || !this.#isLetGo) return true;
    if (!(await this.#claim(this.#own, CLAIM_MS))) return false;
    try {
      this.#isLetGo = (await Promise.all(keepers.map((keeper) => keeper.isContinued()))).includes(true);
    } catch (error) {
      console.error("stet: what is kept on this device cannot be read", error);
    }
    if (this.#isLetGo) this.shelf.release(this.#own);
    else for (const keeper of keepers) keeper.goOn();
    return !this.#isLetGo;
  }

  /**
   * Waits for each other client that has work in a document until its program is gone, and hands it over if there is work then: it is
   * claimed, and to be released.
   */
  async inherit(own: string, doc: string, docType: string, go: (client: string) => void): Promise<void> {
    const isWork = (each: Left): boolean => each.doc === doc && each.docType === docType;
    for (const { client } of (await this.#left()).filter(isWork)) {
      const key = `${client} ${doc}`;
      if (client === own || this.#waiting.has(key)) continue;
      const controller = new AbortController();
      this.#waiting.set(key, controller);
      void this.shelf
        .claim(client, controller.signal)
        .then(async (isClaimed) => {
          if (!isClaimed) return;
          const isStill = (await this.#left()).some((each) => each.client === client && isWork(each));
          if (isStill && !controller.signal.aborted) go(client);
          else this.shelf.release(client);
        })
        .catch((error: unknown) => console.error("stet: what is kept on this device cannot be claimed", error))
        .finally(() => this.#waiting.get(key) === controller && this.#waiting.delete(key));
    }
  }

  /** The work under the client that this program has claimed: nobody else can go on with it. */
  async own(): Promise<readonly Left[]> {
    return (await this.#left()).filter(({ client }) => client === this.#own);
  }

  /** Waits for nobody any more, until something is to be inherited again. */
  stop(): void {
    for (const controller of this.#waiting.values()) controller.abort();
    this.#waiting.clear();
  }

  async #claim(client: string, patienceMs: number): Promise<boolean> {
    const controller = new AbortController();
    const cancel = this.environment.after(patienceMs, () => controller.abort());
    try {
      return await this.shelf.claim(client, controller.signal);
    } catch (error) {
      console.error("stet: what is kept on this device cannot be claimed", error);
      return false;
    } finally {
      cancel();
    }
  }

  async #left(): Promise<readonly Left[]> {
    try {
      return await this.shelf.left();
    } catch (error) {
      console.error("stet: what is kept on this device cannot be read", error);
      return [];
    }
  }
}

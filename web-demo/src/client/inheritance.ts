import type { Environment } from "./environment.ts";
import { randomClientId } from "./environment.ts";
import type { Left, Shelf } from "./shelf.ts";

/** How long a program that was ended just now may take to let go of its client, in milliseconds: a page that is loaded again. */
export const LET_GO_MS = 250;

/** Finds work on the shelf whose program is gone, so that exactly one program goes on with it. Confined to the thread it is used on. */
export class Inheritance {
  readonly #waiting = new Map<string, AbortController>();

  constructor(
    private readonly shelf: Shelf,
    private readonly environment: Environment,
  ) {}

  /**
   * The client that this program is from now on: one that left work in a document that is wanted, or a new one. It is claimed.
   *
   * @param wanted the documents that are opened first, by id; filled after the call
   */
  async client(wanted: ReadonlyMap<string, unknown>): Promise<string> {
    for (const client of new Set((await this.#left()).filter(({ doc }) => wanted.has(doc)).map((each) => each.client))) {
      if (await this.#claim(client, LET_GO_MS)) return client;
    }
    const fresh = randomClientId();
    await this.#claim(fresh, LET_GO_MS);
    return fresh;
  }

  /**
   * Waits for each other client that has work in a document until its program is gone, and hands it over if there is work then: it is
   * claimed, and to be released.
   */
  async inherit(own: string, doc: string, docType: string, go: (client: string) => void): Promise<void> {
    const isWork = (each: Left): boolean => each.doc === doc && each.docType === docType;
    for (const { client } of (await this.#left()).filter(isWork)) {
      if (client === own || this.#waiting.has(client)) continue;
      const controller = new AbortController();
      this.#waiting.set(client, controller);
      void this.shelf
        .claim(client, controller.signal)
        .then(async (isClaimed) => {
          if (!isClaimed) return;
          if ((await this.#left()).some((each) => each.client === client && isWork(each))) go(client);
          else this.shelf.release(client);
        })
        .catch((error: unknown) => console.error("stet: what is kept on this device cannot be claimed", error))
        .finally(() => this.#waiting.delete(client));
    }
  }

  /** Waits for nobody any more. */
  stop(): void {
    for (const controller of this.#waiting.values()) controller.abort();
  }

  async #claim(client: string, patienceMs: number): Promise<boolean> {
    const controller = new AbortController();
    const cancel = this.environment.after(patienceMs, () => controller.abort());
    try {
      return await this.shelf.claim(client, controller.signal);
    } catch (error) {
      console.error("stet: nothing can be kept on this device", error);
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

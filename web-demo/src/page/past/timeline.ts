import type { HttpDocument, Sitting } from "../../http/index.ts";
import { Scale } from "./scale.ts";

/** So many sittings are asked for at once. */
const SITTINGS = 200;

/** The part of a document's past that is on the line: the newest first, and what was before when it is asked for. */
export class KnownPast {
  #sittings: readonly Sitting[] = [];
  #from = 1;
  #to = 0;
  /** What is read of it, one after the other. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(private readonly document: HttpDocument) {}

  get sittings(): readonly Sitting[] {
    return this.#sittings;
  }

  get scale(): Scale {
    return new Scale(this.#sittings);
  }

  /** The newest revision. */
  get head(): number {
    return this.#to;
  }

  /** Whether there is more before. */
  get hasMore(): boolean {
    return this.#from > 1;
  }

  /** Reads the newest part: as many operations as the server looks at at once. Later, what came since. */
  readOn(): Promise<void> {
    return this.#inTurn(async () => {
      // the last sitting may have gone on
      const last = this.#sittings.at(-1);
      const { from, to, sittings } = await this.document.timeline({ ...(last !== undefined && { from: last.first }), limit: SITTINGS });
      if (last === undefined) this.#from = from;
      this.#sittings = [...this.#sittings.slice(0, -1), ...sittings];
      this.#to = to;
    });
  }

  /** Reads a part before, if there is one. */
  readBack(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.hasMore) return;
      const { from, sittings } = await this.document.timeline({ to: this.#from - 1, limit: SITTINGS });
      this.#sittings = [...sittings, ...this.#sittings];
      this.#from = from;
    });
  }

  #inTurn(read: () => Promise<void>): Promise<void> {
    const done = this.#reading.then(read);
    this.#reading = done.catch(() => undefined); // whoever asked is told
    return done;
  }
}

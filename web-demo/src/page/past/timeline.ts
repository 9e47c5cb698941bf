import type { HttpDocument, Sitting, Timeline } from "../../http/index.ts";
import { Scale } from "./scale.ts";

/** So many sittings are asked for at once. */
const SITTINGS = 200;

/** The part of a document's past that is on the line: the newest first, and what was before when it is asked for. */
export class KnownPast {
  #sittings: readonly Sitting[] = [];
  #from = 1;
  #to = 0;

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

  /** Reads the newest part: as many operations as the server looks at at once. */
  async read(): Promise<void> {
    this.#take(await this.document.timeline({ limit: SITTINGS }), []);
  }

  /** Reads what came since: the last sitting may have gone on. */
  async readOn(signal: AbortSignal): Promise<void> {
    const last = this.#sittings.at(-1);
    const before = this.#sittings.slice(0, -1);
    const from = last === undefined ? {} : { from: last.first };
    this.#take(await this.document.timeline({ ...from, limit: SITTINGS, signal }), before);
  }

  /** Reads a part before. */
  async readBack(): Promise<void> {
    const { from, sittings } = await this.document.timeline({ to: this.#from - 1, limit: SITTINGS });
    this.#sittings = [...sittings, ...this.#sittings];
    this.#from = from;
  }

  #take({ from, to, sittings }: Timeline, before: readonly Sitting[]): void {
    if (before.length === 0) this.#from = from;
    this.#sittings = [...before, ...sittings];
    this.#to = to;
  }
}

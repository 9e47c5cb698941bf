import type { DocumentType } from "./document-type.ts";
import type { Environment } from "./environment.ts";
import { unsent, type State } from "./machine.ts";
import { keptOf, type Shelf } from "./shelf.ts";

/** After how many milliseconds at the latest a document is kept of which all is acknowledged. */
export const KEEP_AFTER_MS = 1_000;

/** A document to be kept. */
interface Keeping<S, O> {
  readonly state: Exclude<State<S, O>, { name: "unopened" }>;
  readonly store: string;
  readonly role: string;
}

/**
 * Keeps one document on a shelf: one write at a time, each of the newest there is. What is made here, and that it is acknowledged, is written at
 * once; anything else after a while, even while something is not acknowledged: what others did comes again. A snapshot is written only when there is
 * a new one.
 */
export class Keeper<S, O> {
  #next: Keeping<S, O> | undefined;
  /** Whether there is something that was made here and is not acknowledged; and its number, which is another with everything that is made. */
  #isWork = false;
  #given = 0;
  /** Whether what was given last is to be written at once. */
  #isUrgent = false;
  /** The number of what is being written, and of what is on the shelf. */
  #underWay: number | undefined;
  #shelved: number | undefined;
  /** What waits for what is being written, and for what is written next. */
  #waiting: (() => void)[] = [];
  #waitingForNext: (() => void)[] = [];
  #writing: Promise<void> | undefined;
  #cancel: (() => void) | undefined;
  /** The snapshot on the shelf. */
  #snapshot: { readonly value: S } | undefined;
  #isKept = true;

  /** @param changed is called when {@link isKept} did */
  constructor(
    private readonly shelf: Shelf,
    private readonly client: string,
    private readonly doc: string,
    private readonly type: DocumentType<S, O>,
    private readonly environment: Environment,
    private readonly changed: () => void,
  ) {}

  /** Whether all that was made here and is not acknowledged is on the shelf. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /**
   * Keeps this, soon, in place of what was kept before.
   *
   * @param isMade whether something was made here or acknowledged, and not only by others
   */
  keep(next: Keeping<S, O>, isMade: boolean): void {
    this.#next = next;
    const hadWork = this.#isWork;
    this.#isWork = isWork(next.state);
    if (isMade) this.#given += 1;
    this.#look();
    if (!this.#isKept || (isMade && hadWork)) this.#isUrgent = true;
    this.#schedule();
  }

  /** Runs the task when what was given last is on the shelf, or cannot be brought there; at once if it is there. */
  whenKept(task: () => void): void {
    if (this.#isKept || (this.#writing === undefined && this.#next === undefined)) task();
    else if (this.#underWay === this.#given) this.#waiting.push(task);
    else this.#waitingForNext.push(task);
  }

  /** Ends when everything that was given is on the shelf, or cannot be brought there. */
  async idle(): Promise<void> {
    for (this.#write(); this.#writing !== undefined; this.#write()) await this.#writing;
  }

  #schedule(): void {
    if (this.#isUrgent) this.#write();
    else this.#cancel ??= this.environment.after(KEEP_AFTER_MS, () => this.#write());
  }

  #write(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const next = this.#next;
    if (this.#writing !== undefined || next === undefined) return;
    this.#next = undefined;
    this.#isUrgent = false;
    this.#underWay = this.#given;
    this.#waiting = this.#waitingForNext.splice(0);
    this.#writing = this.#put(next).then((isOnShelf) => {
      this.#writing = undefined;
      this.#shelved = isOnShelf ? this.#underWay : undefined;
      this.#underWay = undefined;
      this.#look();
      for (const task of this.#waiting.splice(0)) task();
      if (this.#next !== undefined) this.#schedule();
    });
  }

  /** Returns whether it is on the shelf now. What cannot be kept as it is now is not kept as it was: it would be sent again, as another one. */
  async #put({ state, store, role }: Keeping<S, O>): Promise<boolean> {
    const value = state.base.snapshot;
    try {
      const kept = keptOf(this.type, state, store, role);
      await this.shelf.write(this.client, this.doc, kept, this.#snapshot?.value === value ? undefined : { value: this.type.encodeSnapshot(value) });
      this.#snapshot = { value };
      return true;
    } catch (error) {
      console.error(`stet: a document cannot be kept on this device, doc=${this.doc}`, error);
      this.#snapshot = undefined;
      await this.shelf.remove(this.client, this.doc).catch((reason: unknown) => console.error(`stet: an outdated document stays on this device, doc=${this.doc}`, reason));
      return false;
    }
  }

  #look(): void {
    const isKept = !this.#isWork || this.#given === this.#shelved;
    if (this.#isKept === isKept) return;
    this.#isKept = isKept;
    this.changed();
  }
}

function isWork<S, O>(state: State<S, O>): boolean {
  const { inFlight, buffer } = unsent(state);
  return inFlight !== undefined || buffer !== undefined;
}

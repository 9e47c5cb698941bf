import type { DocumentType } from "./document-type.ts";
import type { Environment } from "./environment.ts";
import { unacknowledged, type State } from "./machine.ts";
import { keptOf, type Kept, type Shelf } from "./shelf.ts";

/** After how many milliseconds at the latest is kept what is new in the log alone. */
export const KEEP_AFTER_MS = 1_000;
/** After how many milliseconds at the latest is kept what was sent at once: acknowledged sooner, it need not be. */
export const KEEP_SENT_AFTER_MS = 100;
/** How many operations may be sent until the shelf is told of their numbers again. */
export const NUMBERS_AHEAD = 1_000;

/** A document to be kept. */
interface Keeping<S, O> {
  readonly state: Exclude<State<S, O>, { name: "unopened" }>;
  readonly store: string;
  readonly role: string;
}

/**
 * Keeps one document on a shelf: one write at a time, each of the newest there is. A snapshot is written only when there is a new one.
 *
 * | what is new | is written |
 * |---|---|
 * | an edit | at once |
 * | an edit that goes ahead of the shelf | if it is not acknowledged in time: {@link KEEP_SENT_AFTER_MS} |
 * | that all is acknowledged of which something is on the shelf | at once: nobody is to find work there that is done |
 * | the log, and nothing else | after a while: {@link KEEP_AFTER_MS} |
 *
 * What is sent is on the shelf before, so that whoever goes on with it sends the same under the same number. Where the shelf has no work there
 * is nothing to go on with, and an edit may go ahead of it: be sent at once, under one of the numbers that the shelf has as used.
 */
export class Keeper<S, O> {
  /** What was given last. */
  #last: Keeping<S, O> | undefined;
  /** Since when there is something to write; undefined if there is nothing. */
  #newSinceMs: number | undefined;
  /** When the newest operation was sent. */
  #sentAtMs = 0;
  /** Counts what was made here: up to now, in what is on the shelf, and in what is being written. */
  #made = 0;
  #madeOnShelf = NaN;
  #madeInWriting = NaN;
  /** What waits, and until how much of what was made is on the shelf. */
  #waiting: (() => void) | undefined;
  #waitingForMade = 0;
  #writing: Promise<void> | undefined;
  #lookAtMs = Infinity;
  #cancel: () => void = () => undefined;
  /** The snapshot on the shelf. */
  #snapshot: { readonly value: S } | undefined;
  /** Whether there is unacknowledged work on the shelf, or there may be any moment. */
  #hasWork = false;
  /** Below this the shelf has all numbers of operations as used. */
  #endOfNumbers = 0;
  #isKept = true;
  #isHeld = false;
  /** What this program brought to the shelf last. */
  #written: Kept | undefined;
  /** Whether the last write failed: of several in a row the first is told. */
  #hasFailed = false;

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
   * @param isOfOthers whether all that is new is what others made
   */
  keep(next: Keeping<S, O>, isOfOthers: boolean): void {
    const now = this.environment.now();
    if (next.state.nextSeq !== this.#last?.state.nextSeq) this.#sentAtMs = now;
    if (!isOfOthers) this.#made += 1;
    this.#last = next;
    this.#newSinceMs ??= now;
    this.#look();
    this.#tell();
  }

  /** Runs the task when what was given last is on the shelf, cannot be brought there, or may go ahead. It takes the place of one that waits. */
  whenKept(task: () => void): void {
    this.#waiting = task;
    this.#waitingForMade = this.#made;
    if (this.#made === this.#madeOnShelf || this.#goesAhead) this.#goAhead();
  }

  /** Whether nothing is being written, nor would be. */
  get isIdle(): boolean {
    return this.#writing === undefined && this.#isKept;
  }

  /** Writes nothing until {@link goOn}: another program may go on with what is kept. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Whether another program went on with what is kept: then this one must not. */
  async isContinued(): Promise<boolean> {
    const kept = await this.shelf.read(this.client, this.doc);
    return kept !== undefined && this.#written !== undefined && workOf(kept) !== workOf(this.#written);
  }

  /** Writes again. The snapshot may be another program's by now. */
  goOn(): void {
    this.#isHeld = false;
    this.#snapshot = undefined;
    this.#write();
  }

  /** Ends when everything that was given is on the shelf, or cannot be brought there. */
  async idle(): Promise<void> {
    for (this.#write(); this.#writing !== undefined; this.#write()) await this.#writing;
  }

  get #isWork(): boolean {
    return this.#last !== undefined && unacknowledged(this.#last.state) > 0;
  }

  get #goesAhead(): boolean {
    const { state } = this.#last ?? {};
    return state !== undefined && !this.#hasWork && state.name !== "offline" && state.nextSeq <= this.#endOfNumbers;
  }

  #goAhead(): void {
    const task = this.#waiting;
    this.#waiting = undefined;
    task?.();
  }

  /** Writes what is due, or looks again when it will be. */
  #look(): void {
    if (this.#newSinceMs === undefined) return;
    const dueMs = this.#dueMs(this.#newSinceMs);
    const waitMs = dueMs - this.environment.now();
    if (waitMs <= 0) return this.#write();
    if (this.#lookAtMs <= dueMs) return;
    this.#cancel();
    this.#lookAtMs = dueMs;
    this.#cancel = this.environment.after(waitMs, () => {
      this.#lookAtMs = Infinity;
      this.#look();
    });
  }

  #dueMs(newSinceMs: number): number {
    const isMadeKept = this.#made === this.#madeOnShelf || this.#made === this.#madeInWriting;
    if (this.#isWork ? isMadeKept : !this.#hasWork) return newSinceMs + KEEP_AFTER_MS;
    return this.#isWork && this.#goesAhead ? this.#sentAtMs + KEEP_SENT_AFTER_MS : newSinceMs;
  }

  #write(): void {
    const last = this.#last;
    if (this.#writing !== undefined || last === undefined || this.#newSinceMs === undefined || this.#isHeld) return;
    const made = (this.#madeInWriting = this.#made);
    const hasWork = this.#isWork;
    this.#hasWork ||= hasWork;
    this.#newSinceMs = undefined;
    this.#writing = this.#put(last).then((isKept) => {
      this.#writing = undefined;
      this.#madeInWriting = NaN;
      this.#madeOnShelf = isKept ? made : NaN;
      this.#hasWork = isKept && hasWork;
      this.#tell();
      if (this.#waitingForMade <= made) this.#goAhead();
      this.#look();
    });
  }

  /** Returns whether it is on the shelf now. What cannot be kept as it is now is not kept as it was: it would be sent again, as another one. */
  async #put({ state, store, role }: Keeping<S, O>): Promise<boolean> {
    const value = state.base.snapshot;
    const nextSeq = state.nextSeq + NUMBERS_AHEAD;
    try {
      const kept = { ...keptOf(this.type, state, store, role), nextSeq };
      await this.shelf.write(this.client, this.doc, kept, this.#snapshot?.value === value ? undefined : { value: this.type.encodeSnapshot(value) });
      this.#snapshot = { value };
      this.#endOfNumbers = nextSeq;
      this.#written = kept;
      this.#hasFailed = false;
      return true;
    } catch (error) {
      if (!this.#hasFailed) console.error(`stet: a document cannot be kept on this device, doc=${this.doc}`, error);
      this.#hasFailed = true;
      this.#snapshot = undefined;
      this.#endOfNumbers = 0;
      // what fails now has been told
      await this.shelf.remove(this.client, this.doc).catch(() => undefined);
      return false;
    }
  }

  #tell(): void {
    const isKept = !this.#isWork || this.#made === this.#madeOnShelf;
    if (this.#isKept === isKept) return;
    this.#isKept = isKept;
    this.changed();
  }
}

function workOf({ nextSeq, inFlight, buffer }: Kept): string {
  return JSON.stringify([nextSeq, inFlight, buffer]);
}

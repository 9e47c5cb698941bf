import type { DocumentType } from "./document-type.ts";
import type { Environment } from "./environment.ts";
import { unsent, type State } from "./machine.ts";
import { keptOf, type Kept, type Shelf } from "./shelf.ts";

/** After how many milliseconds at the latest a document is kept of which all is acknowledged. */
export const KEEP_AFTER_MS = 1_000;

/** A document to be kept. */
interface Keeping<S, O> {
  readonly state: Exclude<State<S, O>, { name: "unopened" }>;
  readonly store: string;
  readonly role: string;
}

/**
 * Keeps one document on a shelf: one write at a time, each of the newest there is. What is not acknowledged is written at once, anything
 * else after a while. A snapshot is written only when there is a new one.
 */
export class Keeper<S, O> {
  #next: Keeping<S, O> | undefined;
  /** What waits for what is being written, and for what is written next. */
  #waiting: (() => void)[] = [];
  #waitingForNext: (() => void)[] = [];
  #writing: Promise<void> | undefined;
  #cancel: (() => void) | undefined;
  /** The snapshot on the shelf. */
  #snapshot: { readonly value: S } | undefined;
  /** Whether there is unacknowledged work on the shelf. */
  #hasWork = false;
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

  /** Keeps this, soon, in place of what was kept before. */
  keep(next: Keeping<S, O>): void {
    this.#next = next;
    this.#keptIs(!isWork(next.state));
    if (isWork(next.state) || this.#hasWork) this.#write();
    else this.#cancel ??= this.environment.after(KEEP_AFTER_MS, () => this.#write());
  }

  /** Runs the task when what was given last is on the shelf, or cannot be brought there; at once if it is there. */
  whenKept(task: () => void): void {
    if (this.#next !== undefined) this.#waitingForNext.push(task);
    else if (this.#writing !== undefined) this.#waiting.push(task);
    else task();
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
    this.#write();
    while (this.#writing !== undefined) await this.#writing;
  }

  #write(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const next = this.#next;
    if (this.#writing !== undefined || next === undefined || this.#isHeld) return;
    this.#next = undefined;
    this.#waiting = this.#waitingForNext.splice(0);
    this.#writing = this.#put(next).then((isKept) => {
      this.#writing = undefined;
      if (this.#next === undefined) this.#keptIs(isKept || !isWork(next.state));
      for (const task of this.#waiting.splice(0)) task();
      this.#write();
    });
  }

  /** Returns whether it is on the shelf now. What cannot be kept as it is now is not kept as it was: it would be sent again, as another one. */
  async #put({ state, store, role }: Keeping<S, O>): Promise<boolean> {
    const value = state.base.snapshot;
    try {
      const kept = keptOf(this.type, state, store, role);
      await this.shelf.write(this.client, this.doc, kept, this.#snapshot?.value === value ? undefined : { value: this.type.encodeSnapshot(value) });
      this.#snapshot = { value };
      this.#hasWork = isWork(state);
      this.#written = kept;
      this.#hasFailed = false;
      return true;
    } catch (error) {
      const tell = this.#hasFailed ? () => undefined : (reason: unknown): void => console.error(`stet: a document cannot be kept on this device, doc=${this.doc}`, reason);
      tell(error);
      this.#hasFailed = true;
      this.#snapshot = undefined;
      await this.shelf.remove(this.client, this.doc).catch(tell);
      return false;
    }
  }

  #keptIs(isKept: boolean): void {
    if (this.#isKept === isKept) return;
    this.#isKept = isKept;
    this.changed();
  }
}

function isWork<S, O>(state: State<S, O>): boolean {
  const { inFlight, buffer } = unsent(state);
  return inFlight !== undefined || buffer !== undefined;
}

function workOf({ nextSeq, inFlight, buffer }: Kept): string {
  return JSON.stringify([nextSeq, inFlight, buffer]);
}

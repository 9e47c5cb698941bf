import type { Kept, KeptDocument, Left, Shelf } from "../../src/client/index.ts";
import type { Random } from "./random.ts";
import type { VirtualClock } from "./simulation.ts";

interface Record {
  readonly client: string;
  readonly doc: string;
  readonly kept: Kept;
  readonly snapshot: unknown;
  readonly order: number;
}

/** What outlives programs in simulations: a device's storage, slow now and then, and who has claimed which client. */
export class Device {
  readonly records = new Map<string, Record>();
  readonly owners = new Map<string, string>();
  #waiting: { readonly client: string; readonly claim: () => void }[] = [];
  /** How often something was written. */
  writes = 0;
  /** Whether writes fail. */
  isFull = false;
  /** Whether clients can be claimed; if not, that fails. */
  isClaimable = true;
  /** How long it takes at most until a claim is granted, in milliseconds. */
  maxClaimMs = 0;

  constructor(
    readonly clock: VirtualClock,
    readonly random: Random,
    readonly maxDelayMs: number,
  ) {}

  /** The device as one program sees it. */
  shelf(program: string): MemoryShelf {
    return new MemoryShelf(this, program);
  }

  put(client: string, doc: string, kept: Kept, snapshot: unknown): void {
    this.writes += 1;
    this.records.set(`${client} ${doc}`, { client, doc, kept, snapshot, order: this.writes });
  }

  claimWhenFree(client: string, claim: () => void): () => void {
    const waiting = { client, claim };
    this.#waiting.push(waiting);
    this.#grant(client);
    return () => (this.#waiting = this.#waiting.filter((each) => each !== waiting));
  }

  free(client: string): void {
    this.owners.delete(client);
    this.#grant(client);
  }

  #grant(client: string): void {
    const next = this.#waiting.find((each) => each.client === client);
    if (next === undefined || this.owners.has(client)) return;
    this.#waiting = this.#waiting.filter((each) => each !== next);
    next.claim();
  }
}

export class MemoryShelf implements Shelf {
  readonly #claims = new Set<() => void>();
  #hasEnded = false;

  constructor(
    private readonly device: Device,
    private readonly program: string,
  ) {}

  claim(client: string, signal: AbortSignal): Promise<boolean> {
    if (!this.device.isClaimable) return Promise.reject(new Error("locks are not allowed here"));
    return new Promise((resolve) => {
      let cancel: (() => void) | undefined;
      const grant = (): void => {
        this.device.owners.set(client, this.program);
        if (this.device.maxClaimMs === 0) return resolve(true);
        cancel = this.device.clock.after(this.device.random.below(this.device.maxClaimMs), () => {
          cancel = undefined;
          if (!this.#hasEnded) resolve(true);
        });
      };
      const giveUp = this.device.claimWhenFree(client, grant);
      this.#claims.add(giveUp);
      signal.addEventListener("abort", () => {
        giveUp();
        cancel?.();
        if (cancel !== undefined) this.release(client);
        resolve(false);
      });
    });
  }

  release(client: string): void {
    if (this.device.owners.get(client) === this.program) this.device.free(client);
  }

  left(): Promise<readonly Left[]> {
    const records = [...this.device.records.values()].filter(({ kept }) => kept.inFlight !== undefined || kept.buffer !== undefined);
    return this.#later(() => records.map(({ client, doc, kept }) => ({ client, doc, docType: kept.docType })));
  }

  read(client: string, doc: string): Promise<KeptDocument | undefined> {
    return this.#later(() => documentOf(this.device.records.get(`${client} ${doc}`)));
  }

  newest(doc: string): Promise<KeptDocument | undefined> {
    const records = [...this.device.records.values()].filter((each) => each.doc === doc).sort((one, other) => other.order - one.order);
    return this.#later(() => documentOf(records[0]));
  }

  write(client: string, doc: string, kept: Kept, snapshot?: { readonly value: unknown }): Promise<void> {
    const copy = structuredClone(kept);
    const value = structuredClone(snapshot?.value);
    return this.#later(() => {
      if (this.device.isFull) throw new Error("the device is full");
      const before = this.device.records.get(`${client} ${doc}`);
      if (snapshot === undefined && before === undefined) throw new Error(`there is no snapshot, client=${client} doc=${doc}`);
      if (this.device.owners.get(client) !== this.program) throw new Error(`written by a program that has not claimed it, client=${client} program=${this.program}`);
      this.device.put(client, doc, copy, snapshot === undefined ? before?.snapshot : value);
    });
  }

  remove(client: string, doc: string): Promise<void> {
    return this.#later(() => void this.device.records.delete(`${client} ${doc}`));
  }

  /** The program is ended: nothing under way arrives, it waits for nothing, and what it claimed is free. */
  end(): void {
    this.#hasEnded = true;
    for (const giveUp of this.#claims) giveUp();
    for (const [client, program] of this.device.owners) {
      if (program === this.program) this.device.free(client);
    }
  }

  #later<T>(task: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.device.clock.after(this.device.random.below(this.device.maxDelayMs), () => {
        if (this.#hasEnded) return;
        try {
          resolve(task());
        } catch (error) {
          reject(error as Error);
        }
      });
    });
  }
}

function documentOf(record: Record | undefined): KeptDocument | undefined {
  return record && structuredClone({ ...record.kept, snapshot: record.snapshot });
}

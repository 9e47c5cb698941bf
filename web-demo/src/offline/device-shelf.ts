import type { Kept, KeptDocument, Left, Shelf } from "../client/index.ts";
import { completed, Database, resultOf } from "./database.ts";

/** How many documents are kept of which all is acknowledged, and that no tab has open: those used last. */
export const MAX_SETTLED_DOCUMENTS = 50;

/** A document without its snapshot, which is written far less often. */
interface Row extends Kept {
  readonly client: string;
  readonly doc: string;
  /** When it was kept, in milliseconds since 1970. */
  readonly atMs: number;
  /** There only where something is not acknowledged: an index has no more than that. */
  readonly work?: 1;
}

const STORES = ["documents", "snapshots"] as const;

/**
 * A shelf on this device, for one user of one server: what one user left must not be sent as another's.
 *
 * @param name tells it apart from others of the same origin
 * @return undefined where the browser lacks IndexedDB or Web Locks: in pages that did not come over HTTPS or from this machine
 */
export function deviceShelf(name: string): DeviceShelf | undefined {
  return typeof indexedDB === "undefined" || typeof navigator === "undefined" || navigator.locks === undefined ? undefined : new DeviceShelf(name);
}

/**
 * Documents in IndexedDB; clients are claimed by Web Locks, which the browser gives back however a tab ends. What is kept outlives the tab and
 * the browser; a power failure in the same moment may take it.
 */
export class DeviceShelf implements Shelf {
  readonly #database: Database;
  /** What lets go of each client that is claimed here. */
  readonly #claimed = new Map<string, () => void>();
  /** In which database, as it was opened, the snapshot of a document is certain to be. */
  readonly #snapshots = new Map<string, IDBDatabase>();
  readonly #prefix: string;
  #isTidy = false;

  /** @param name tells this shelf apart from others of the same origin */
  constructor(name: string) {
    this.#prefix = `stet ${name} `;
    this.#database = new Database(`stet ${name}`, 1, (database) => {
      const documents = database.createObjectStore("documents", { keyPath: ["client", "doc"] });
      documents.createIndex("doc", "doc");
      documents.createIndex("work", "work");
      database.createObjectStore("snapshots");
    });
  }

  claim(client: string, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const hold = (): Promise<void> => {
        // Another program may have had it meanwhile.
        for (const place of this.#snapshots.keys()) if (place.startsWith(`${client} `)) this.#snapshots.delete(place);
        resolve(true);
        return new Promise((release) => this.#claimed.set(client, release));
      };
      navigator.locks.request(this.#prefix + client, { signal }, hold).catch((error: unknown) => {
        if (signal.aborted) resolve(false);
        else reject(error as Error);
      });
    });
  }

  release(client: string): void {
    this.#claimed.get(client)?.();
    this.#claimed.delete(client);
  }

  async left(): Promise<readonly Left[]> {
    if (!this.#isTidy) await this.#tidy();
    const transaction = await this.#database.transaction(["documents"], "readonly");
    const rows: Row[] = await resultOf(transaction.objectStore("documents").index("work").getAll());
    return rows.map(({ client, doc, docType }) => ({ client, doc, docType }));
  }

  async read(client: string, doc: string): Promise<KeptDocument | undefined> {
    const transaction = await this.#database.transaction(STORES, "readonly");
    return this.#whole(transaction, await resultOf<Row | undefined>(transaction.objectStore("documents").get([client, doc])));
  }

  async newest(doc: string): Promise<KeptDocument | undefined> {
    const transaction = await this.#database.transaction(STORES, "readonly");
    const rows: Row[] = await resultOf(transaction.objectStore("documents").index("doc").getAll(doc));
    return this.#whole(transaction, rows.sort((one, other) => other.atMs - one.atMs)[0]);
  }

  async write(client: string, doc: string, kept: Kept, snapshot?: { readonly value: unknown }): Promise<void> {
    const isWork = kept.inFlight !== undefined || kept.buffer !== undefined;
    const row: Row = { ...kept, client, doc, atMs: Date.now(), ...(isWork && { work: 1 }) };
    const transaction = await this.#database.transaction(STORES, "readwrite");
    const done = completed(transaction);
    const place = `${client} ${doc}`;
    transaction.objectStore("documents").put(row);
    if (snapshot !== undefined) {
      transaction.objectStore("snapshots").put(snapshot.value, [client, doc]);
      transaction.commit();
    } else if (this.#snapshots.get(place) === transaction.db) {
      transaction.commit();
    } else {
      const there = transaction.objectStore("snapshots").getKey([client, doc]);
      there.onsuccess = () => there.result === undefined && transaction.abort();
    }
    await done;
    this.#snapshots.set(place, transaction.db);
  }

  async remove(client: string, doc: string): Promise<void> {
    this.#snapshots.delete(`${client} ${doc}`);
    const transaction = await this.#database.transaction(STORES, "readwrite");
    for (const store of STORES) transaction.objectStore(store).delete([client, doc]);
    await completed(transaction);
  }

  async #whole(transaction: IDBTransaction, row: Row | undefined): Promise<KeptDocument | undefined> {
    if (row === undefined) return undefined;
    const { client, doc, atMs: _atMs, work: _work, ...kept } = row;
    return { ...kept, snapshot: await resultOf<unknown>(transaction.objectStore("snapshots").get([client, doc])) };
  }

  /** Takes away old documents that nobody needs: a client that has work, or a tab, keeps all its documents. */
  async #tidy(): Promise<void> {
    this.#isTidy = true;
    const { held = [] } = await navigator.locks.query();
    const living = new Set(held.map(({ name }) => name?.slice(this.#prefix.length)));
    const transaction = await this.#database.transaction(STORES, "readwrite");
    const rows: Row[] = await resultOf(transaction.objectStore("documents").getAll());
    const needed = new Set(rows.filter(({ work }) => work !== undefined).map(({ client }) => client));
    const settled = rows.filter(({ client }) => !living.has(client) && !needed.has(client)).sort((one, other) => other.atMs - one.atMs);
    for (const { client, doc } of settled.slice(MAX_SETTLED_DOCUMENTS)) {
      for (const store of STORES) transaction.objectStore(store).delete([client, doc]);
    }
    await completed(transaction);
  }
}

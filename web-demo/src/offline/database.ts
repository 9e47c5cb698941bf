/** IndexedDB with promises. */

/** Ends with the result of a request. */
export function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("a request failed"));
  });
}

/** Ends when all that was done in a transaction stays. */
export function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("a transaction was aborted"));
  });
}

/** A database that is opened when it is used, and again after it was lost. */
export class Database {
  #opened: Promise<IDBDatabase> | undefined;

  /**
   * @param version of the stores, from 1
   * @param upgrade makes them what they are in this version of what they were in an earlier one; 0 if there are none yet
   */
  constructor(
    private readonly name: string,
    private readonly version: number,
    private readonly upgrade: (database: IDBDatabase, from: number) => void,
  ) {}

  /** Begins a transaction over stores of these names. */
  async transaction(stores: readonly string[], mode: IDBTransactionMode): Promise<IDBTransaction> {
    try {
      return await this.#begin(stores, mode);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "InvalidStateError")) throw error;
      // The database was lost, which not every browser tells.
      this.#opened = undefined;
      return this.#begin(stores, mode);
    }
  }

  async #begin(stores: readonly string[], mode: IDBTransactionMode): Promise<IDBTransaction> {
    const database = await (this.#opened ??= this.#open());
    return database.transaction(stores, mode, { durability: "relaxed" });
  }

  async #open(): Promise<IDBDatabase> {
    try {
      const request = indexedDB.open(this.name, this.version);
      request.onupgradeneeded = ({ oldVersion }) => this.upgrade(request.result, oldVersion);
      const database = await resultOf(request);
      database.onclose = () => (this.#opened = undefined);
      // A newer version of the program wants to change it.
      database.onversionchange = () => {
        database.close();
        this.#opened = undefined;
      };
      return database;
    } catch (error) {
      this.#opened = undefined;
      throw error;
    }
  }
}

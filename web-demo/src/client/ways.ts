import type { Environment, Fallback } from "./environment.ts";

/** How many WebSockets in a row may fail before something else is tried: the first ever, and where one has worked. */
export const SOCKETS_BEFORE_FALLBACK = 2;
export const KNOWN_SOCKETS_BEFORE_FALLBACK = 4;

/**
 * Which way the next attempt to connect goes: by a WebSocket, or by what stands in for one.
 *
 * ```
 *                    too many fail                welcome
 *   socket, socket ───────────────▶ fallback ─────────────────▶ fallback, until a WebSocket is known to work
 *      ▲                               │
 *      └──────────── fails ────────────┘  a server that is down lets nobody in either way
 * ```
 */
export class Ways {
  #failures = 0;
  #socketWorked = false;
  readonly #fallback: Fallback | undefined;

  constructor(environment: Environment) {
    this.#fallback = environment.fallback;
    if (this.#fallback?.wasNeeded === true) this.#failures = SOCKETS_BEFORE_FALLBACK;
  }

  /** What the next attempt is to be made with; undefined for a WebSocket. */
  get next(): Fallback | undefined {
    const most = this.#socketWorked ? KNOWN_SOCKETS_BEFORE_FALLBACK : SOCKETS_BEFORE_FALLBACK;
    return this.#failures >= most ? this.#fallback : undefined;
  }

  /** The last attempt led to a welcome. */
  welcomed(): void {
    if (this.next === undefined) this.socketWorks();
    else this.next.wasNeeded = true;
  }

  /** The last attempt led to none. */
  failed(): void {
    const fellBack = this.next !== undefined;
    this.#failures = !fellBack ? this.#failures + 1 : this.#socketWorked ? 0 : SOCKETS_BEFORE_FALLBACK - 1;
  }

  /** WebSockets are not blocked, or not any more. */
  socketWorks(): void {
    this.#failures = 0;
    this.#socketWorked = true;
    if (this.#fallback?.wasNeeded === true) this.#fallback.wasNeeded = false;
  }
}

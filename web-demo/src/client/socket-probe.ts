import { Backoff } from "./backoff.ts";
import type { TokenSupplier } from "./connection.ts";
import type { Environment, Socket, SocketEvents } from "./environment.ts";

/** The longest time until a WebSocket is tried for the first time while there is something else in its place, and between two tries. */
export const PROBE_BASE_MS = 60_000;
export const PROBE_CEILING_MS = 600_000;
/** How long a WebSocket may take to be greeted by the server. */
const GREETING_DEADLINE_MS = 10_000;

/** Tries from time to time, beside a connection that does without, whether a WebSocket can be had by now. */
export class SocketProbe {
  #socket: Socket | undefined;
  #isStopped = false;
  #cancel: () => void = () => undefined;
  readonly #backoff: Backoff;

  /** @param works told when one was greeted; it is closed by then, and no other is tried */
  constructor(
    private readonly environment: Environment,
    private readonly open: (token: string | undefined, events: SocketEvents) => Socket,
    private readonly token: TokenSupplier | undefined,
    private readonly works: () => void,
  ) {
    this.#backoff = new Backoff(() => 0.5 + environment.random() / 2, PROBE_BASE_MS, PROBE_CEILING_MS);
    this.#later();
  }

  stop(): void {
    this.#isStopped = true;
    this.#discard();
  }

  #discard(): void {
    this.#cancel();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #later(): void {
    this.#discard();
    this.#cancel = this.environment.after(this.#backoff.next(), () => void this.#try());
  }

  async #try(): Promise<void> {
    try {
      const token = await this.token?.();
      if (!this.#isStopped) this.#openSocket(token);
    } catch (error) {
      console.warn("stet: there is no token", error);
      if (!this.#isStopped) this.#later();
    }
  }

  #openSocket(token: string | undefined): void {
    this.#cancel = this.environment.after(GREETING_DEADLINE_MS, () => this.#later());
    const socket = this.open(token, {
      // the first that the server says is its welcome
      received: () => {
        if (this.#socket !== socket) return;
        this.stop();
        this.works();
      },
      closed: () => this.#socket === socket && this.#later(),
    });
    this.#socket = socket;
  }
}

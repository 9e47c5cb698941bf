import type { Environment } from "./environment.ts";

/** How often in a heartbeat the connection is looked at. */
const CHECKS_PER_HEARTBEAT = 3;

/** Keeps a connection known to be alive: pings when there is nothing else to say, and notices when nobody answers. */
export class Heartbeat {
  #heardAt: number;
  #sentAt: number;
  /** When the oldest ping that nothing was heard since was sent. */
  #pingedAt: number | undefined;
  #cancelCheck: () => void = () => undefined;
  #cancelProbe: () => void = () => undefined;

  /**
   * @param heartbeatMs how often the server wants to hear something
   * @param ping sends a ping, and leads to a call of {@link sent}
   * @param dead the other side is gone: nothing was heard for a whole heartbeat after a ping
   */
  constructor(
    private readonly environment: Environment,
    private readonly heartbeatMs: number,
    private readonly ping: () => void,
    private readonly dead: () => void,
  ) {
    this.#heardAt = this.#sentAt = environment.now();
    this.#schedule();
  }

  heard(): void {
    this.#heardAt = this.environment.now();
    this.#pingedAt = undefined;
    this.#cancelProbe();
  }

  sent(): void {
    this.#sentAt = this.environment.now();
  }

  /** Finds out now whether the other side is there: something must be heard within `deadlineMs`. */
  probe(deadlineMs: number): void {
    this.#cancelProbe();
    this.#cancelProbe = this.environment.after(deadlineMs, this.dead);
    this.#sendPing();
  }

  stop(): void {
    this.#cancelCheck();
    this.#cancelProbe();
  }

  #schedule(): void {
    this.#cancelCheck = this.environment.after(this.heartbeatMs / CHECKS_PER_HEARTBEAT, () => this.#check());
  }

  #check(): void {
    const now = this.environment.now();
    if (this.#pingedAt !== undefined && now - this.#pingedAt >= this.heartbeatMs) {
      this.stop();
      this.dead();
      return;
    }
    const quietMs = now - Math.min(this.#heardAt, this.#sentAt);
    if (this.#pingedAt === undefined && quietMs >= this.heartbeatMs / 2) this.#sendPing();
    this.#schedule();
  }

  #sendPing(): void {
    this.#pingedAt ??= this.environment.now();
    this.ping();
  }
}

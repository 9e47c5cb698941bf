import { StetClient, type Environment, type SocketEvents } from "../../src/client/index.ts";
import type { Device, MemoryShelf } from "./memory-shelf.ts";
import type { VirtualNetwork } from "./simulation.ts";

/** A program on a device, which can be ended at any moment like a tab that is closed. */
export class Tab {
  readonly client: StetClient;
  readonly #shelf: MemoryShelf;
  #hasEnded = false;

  constructor(
    readonly name: string,
    private readonly network: VirtualNetwork,
    device: Device,
  ) {
    this.#shelf = device.shelf(name);
    this.client = new StetClient("ws://sim/ws", { shelf: this.#shelf, environment: this.#environment() });
  }

  /** The user goes to another tab, or closes this one. */
  hide(): void {
    this.network.news(this.name, "hidden");
  }

  /** The user goes to another page, and this one is kept as it is. */
  leave(): void {
    this.network.news(this.name, "leaving");
  }

  comeBack(): void {
    this.network.news(this.name, "back");
  }

  /** Nothing is done in it any more, and what it had not sent or kept is gone. */
  end(): void {
    this.#hasEnded = true;
    this.network.cut(this.name);
    this.#shelf.end();
  }

  #environment(): Environment {
    const whole = this.network.environment(this.name);
    const alive = (task: () => unknown): void => void (this.#hasEnded || task());
    return {
      ...whole,
      after: (delayMs, task) => whole.after(delayMs, () => alive(task)),
      openSocket: (url, subprotocols, events) => {
        const heard: SocketEvents = { received: (frame) => alive(() => events.received(frame)), closed: (code, reason) => alive(() => events.closed(code, reason)) };
        return whole.openSocket(url, subprotocols, heard);
      },
    };
  }
}

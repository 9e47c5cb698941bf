/** A world of its own for whole clients: a clock, and a network that delays, loses and cuts, all from one seed. */
import type { Environment, NetworkNews, Socket, SocketEvents } from "../../src/client/environment.ts";
import type { ModelServer, ModelSession } from "./model-server.ts";
import type { Random } from "./random.ts";

interface Task {
  readonly at: number;
  readonly run: () => void;
}

/** Time that passes only when there is something to do. */
export class VirtualClock {
  now = 0;
  readonly #tasks: Task[] = [];

  after(delayMs: number, run: () => void): () => void {
    const task = { at: this.now + delayMs, run };
    let index = this.#tasks.length;
    while (index > 0 && (this.#tasks[index - 1] as Task).at > task.at) index -= 1;
    this.#tasks.splice(index, 0, task);
    return () => {
      const found = this.#tasks.indexOf(task);
      if (found >= 0) this.#tasks.splice(found, 1);
    };
  }

  /** Runs what is due in the next so many milliseconds, and after each task whatever promises it kept. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await settled();
    for (let task = this.#tasks[0]; task !== undefined && task.at <= end; task = this.#tasks[0]) {
      this.runUntil(task.at);
      await settled();
    }
    this.now = end;
  }

  /** Runs what is due until the moment. */
  runUntil(moment: number): void {
    for (let task = this.#tasks[0]; task !== undefined && task.at <= moment; task = this.#tasks[0]) {
      this.#tasks.shift();
      this.now = Math.max(this.now, task.at);
      task.run();
    }
    this.now = Math.max(this.now, moment);
  }
}

/** Lets all promises go on that can. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Between clients and the server: each direction of a link keeps its order, and has its own delays. */
export class VirtualNetwork {
  isUp = true;
  readonly #links = new Map<string, VirtualLink>();
  readonly #watchers = new Set<{ readonly client: string; readonly listener: (news: NetworkNews) => void }>();

  constructor(
    readonly clock: VirtualClock,
    readonly random: Random,
    readonly server: ModelServer,
    readonly maxDelayMs: number,
  ) {}

  /**
   * @param client names who is at this end; the server is told the client that the address says
   * @param lookMs how much time passes whenever the client looks at the clock
   */
  environment(client: string, lookMs = 0): Environment {
    return {
      now: () => (this.clock.now += lookMs),
      after: (delayMs, task) => this.clock.after(delayMs, task),
      random: () => this.random.next(),
      openSocket: (url, _subprotocols, events) => {
        const link = new VirtualLink(this, new URL(url).searchParams.get("client") ?? client, events);
        this.#links.set(client, link);
        return link;
      },
      watch: (listener) => {
        const watcher = { client, listener };
        this.#watchers.add(watcher);
        return () => this.#watchers.delete(watcher);
      },
    };
  }

  /** Cuts the newest link of a client. */
  cut(client: string): void {
    this.#links.get(client)?.cut();
  }

  news(client: string, news: NetworkNews): void {
    for (const watcher of [...this.#watchers]) if (watcher.client === client) watcher.listener(news);
  }
}

class VirtualLink implements Socket {
  #session: ModelSession | undefined;
  #isClosed = false;
  #isCut = false;
  #upAt = 0;
  #downAt = 0;

  constructor(
    private readonly network: VirtualNetwork,
    client: string,
    private readonly events: SocketEvents,
  ) {
    this.#up(() => {
      if (!network.isUp) return this.#down(() => events.closed(1006, ""));
      this.#session = network.server.connect(
        client,
        (frame) => this.#down(() => events.received(frame)),
        (code) => this.#down(() => events.closed(code, "")),
      );
    });
  }

  send(frame: string): void {
    this.#up(() => this.#session?.received(frame));
  }

  close(): void {
    this.#isClosed = true;
    this.#up(() => this.#session?.end(1000));
  }

  /** What is under way to the client is lost; what is under way to the server may still arrive. Each side notices later, or never. */
  cut(): void {
    const { random, clock } = this.network;
    this.#isCut = true;
    if (random.chance(0.8)) clock.after(random.below(200), () => !this.#isClosed && this.events.closed(1006, ""));
    clock.after(random.below(400), () => this.#session?.end(1006));
  }

  #up(deliver: () => void): void {
    if (this.#isCut) return;
    this.#upAt = this.#arrival(this.#upAt);
    this.network.clock.after(this.#upAt - this.network.clock.now, deliver);
  }

  #down(deliver: () => void): void {
    this.#downAt = this.#arrival(this.#downAt);
    this.network.clock.after(this.#downAt - this.network.clock.now, () => {
      if (!this.#isClosed && !this.#isCut) deliver();
    });
  }

  #arrival(earliest: number): number {
    return Math.max(earliest, this.network.clock.now + this.network.random.below(this.network.maxDelayMs));
  }
}

import assert from "node:assert/strict";
import { Connection, type ConnectionStatus } from "../../src/client/connection.ts";
import type { Environment, NetworkNews, SocketEvents } from "../../src/client/environment.ts";
import type { ServerMessage } from "../../src/client/protocol.ts";
import { VirtualClock } from "./simulation.ts";

const WELCOME = JSON.stringify({ type: "session:welcome", session: "s", client: "c", user: "u", heartbeatMs: 15_000, limits: {} });

/** A connection over sockets the test holds in its hand. */
export class World {
  readonly clock = new VirtualClock();
  readonly sockets: { events: SocketEvents; sent: string[]; isClosed: boolean }[] = [];
  readonly statuses: ConnectionStatus[] = [];
  readonly messages: string[] = [];
  /** The revisions that messages lead to. */
  readonly revisions: number[] = [];
  /** What happens with each message. */
  handle: (message: ServerMessage) => void = () => undefined;
  lost = 0;
  subprotocols: readonly (readonly string[])[] = [];
  chance = 0.5;
  news: (news: NetworkNews) => void = () => undefined;
  readonly connection: Connection;

  constructor(token?: () => Promise<string> | string) {
    const environment: Environment = {
      now: () => this.clock.now,
      after: (delayMs, task) => this.clock.after(delayMs, task),
      random: () => this.chance,
      openSocket: (_url, subprotocols, events) => {
        this.subprotocols = [...this.subprotocols, subprotocols];
        const socket = { events, sent: [] as string[], isClosed: false };
        this.sockets.push(socket);
        return { send: (frame) => socket.sent.push(frame), close: () => (socket.isClosed = true) };
      },
      watch: (listener) => {
        this.news = listener;
        return () => (this.news = () => undefined);
      },
    };
    this.connection = new Connection("ws://test/ws", environment, {
      status: (status) => this.statuses.push(status),
      opened: () => undefined,
      message: (message) => {
        this.messages.push(message.type);
        if ("revision" in message) this.revisions.push(message.revision);
        this.handle(message);
      },
      lost: () => (this.lost += 1),
    }, token);
    this.connection.start();
  }

  get socket(): World["sockets"][number] {
    const socket = this.sockets.at(-1);
    assert.ok(socket !== undefined);
    return socket;
  }

  welcome(): this {
    this.socket.events.received(WELCOME);
    assert.equal(this.connection.status.name, "open");
    return this;
  }

  pass(ms: number): this {
    this.clock.runUntil(this.clock.now + ms);
    return this;
  }
}

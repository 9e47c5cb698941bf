import assert from "node:assert/strict";
import { test } from "node:test";
import { Connection, type ConnectionStatus } from "../src/client/connection.ts";
import type { Environment, Socket, SocketEvents } from "../src/client/environment.ts";
import { PROBE_BASE_MS } from "../src/client/socket-probe.ts";
import { VirtualClock } from "./support/simulation.ts";

const WELCOME = JSON.stringify({ type: "session:welcome", session: "s", client: "c", user: "u", heartbeatMs: 1_000_000, limits: {} });

type Way = "socket" | "events";

/** A connection in a network that lets only some ways through. */
class World {
  readonly clock = new VirtualClock();
  readonly tried: Way[] = [];
  readonly open = new Map<Socket, { way: Way; events: SocketEvents }>();
  readonly statuses: ConnectionStatus["name"][] = [];
  readonly tokens: (string | undefined)[] = [];
  blocked = new Set<Way>();
  fallback: NonNullable<Environment["fallback"]>;
  readonly connection: Connection;

  constructor(blocked: Way[] = [], wasNeeded = false, token?: () => string) {
    this.blocked = new Set(blocked);
    this.fallback = { wasNeeded, open: (_url, shown, events) => (this.tokens.push(shown), this.#try("events", events)) };
    const environment: Environment = {
      now: () => this.clock.now,
      after: (delayMs, task) => this.clock.after(delayMs, task),
      random: () => 0.5,
      openSocket: (_url, _subprotocols, events) => this.#try("socket", events),
      fallback: this.fallback,
      watch: () => () => undefined,
    };
    const listener = { status: ({ name }: ConnectionStatus) => this.statuses.push(name), opened: () => undefined, message: () => undefined, lost: () => undefined };
    this.connection = new Connection("ws://test/ws", environment, listener, token);
    this.connection.start();
  }

  #try(way: Way, events: SocketEvents): Socket {
    this.tried.push(way);
    const socket: Socket = { send: () => undefined, close: () => this.open.delete(socket) };
    this.open.set(socket, { way, events });
    this.clock.after(10, () => {
      if (!this.open.has(socket)) return;
      if (this.blocked.has(way)) events.closed(1006, "");
      else events.received(WELCOME);
    });
    return socket;
  }

  /** The network changes, and with it every connection that there is. */
  cut(...blocked: Way[]): void {
    this.blocked = new Set(blocked);
    for (const { events } of [...this.open.values()]) events.closed(1006, "");
  }

  async pass(ms: number): Promise<this> {
    const until = this.clock.now + ms;
    while (this.clock.now < until) {
      this.clock.runUntil(Math.min(until, this.clock.now + 50));
      await Promise.resolve();
    }
    return this;
  }

  get ways(): Way[] {
    return [...this.open.values()].map(({ way }) => way);
  }
}

test("where no WebSocket gets through, another way is found within seconds, and remembered", async () => {
  const world = await new World(["socket"]).pass(5_000);
  assert.deepEqual(world.tried, ["socket", "socket", "events"]);
  assert.equal(world.connection.status.name, "open");
  assert.equal(world.fallback.wasNeeded, true);
});

test("where it was needed before, it is taken at once", async () => {
  const world = await new World(["socket"], true, () => "token-1").pass(1_000);
  assert.deepEqual(world.tried, ["events"]);
  assert.deepEqual(world.tokens, ["token-1"]);
  assert.equal(world.connection.status.name, "open");
});

test("where WebSockets work nothing else is tried, not even in a short outage", async () => {
  const world = await new World().pass(1_000);
  world.cut("socket", "events");
  await world.pass(1_000);
  world.blocked.clear();
  await world.pass(30_000);
  assert.deepEqual([...new Set(world.tried)], ["socket"]);
  assert.equal(world.connection.status.name, "open");
  assert.equal(world.fallback.wasNeeded, false);
});

test("a server that is down is tried for both ways, and found by either", async () => {
  const world = await new World(["socket", "events"]).pass(120_000);
  assert.ok(world.tried.filter((way) => way === "events").length >= 2);
  assert.ok(world.tried.filter((way) => way === "socket").length >= 4);
  world.blocked = new Set(["events"]);
  await world.pass(60_000);
  assert.deepEqual(world.ways, ["socket"]);
});

test("WebSockets are tried again beside what works, and taken when they do", async () => {
  const world = await new World(["socket"]).pass(5_000);
  const before = world.statuses.length;
  await world.pass(PROBE_BASE_MS);
  assert.equal(world.tried.at(-1), "socket");
  assert.equal(world.statuses.length, before);
  assert.deepEqual(world.ways, ["events"]);
  world.blocked.clear();
  await world.pass(3 * PROBE_BASE_MS);
  assert.deepEqual(world.ways, ["socket"]);
  assert.equal(world.connection.status.name, "open");
  assert.equal(world.fallback.wasNeeded, false);
  const tried = world.tried.length;
  await world.pass(10 * PROBE_BASE_MS);
  assert.equal(world.tried.length, tried);
});

test("a client that is stopped tries nothing any more", async () => {
  const world = await new World(["socket"]).pass(5_000);
  world.connection.stop();
  const tried = world.tried.length;
  await world.pass(10 * PROBE_BASE_MS);
  assert.equal(world.tried.length, tried);
  assert.deepEqual(world.ways, []);
});

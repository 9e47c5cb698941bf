import assert from "node:assert/strict";
import { test } from "node:test";
import { AFTER_RATE_LIMITED_MS, BACKOFF_BASE_MS, BACKOFF_CEILING_MS, Connection, PROBE_DEADLINE_MS, STABLE_MS, WELCOME_DEADLINE_MS } from "../src/client/connection.ts";
import type { Environment } from "../src/client/environment.ts";
import { World } from "./support/connection-world.ts";
import { VirtualClock } from "./support/simulation.ts";

for (const code of [1003, 1007, 1009, 4009]) {
  test(`a close with ${code} is final`, () => {
    const world = new World().welcome();
    world.socket.events.closed(code, "why");
    assert.deepEqual(world.connection.status, { name: "stopped", code, reason: "why" });
    assert.equal(world.lost, 1);
    world.pass(100_000).news("online");
    assert.equal(world.sockets.length, 1);
  });
}

for (const code of [1001, 1006, 1011, 4010, 4999]) {
  test(`after a close with ${code} the connection is opened again`, () => {
    const world = new World().welcome();
    world.socket.events.closed(code, "");
    assert.equal(world.connection.status.name, "waiting");
    world.pass(1_000).welcome();
    assert.equal(world.lost, 1);
  });
}

test("how many attempts failed in a row is known while the next one is made, too", () => {
  const world = new World();
  for (let failure = 0; failure < 3; failure++) {
    world.socket.events.closed(1006, "");
    world.pass(2 * BACKOFF_BASE_MS);
  }
  assert.deepEqual(
    world.statuses.map((status) => [status.name, "failures" in status && status.failures]),
    [["connecting", 0], ["waiting", 1], ["connecting", 1], ["waiting", 2], ["connecting", 2], ["waiting", 3], ["connecting", 3]],
  );
  world.welcome().pass(STABLE_MS);
  world.socket.events.closed(1006, "");
  world.pass(BACKOFF_BASE_MS);
  assert.deepEqual(world.connection.status, { name: "connecting", failures: 1 });
});

test("waits grow with failures up to a ceiling, and start over after a stable connection", () => {
  const world = new World();
  world.chance = 0.999_999;
  const waits: number[] = [];
  for (let failure = 0; failure < 9; failure++) {
    world.socket.events.closed(1006, "");
    const { status } = world.connection;
    assert.equal(status.name, "waiting");
    if (status.name !== "waiting") return;
    waits.push(status.retryAtMs - world.clock.now);
    world.pass(waits.at(-1) ?? 0);
  }
  assert.deepEqual(waits.map((wait) => Math.round(wait / 500)), [1, 2, 4, 8, 16, 32, 40, 40, 40]);
  assert.ok(waits.every((wait) => wait <= BACKOFF_CEILING_MS));
  world.welcome().pass(6_000);
  world.socket.events.closed(1006, "");
  assert.equal(world.connection.status.name === "waiting" && world.connection.status.failures, 1);
});

test("after draining, the client comes back around the time the server named", () => {
  const world = new World().welcome();
  world.socket.events.received(JSON.stringify({ type: "session:draining", retryAfterMs: 4_000 }));
  world.chance = 0.25;
  world.socket.events.closed(4010, "");
  assert.equal(world.connection.status.name === "waiting" && world.connection.status.retryAtMs - world.clock.now, 3_000);
});

test("after sending too much, the client stays away for a while", () => {
  const world = new World().welcome();
  world.chance = 0.25;
  world.socket.events.closed(4008, "rate limited");
  assert.equal(world.connection.status.name === "waiting" && world.connection.status.retryAtMs - world.clock.now, 0.75 * AFTER_RATE_LIMITED_MS);
  world.pass(AFTER_RATE_LIMITED_MS).welcome();
  assert.equal(world.lost, 1);
});

test("a quiet connection is pinged, and given up when nobody answers", () => {
  const world = new World().welcome();
  world.pass(10_000);
  assert.match(world.socket.sent.at(-1) ?? "", /"type":"ping"/);
  world.socket.events.received(JSON.stringify({ type: "pong", re: "1" }));
  world.pass(15_000);
  assert.equal(world.connection.status.name, "open");
  world.pass(15_000);
  assert.equal(world.lost, 1);
  assert.ok(world.sockets[0]?.isClosed);
});

test("something is sent at least once in a heartbeat", () => {
  const world = new World().welcome();
  for (let second = 1; second <= 120; second++) {
    const before = world.socket.sent.length;
    world.pass(1_000);
    world.socket.events.received("[]");
    if (second % 15 === 0) {
      assert.ok(world.socket.sent.length >= second / 15, `nothing sent in time, second=${second} before=${before}`);
    }
  }
  assert.equal(world.sockets.length, 1);
});

test("a server that does not say welcome in time is left", () => {
  const world = new World();
  world.pass(WELCOME_DEADLINE_MS);
  assert.equal(world.connection.status.name, "waiting");
  assert.ok(world.socket.isClosed);
});

test("when the network comes back a waiting client connects at once, a connected one makes sure", () => {
  const world = new World();
  world.socket.events.closed(1006, "");
  world.news("online");
  assert.equal(world.sockets.length, 2);
  world.welcome().news("visible");
  assert.match(world.socket.sent.at(-1) ?? "", /ping/);
  world.pass(PROBE_DEADLINE_MS);
  assert.equal(world.connection.status.name, "waiting");
});

test("a page that is left has no socket, whatever happens, until it is back", () => {
  const world = new World().welcome();
  world.connection.suspend();
  assert.ok(world.socket.isClosed);
  assert.deepEqual([world.connection.status.name, world.lost], ["waiting", 1]);
  world.news("visible");
  world.connection.retryNow();
  world.pass(100_000);
  assert.equal(world.sockets.length, 1);
  world.connection.resume();
  assert.equal(world.sockets.length, 2);
  world.welcome();
  world.connection.stop();
  world.connection.suspend();
  world.connection.resume();
  assert.equal(world.sockets.length, 2);
});

test("an older socket of this very client that replaces the newer one does not stop it", () => {
  const world = new World();
  world.pass(WELCOME_DEADLINE_MS + 1_000).welcome();
  world.socket.events.closed(4009, "");
  assert.equal(world.connection.status.name, "waiting");
});

test("a socket that cannot even be made is tried again later", (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  let tries = 0;
  const clock = new VirtualClock();
  const environment: Environment = {
    now: () => clock.now,
    after: (delayMs, task) => clock.after(delayMs, task),
    random: () => 0.5,
    openSocket: () => {
      tries += 1;
      throw new SyntaxError("no such subprotocol");
    },
    watch: () => () => undefined,
  };
  const connection = new Connection("ws://test/ws", environment, { status: () => undefined, opened: () => undefined, message: () => undefined, lost: () => undefined });
  connection.start();
  assert.equal(connection.status.name, "waiting");
  clock.runUntil(5_000);
  assert.ok(tries > 2 && errors.mock.callCount() === tries);
});

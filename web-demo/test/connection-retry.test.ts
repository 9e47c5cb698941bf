import assert from "node:assert/strict";
import { test } from "node:test";
import { StetClient } from "../src/client/client.ts";
import { BACKOFF_BASE_MS } from "../src/client/connection.ts";
import { World } from "./support/connection-world.ts";
import { ModelServer } from "./support/model-server.ts";
import { Random } from "./support/random.ts";
import { VirtualClock, VirtualNetwork } from "./support/simulation.ts";

test("a waiting client that is asked to tries at once, and not once more when its wait would have been over", () => {
  const world = new World();
  world.socket.events.closed(1006, "");
  world.connection.retryNow();
  assert.equal(world.sockets.length, 2);
  assert.deepEqual(world.connection.status, { name: "connecting", failures: 1 });
  world.pass(BACKOFF_BASE_MS);
  assert.equal(world.sockets.length, 2);
  world.welcome();
});

test("an attempt that was asked for counts like any other: when it fails, the next wait is longer", () => {
  const world = new World();
  world.chance = 0.999_999;
  for (const failures of [1, 2, 3]) {
    world.socket.events.closed(1006, "");
    assert.deepEqual(world.connection.status, { name: "waiting", retryAtMs: world.clock.now + BACKOFF_BASE_MS * 2 ** (failures - 1), failures });
    world.connection.retryNow();
  }
  assert.equal(world.sockets.length, 4);
  assert.equal(world.clock.now, 0);
});

for (const name of ["connecting", "open", "stopped"] as const) {
  test(`a client that is ${name} has nothing to try again`, () => {
    const world = new World();
    if (name !== "connecting") world.welcome();
    if (name === "stopped") world.connection.stop();
    const said = world.statuses.length;
    world.connection.retryNow();
    assert.deepEqual([world.connection.status.name, world.sockets.length, world.socket.isClosed, world.statuses.length], [name, 1, name === "stopped", said]);
  });
}

for (const name of ["connecting", "open"] as const) {
  test(`reconnect() gives up a socket that is ${name}, and opens another after a while`, () => {
    const world = new World();
    if (name === "open") world.welcome();
    world.connection.reconnect();
    assert.deepEqual([world.connection.status.name, world.sockets.length, world.socket.isClosed, world.lost], ["waiting", 1, true, name === "open" ? 1 : 0]);
    world.pass(BACKOFF_BASE_MS);
    assert.equal(world.sockets.length, 2);
    world.welcome();
  });
}

for (const name of ["waiting", "stopped"] as const) {
  test(`reconnect() leaves a client as it is that is ${name}: it has no socket to give up`, () => {
    const world = new World();
    if (name === "waiting") world.socket.events.closed(1006, "");
    else world.connection.stop();
    const { status } = world.connection;
    world.connection.reconnect();
    assert.equal(world.connection.status, status);
    world.pass(BACKOFF_BASE_MS);
    assert.equal(world.sockets.length, name === "waiting" ? 2 : 1);
  });
}

test("a client with documents is back as soon as it is asked to try, however long it would have waited", () => {
  const clock = new VirtualClock();
  const network = new VirtualNetwork(clock, new Random(1), new ModelServer(), 5);
  const client = new StetClient("ws://test/ws", { client: "asked", environment: { ...network.environment("asked"), random: () => 0.999_999 } });
  const document = client.document("minutes");
  network.isUp = false;
  clock.runUntil(40_000);
  network.isUp = true;
  clock.runUntil(40_100);
  assert.ok(client.connection.name === "waiting" && client.connection.retryAtMs > 50_000, JSON.stringify(client.connection));
  client.retryNow();
  clock.runUntil(40_200);
  assert.deepEqual([client.connection.name, document.status.name], ["open", "saved"]);
  client.close();
  client.retryNow();
  assert.equal(client.connection.name, "stopped");
});

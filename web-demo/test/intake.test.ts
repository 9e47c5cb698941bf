import assert from "node:assert/strict";
import { test } from "node:test";
import { PROBE_DEADLINE_MS } from "../src/client/connection.ts";
import { BROWSER } from "../src/client/environment.ts";
import { INTAKE_MS } from "../src/client/intake.ts";
import { World } from "./support/connection-world.ts";

test("several messages in a frame are handled in order, unknown ones are passed over", () => {
  const world = new World().welcome();
  const closed = { type: "doc:closed", doc: "d", reason: "requested" };
  const ack = { type: "op:ack", doc: "d", seq: 1, revision: 1 };
  world.socket.events.received(JSON.stringify([closed, { type: "session:fireworks" }, ack]));
  assert.deepEqual(world.messages, ["doc:closed", "op:ack"]);
});

for (const frame of ["{", "7", '[{"doc":"d"}]', '{"type":"op:ack","doc":"d","seq":"1","revision":1}']) {
  test(`after the frame ${frame} the client starts over`, (context) => {
    context.mock.method(console, "error", () => undefined);
    const world = new World().welcome();
    world.socket.events.received(frame);
    assert.equal(world.connection.status.name, "waiting");
    assert.equal(world.lost, 1);
  });
}

/** So many operations in a message, which lead to this revision. */
function applied(revision: number, count: number): string {
  return JSON.stringify({ type: "op:applied", doc: "d", revision, operations: Array.from({ length: count }, () => ({ op: ["x"], author: "u" })) });
}

/** What is taken in of what comes while each message takes half the time for a portion: two at a time. */
function slowWorld(): World {
  const world = new World().welcome();
  world.handle = () => (world.clock.now += INTAKE_MS / 2);
  return world;
}

test("of many operations in a message as many are taken in at a time as there is time for, in order", () => {
  const world = slowWorld();
  world.socket.events.received(applied(7, 5));
  assert.deepEqual(world.revisions, [3, 4]);
  world.pass(0);
  assert.deepEqual(world.revisions, [3, 4, 5, 6]);
  world.pass(0);
  assert.deepEqual(world.revisions, [3, 4, 5, 6, 7]);
});

test("what comes while something waits to be taken in waits behind it, an acknowledgement too", () => {
  const world = slowWorld();
  world.socket.events.received(applied(3, 3));
  world.socket.events.received(JSON.stringify({ type: "op:ack", doc: "d", seq: 1, revision: 4 }));
  world.socket.events.received(applied(5, 1));
  assert.deepEqual(world.revisions, [1, 2]);
  world.pass(1_000);
  assert.deepEqual(world.revisions, [1, 2, 3, 4, 5]);
  assert.deepEqual(world.messages.slice(3), ["op:ack", "op:applied"]);
});

test("what a server said before it closed the connection is taken in before that", () => {
  const world = slowWorld();
  world.socket.events.received(applied(3, 3));
  world.socket.events.received(JSON.stringify({ type: "session:draining", retryAfterMs: 4_000 }));
  world.socket.events.closed(4010, "");
  assert.deepEqual([world.connection.status.name, world.lost], ["open", 0]);
  world.pass(0);
  assert.deepEqual(world.revisions, [1, 2, 3]);
  assert.equal(world.connection.status.name === "waiting" && world.connection.status.retryAtMs - world.clock.now, 4_000);
});

for (const leave of ["stop", "suspend", "reconnect"] as const) {
  test(`what waits to be taken in at ${leave}() is passed over, and not mixed with what comes on the next connection`, () => {
    const world = slowWorld();
    world.socket.events.received(applied(9, 9));
    world.connection[leave]();
    assert.deepEqual(world.revisions, [1, 2]);
    world.connection.resume();
    world.pass(1_000);
    if (leave !== "stop") world.welcome().socket.events.received(applied(3, 1));
    world.pass(1_000);
    assert.deepEqual(world.revisions, leave === "stop" ? [1, 2] : [1, 2, 3]);
  });
}

test("what makes the client start over is the last that is taken in of a frame", () => {
  const world = new World().welcome();
  world.handle = () => world.connection.reconnect();
  world.socket.events.received(applied(2, 2));
  world.pass(100);
  assert.deepEqual(world.revisions, [1]);
});

test("what fails keeps nothing behind it from being taken in", () => {
  const world = new World().welcome();
  world.handle = () => {
    if (world.revisions.length === 1) throw new Error("failed");
  };
  assert.throws(() => world.socket.events.received(applied(3, 3)), /failed/);
  world.pass(0);
  assert.deepEqual(world.revisions, [1, 2, 3]);
});

test("a connection is known to be alive while what came over it waits", () => {
  const world = slowWorld();
  world.news("visible");
  world.socket.events.received(applied(1_000, 1_000));
  world.socket.events.received(JSON.stringify({ type: "pong", re: "1" }));
  world.pass(PROBE_DEADLINE_MS);
  assert.deepEqual([world.connection.status.name, world.revisions.length], ["open", 1_000]);
});

test("a page that nobody sees, where no frame comes and timers are late, takes everything in", async (context) => {
  context.mock.method(globalThis, "setTimeout", () => assert.fail("a timer waits where nobody looks"));
  const order: string[] = [];
  await new Promise<void>((resolve) => {
    const cancel = BROWSER.after(0, () => order.push("cancelled"));
    cancel();
    BROWSER.after(0, () => order.push("first"));
    BROWSER.after(0, () => {
      order.push("second");
      resolve();
    });
    order.push("not at once");
  });
  assert.deepEqual(order, ["not at once", "first", "second"]);
});

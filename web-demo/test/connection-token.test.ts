import assert from "node:assert/strict";
import { test } from "node:test";
import { BACKOFF_BASE_MS } from "../src/client/connection.ts";
import { World } from "./support/connection-world.ts";

/** Lets everything happen that is promised already. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("a token is asked for with each attempt, and goes along as a subprotocol", async () => {
  let asked = 0;
  const world = new World(() => `token-${(asked += 1)}`);
  await settled();
  world.welcome();
  world.socket.events.closed(4002, "token expired");
  world.pass(BACKOFF_BASE_MS);
  await settled();
  assert.deepEqual(world.subprotocols, [
    ["stet.v1.json", "bearer.token-1"],
    ["stet.v1.json", "bearer.token-2"],
  ]);
});

test("an expiring token is renewed in place", async () => {
  let asked = 0;
  const world = new World(() => Promise.resolve(`token-${(asked += 1)}`));
  await settled();
  world.welcome();
  world.socket.events.received(JSON.stringify({ type: "session:expiring", expiresInMs: 60_000 }));
  await settled();
  assert.deepEqual(world.socket.sent.map((frame) => JSON.parse(frame) as unknown), [{ type: "session:renew", token: "token-2" }]);
  assert.equal(world.sockets.length, 1);
});

test("without a token the connection waits and asks again", async () => {
  let asked = 0;
  const world = new World(() => {
    asked += 1;
    if (asked === 1) throw new Error("not logged in");
    return "token";
  });
  await settled();
  assert.equal(world.connection.status.name, "waiting");
  assert.equal(world.sockets.length, 0);
  world.pass(BACKOFF_BASE_MS);
  await settled();
  world.welcome();
});

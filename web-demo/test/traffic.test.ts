import assert from "node:assert/strict";
import { test } from "node:test";
import { StetClient } from "../src/client/client.ts";
import type { ClientMessage } from "../src/client/protocol.ts";
import { ModelServer } from "./support/model-server.ts";
import { Random } from "./support/random.ts";
import { VirtualClock, VirtualNetwork } from "./support/simulation.ts";

const WAIT_MS = 3_000;

/** A client and a server that has too much of some messages until a moment; what comes, and when, is kept. */
function world(limited: ClientMessage["type"]): { clock: VirtualClock; client: StetClient; server: ModelServer; came: number[] } {
  const clock = new VirtualClock();
  const server = new ModelServer();
  const network = new VirtualNetwork(clock, new Random(1), server, 5);
  const came: number[] = [];
  server.fault = (message) => {
    if (message.type !== limited) return undefined;
    came.push(clock.now);
    return came.length === 1 ? { code: "rate_limited", retryable: true, retryAfterMs: WAIT_MS } : undefined;
  };
  const client = new StetClient("ws://test/ws", { client: "traffic-1", environment: network.environment("traffic-1") });
  return { clock, client, server, came };
}

test("an operation that is too many is sent again when the server's time is over, and nothing is lost", () => {
  const { clock, client, server, came } = world("op:submit");
  const document = client.document("minutes");
  clock.runUntil(1_000);
  document.edit(["hello "]);
  document.edit([6, "world"]);
  clock.runUntil(1_000 + WAIT_MS - 100);
  assert.equal(came.length, 1);
  assert.deepEqual(document.status, { name: "saving", unacknowledged: 2 });
  clock.runUntil(20_000);
  assert.ok((came[1] ?? 0) - (came[0] ?? 0) >= WAIT_MS);
  assert.equal(server.document("minutes").snapshot, "hello world");
  assert.deepEqual(document.status, { name: "saved" });
});

test("presence that is too much is told again when the server's time is over", () => {
  const { clock, client, server, came } = world("presence:update");
  const document = client.document("minutes");
  clock.runUntil(1_000);
  document.announce({ name: "Ada" });
  clock.runUntil(1_500);
  document.announce({ name: "Grace" });
  clock.runUntil(1_000 + WAIT_MS - 100);
  assert.equal(came.length, 1);
  clock.runUntil(20_000);
  assert.ok((came[1] ?? 0) - (came[0] ?? 0) >= WAIT_MS);
  assert.deepEqual([...server.document("minutes").readers.values()][0]?.presence.state, { name: "Grace" });
});

test("a document that cannot be opened now is asked for again when the server's time is over", () => {
  const { clock, client, came } = world("doc:open");
  const document = client.document("minutes");
  clock.runUntil(20_000);
  assert.ok((came[1] ?? 0) - (came[0] ?? 0) >= WAIT_MS);
  assert.deepEqual(document.status, { name: "saved" });
});

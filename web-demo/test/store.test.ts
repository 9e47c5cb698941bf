import assert from "node:assert/strict";
import { test } from "node:test";
import { StetClient } from "../src/client/client.ts";
import { ModelServer } from "./support/model-server.ts";
import { Random } from "./support/random.ts";
import { VirtualClock, VirtualNetwork } from "./support/simulation.ts";

test("a document that comes back from another store is loaded anew, with what was typed meanwhile", () => {
  const clock = new VirtualClock();
  const server = new ModelServer();
  const network = new VirtualNetwork(clock, new Random(1), server, 5);
  const client = new StetClient("ws://test/ws", { client: "client-a", environment: network.environment("client-a") });
  const document = client.document("minutes");
  const pass = (ms: number): void => clock.runUntil(clock.now + ms);
  pass(1_000);
  document.edit(["before "]);
  pass(1_000);
  assert.deepEqual(document.status, { name: "saved" });

  network.isUp = false;
  server.crash(1006);
  document.edit([7, "typed offline"]);
  server.store = "store-2";
  server.documents.clear();
  for (const [index, word] of ["what ", "others ", "wrote "].entries()) {
    const others = server.document("minutes");
    others.append({ op: [...(index === 0 ? [] : [(others.snapshot as string).length]), word], client: "client-b", seq: index + 1, author: "b" });
  }
  network.isUp = true;
  pass(60_000);

  assert.deepEqual(document.status, { name: "saved" });
  assert.equal(document.text, server.document("minutes").snapshot);
  assert.ok(document.text.includes("what others wrote "), document.text);
  assert.ok(document.text.includes("typed offline"), document.text);
  assert.ok(!document.text.includes("before"), document.text);
});

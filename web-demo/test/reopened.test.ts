/** A document that is closed and asked for again on the same connection, while answers to what was before are under way. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { StetClient, type ConnectionStatus, type StetDocument } from "../src/client/index.ts";
import { ModelServer } from "./support/model-server.ts";
import { Random } from "./support/random.ts";
import { VirtualClock, VirtualNetwork } from "./support/simulation.ts";

/** Two clients of a server, each some milliseconds away. */
class World {
  readonly clock = new VirtualClock();
  readonly server = new ModelServer();
  readonly network = new VirtualNetwork(this.clock, new Random(1), this.server, 40);
  readonly ada = this.client("client-ada");
  readonly grace = this.client("client-grace");

  client(name: string): StetClient {
    return new StetClient("ws://test/ws", { client: name, environment: this.network.environment(name) });
  }

  pass(ms = 5_000): void {
    this.clock.runUntil(this.clock.now + ms);
  }

  get log(): readonly { readonly client: string; readonly seq: number }[] {
    return this.server.document("minutes").log;
  }
}

function append(document: StetDocument, text: string): void {
  document.edit([...(document.text === "" ? [] : [document.text.length]), text]);
}

test("what comes for a document as it was opened before does not touch it, and costs no connection", () => {
  const world = new World();
  const hers = world.grace.document("minutes");
  const first = world.ada.document("minutes");
  world.pass();
  const statuses: ConnectionStatus["name"][] = [];
  world.ada.on("connection", ({ name }) => statuses.push(name));
  for (let round = 0; round < 40; round++) {
    append(hers, `${round} `);
    world.pass(7);
  }
  first.close();
  const again = world.ada.document("minutes");
  for (let round = 0; round < 40; round++) {
    append(hers, `${round} `);
    world.pass(7);
  }
  world.pass();
  assert.deepEqual([again.text, again.status.name, statuses], [hers.text, "saved", []]);
});

test("an answer to an earlier opening is not taken for that of the last one", () => {
  const world = new World();
  const hers = world.grace.document("minutes");
  world.pass();
  for (let round = 0; round < 20; round++) {
    append(hers, `${round} `);
    world.ada.document("minutes").close();
    world.pass(3);
  }
  const last = world.ada.document("minutes");
  world.pass();
  assert.deepEqual([last.text, last.status.name], [hers.text, "saved"]);
});

test("operations of a document that is opened again have numbers of their own, so none is taken for one of before", () => {
  const world = new World();
  const first = world.ada.document("minutes");
  world.pass();
  append(first, "sent and not acknowledged. ");
  first.close();
  const again = world.ada.document("minutes");
  world.pass();
  append(again, "new. ");
  world.pass();
  assert.equal(again.text, "sent and not acknowledged. new. ");
  assert.deepEqual(world.log.map(({ seq }) => seq), [1, 2]);
});

test("a document that the server has for open already is opened on another connection", () => {
  const world = new World();
  let lost = 0;
  world.server.fault = (message) => (message.type === "doc:close" && lost++ === 0 ? { code: "rate_limited", retryable: true } : undefined);
  const first = world.ada.document("minutes");
  world.pass();
  first.close();
  const again = world.ada.document("minutes");
  world.pass(60_000);
  append(again, "there");
  world.pass();
  assert.deepEqual([again.status.name, world.server.document("minutes").snapshot], ["saved", "there"]);
});

test("a second editor is refused until the first is detached, and one that was detached changes nothing", () => {
  const world = new World();
  const document = world.ada.document("minutes");
  world.pass();
  const editor = { read: () => document.text, reset: () => undefined, show: () => undefined };
  let text = "";
  const field = { read: () => text, reset: (snapshot: string) => (text = snapshot), show: () => undefined };
  const link = document.attach(field);
  assert.throws(() => document.attach(editor), /has an editor already, doc=minutes/);
  link.detach();
  link.detach();
  const next = document.attach({ ...field });
  link.selected({ anchor: 0, head: 0 });
  assert.throws(() => link.edited(["x"]), /was detached, doc=minutes/);
  next.detach();
  assert.equal(document.text, "");
});

test("a listener that fails stops neither the others nor the document", (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  const world = new World();
  const [mine, hers] = [world.ada.document("minutes"), world.grace.document("minutes")];
  let told = 0;
  mine.on("participants", () => {
    throw new Error("a fault of the program");
  });
  mine.on("participants", () => (told += 1));
  world.pass();
  append(hers, "on");
  world.pass();
  assert.deepEqual([mine.text, mine.status.name, world.ada.connection.name], ["on", "saved", "open"]);
  assert.ok(told > 0 && errors.mock.callCount() > 0);
});

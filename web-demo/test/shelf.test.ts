import assert from "node:assert/strict";
import { test } from "node:test";
import type { StetDocument } from "../src/client/index.ts";
import { Device } from "./support/memory-shelf.ts";
import { ModelServer } from "./support/model-server.ts";
import { Random } from "./support/random.ts";
import { VirtualClock, VirtualNetwork } from "./support/simulation.ts";
import { Tab } from "./support/tab.ts";

/** A device with tabs, and a server. */
class World {
  readonly clock = new VirtualClock();
  readonly server = new ModelServer();
  readonly random = new Random(1);
  readonly network = new VirtualNetwork(this.clock, this.random, this.server, 5);
  readonly device = new Device(this.clock, this.random, 3);
  #tabs = 0;

  tab(): Tab {
    this.#tabs += 1;
    return new Tab(`tab-${this.#tabs}`, this.network, this.device);
  }

  pass(ms = 60_000): Promise<void> {
    return this.clock.pass(ms);
  }

  get stored(): unknown {
    return this.server.document("minutes").snapshot;
  }

  async offline(): Promise<void> {
    this.network.isUp = false;
    this.server.crash(1006);
    await this.pass(100);
  }
}

function type(document: StetDocument, text: string): void {
  document.edit([...(document.text.length === 0 ? [] : [document.text.length]), text]);
}

test("what was typed offline in a tab that was closed is shown and sent when the document is opened again, once", async () => {
  const world = new World();
  const first = world.tab();
  const typed = first.client.document("minutes");
  await world.pass();
  type(typed, "before. ");
  await world.pass();
  await world.offline();
  type(typed, "offline. ");
  assert.equal(typed.isKept, false);
  await world.pass(100);
  assert.equal(typed.isKept, true);
  first.end();

  const second = world.tab().client.document("minutes");
  await world.pass(100);
  assert.deepEqual([second.text, second.isEditable, second.status], ["before. offline. ", true, { name: "offline", unacknowledged: 1 }]);
  type(second, "again. ");
  world.network.isUp = true;
  await world.pass();
  assert.deepEqual([world.stored, second.status.name], ["before. offline. again. ", "saved"]);
});

test("what was sent and not acknowledged when the tab was closed is not there twice, whether it arrived or not", async () => {
  for (const arrives of [true, false]) {
    const world = new World();
    const first = world.tab();
    const typed = first.client.document("minutes");
    await world.pass();
    let sent = 0;
    world.server.fault = (message) => {
      if (message.type !== "op:submit") return undefined;
      sent += 1;
      return arrives ? undefined : { code: "overloaded", retryable: true };
    };
    world.server.committed = () => first.end();
    type(typed, "once. ");
    await world.pass(50);
    assert.equal(sent, 1);
    first.end();
    world.server.fault = () => undefined;
    world.server.committed = () => undefined;

    const second = world.tab().client.document("minutes");
    await world.pass();
    assert.deepEqual([second.text, world.stored, second.status.name], ["once. ", "once. ", "saved"]);
    assert.equal(world.server.document("minutes").log.length, 1);
  }
});

test("what a closed tab left is taken over by exactly one of those that are open, and by nobody while it is open", async () => {
  const world = new World();
  const first = world.tab();
  const typed = first.client.document("minutes");
  await world.pass();
  const others = [world.tab(), world.tab()];
  const documents = others.map(({ client }) => client.document("minutes"));
  await world.pass();
  await world.offline();
  type(typed, "left. ");
  await world.pass(100);
  // Each of them looks for work when it opens a document: now there is some, whose tab is alive.
  const late = [world.tab(), world.tab()];
  const lateDocuments = late.map(({ client }) => client.document("minutes"));
  await world.pass(1_000);
  assert.deepEqual(lateDocuments.map((each) => [each.text, each.status.name]), [["", "offline"], ["", "offline"]]);
  first.end();
  world.network.isUp = true;
  await world.pass();
  assert.equal(world.stored, "left. ");
  for (const each of [...documents, ...lateDocuments]) assert.deepEqual([each.text, each.status.name], ["left. ", "saved"]);
  assert.equal(world.server.document("minutes").log.length, 1);
  assert.deepEqual([...world.device.records.values()].filter(({ kept }) => kept.inFlight ?? kept.buffer), []);
});

test("a client that is closed lets go of its work, and of what it went on with", async () => {
  const world = new World();
  const first = world.tab();
  const typed = first.client.document("minutes");
  await world.pass();
  await world.offline();
  type(typed, "left. ");
  first.client.close();
  await world.pass(1_000);
  assert.equal(world.device.owners.size, 0);
  const second = world.tab().client;
  const document = second.document("minutes");
  await world.pass(1_000);
  assert.equal(document.text, "left. ");
  second.close();
  const early = world.tab().client;
  early.close();
  assert.equal(early.connection.name, "stopped");
  await world.pass(1_000);
  assert.equal(world.device.owners.size, 0);
});

test("a document that is closed and opened again has what was not sent", async () => {
  const world = new World();
  const { client } = world.tab();
  const typed = client.document("minutes");
  await world.pass();
  await world.offline();
  type(typed, "not sent. ");
  typed.close();
  const again = client.document("minutes");
  await world.pass(100);
  assert.deepEqual([again.text, again.status], ["not sent. ", { name: "offline", unacknowledged: 1 }]);
  world.network.isUp = true;
  await world.pass();
  assert.deepEqual([world.stored, again.status.name], ["not sent. ", "saved"]);
});

test("what others wrote is shown offline too, and goes on from there without being loaded again", async () => {
  const world = new World();
  const first = world.tab();
  const typed = first.client.document("minutes");
  await world.pass();
  for (let count = 0; count < 70; count++) type(typed, `${count} `);
  await world.pass();
  first.end();
  world.network.isUp = false;
  const document = world.tab().client.document("minutes");
  await world.pass(100);
  assert.equal(document.text, typed.text);
  assert.equal(document.revision, typed.revision);
});

test("work of another store is put on what that store has", async () => {
  const world = new World();
  const first = world.tab();
  const typed = first.client.document("minutes");
  await world.pass();
  type(typed, "before ");
  await world.pass();
  await world.offline();
  type(typed, "offline");
  await world.pass(100);
  first.end();
  world.server.store = "store-2";
  world.server.documents.clear();
  world.server.document("minutes").append({ op: ["others "], client: "b", seq: 1, author: "b" });
  world.network.isUp = true;
  const document = world.tab().client.document("minutes");
  await world.pass();
  assert.equal(document.status.name, "saved");
  assert.ok(document.text.includes("others ") && document.text.includes("offline") && !document.text.includes("before"), document.text);
});

test("a device that keeps nothing costs nothing but that", async (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  const world = new World();
  const typed = world.tab().client.document("minutes");
  await world.pass();
  world.device.isFull = true;
  type(typed, "sent all the same. ");
  await world.pass();
  assert.deepEqual([world.stored, typed.status.name], ["sent all the same. ", "saved"]);
  await world.offline();
  type(typed, "at risk. ");
  await world.pass(1_000);
  assert.equal(typed.isKept, false);
  assert.ok(errors.mock.callCount() > 0);
  world.device.isFull = false;
  type(typed, "kept. ");
  await world.pass(1_000);
  assert.equal(typed.isKept, true);
});

test("a closed tab's work in several documents is gone on with by one tab that has them all open", async () => {
  const world = new World();
  const first = world.tab();
  const texts = ["minutes", "notes"].map((id) => first.client.document(id));
  await world.pass();
  await world.offline();
  const second = world.tab();
  const shown = ["minutes", "notes"].map((id) => second.client.document(id));
  await world.pass(1_000);
  for (const each of texts) type(each, `in ${each.id}`);
  await world.pass(100);
  first.end();
  world.network.isUp = true;
  await world.pass();
  assert.deepEqual(shown.map(({ text, status }) => [text, status.name]), [["in minutes", "saved"], ["in notes", "saved"]]);
});

test("what a tab leaves is gone on with by one that has the document open for long, as soon as it connects", async () => {
  const world = new World();
  const [first, second] = [world.tab(), world.tab()];
  const [typed, shown] = [first.client.document("minutes"), second.client.document("minutes")];
  await world.pass();
  await world.offline();
  type(typed, "left. ");
  await world.pass(100);
  first.end();
  world.network.isUp = true;
  await world.pass();
  assert.deepEqual([world.stored, shown.text, shown.status.name], ["left. ", "left. ", "saved"]);
});

test("what is kept and cannot be read keeps no document closed", async (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  const world = new World();
  const first = world.tab();
  const typed = first.client.document("minutes");
  await world.pass();
  await world.offline();
  type(typed, "left. ");
  await world.pass(100);
  first.end();
  world.network.isUp = true;
  for (const [key, record] of world.device.records) world.device.records.set(key, { ...record, snapshot: { of: "another version" } });
  const again = world.tab().client.document("minutes");
  await world.pass();
  type(again, "new. ");
  await world.pass();
  assert.deepEqual([again.text, again.status.name, again.isKept, world.stored], ["new. ", "saved", true, "new. "]);
  assert.ok(errors.mock.callCount() > 0);
});

test("a program that can claim nothing keeps nothing, so that nobody goes on with what it is still at", async (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  const world = new World();
  world.device.isClaimable = false;
  const typed = world.tab().client.document("minutes");
  await world.pass();
  type(typed, "sent. ");
  await world.pass();
  assert.deepEqual([world.stored, typed.status.name, world.device.records.size], ["sent. ", "saved", 0]);
  await world.offline();
  type(typed, "at risk. ");
  await world.pass(1_000);
  assert.deepEqual([typed.isKept, world.device.records.size], [false, 0]);
  assert.ok(errors.mock.callCount() > 0);
});

test("a device that is slow to grant claims has every tab claim its client all the same", async () => {
  const world = new World();
  world.device.maxClaimMs = 9_000;
  const typed = world.tab().client.document("minutes");
  await world.pass();
  await world.offline();
  type(typed, "kept. ");
  await world.pass(1_000);
  assert.equal(typed.isKept, true);
  assert.equal(world.device.owners.size, 1);
});

test("a device that keeps nothing says so once, not with every keystroke", async (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  const world = new World();
  const typed = world.tab().client.document("minutes");
  await world.pass();
  world.device.isFull = true;
  for (const letter of "keystrokes") {
    type(typed, letter);
    await world.pass(100);
  }
  assert.equal(errors.mock.callCount(), 1);
});

/** A tab whose user typed without a connection, and left for another page. */
async function left(world: World): Promise<{ tab: Tab; typed: StetDocument }> {
  const tab = world.tab();
  const typed = tab.client.document("minutes");
  await world.pass();
  type(typed, "before. ");
  await world.pass();
  await world.offline();
  type(typed, "offline. ");
  await world.pass(100);
  tab.leave();
  await world.pass(100);
  return { tab, typed };
}

test("a page that is left holds nothing; back again, it goes on as it was", async () => {
  const world = new World();
  const { tab, typed } = await left(world);
  assert.equal(world.device.owners.size, 0);
  tab.comeBack();
  type(typed, "at once. ");
  await world.pass(1_000);
  assert.deepEqual([world.device.owners.size, typed.isKept, typed.status], [1, true, { name: "offline", unacknowledged: 2 }]);
  world.network.isUp = true;
  await world.pass();
  assert.deepEqual([world.stored, typed.status.name], ["before. offline. at once. ", "saved"]);
});

test("work of a page that was left is gone on with elsewhere, and not twice when the page is back", async () => {
  const world = new World();
  const { tab, typed } = await left(world);
  world.network.isUp = true;
  const other = world.tab();
  const shown = other.client.document("minutes");
  await world.pass();
  type(shown, "elsewhere. ");
  await world.pass();
  for (const closes of [false, true]) {
    if (closes) other.end();
    tab.comeBack();
    await world.pass();
    assert.deepEqual([world.stored, typed.status.name], ["before. offline. elsewhere. ", "failed"]);
    assert.equal(typed.status.name === "failed" && typed.status.code, "closed_4009");
  }
  const again = world.tab().client.document("minutes");
  await world.pass();
  assert.deepEqual([again.text, again.status.name], ["before. offline. elsewhere. ", "saved"]);
});

test("a page that is back after its work was sent elsewhere, and nothing made there, is told so all the same if it would send it again", async () => {
  const world = new World();
  const { tab, typed } = await left(world);
  world.network.isUp = true;
  const other = world.tab();
  other.client.document("minutes");
  await world.pass();
  other.end();
  tab.comeBack();
  await world.pass();
  assert.equal(world.stored, "before. offline. ");
  assert.equal(world.server.document("minutes").log.length, 2);
  assert.equal(typed.status.name, "failed");
});

test("a page that is left while it writes keeps its client, and is back with it", async () => {
  const world = new World();
  const tab = world.tab();
  const typed = tab.client.document("minutes");
  await world.pass();
  await world.offline();
  type(typed, "in a hurry. ");
  tab.leave();
  assert.equal(world.device.owners.size, 1);
  await world.pass(100);
  tab.comeBack();
  world.network.isUp = true;
  await world.pass();
  assert.deepEqual([world.stored, typed.status.name], ["in a hurry. ", "saved"]);
});

test("what another tab wrote without a connection, under the client of a page that was left, is not lost when the page is back", async () => {
  const world = new World();
  const { tab, typed } = await left(world);
  const other = world.tab();
  const shown = other.client.document("minutes");
  await world.pass(1_000);
  type(shown, "elsewhere. ");
  await world.pass(100);
  other.end();
  tab.comeBack();
  await world.pass();
  assert.equal(typed.status.name, "failed");
  world.network.isUp = true;
  const again = world.tab().client.document("minutes");
  await world.pass();
  assert.deepEqual([again.text, again.status.name, world.stored], ["before. offline. elsewhere. ", "saved", "before. offline. elsewhere. "]);
});

/** What outlives a tab: who goes on with it, and that nothing of it is lost or there twice. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { StetDocument } from "../src/client/index.ts";
import { KEEP_AFTER_MS, KEEP_SENT_AFTER_MS } from "../src/client/keeper.ts";
import type { Tab } from "./support/tab.ts";
import { type, World, type Opened } from "./support/world.ts";

test("what was typed offline in a tab that was closed is shown and sent when the document is opened again, once", async () => {
  const world = new World();
  const { tab: first, document: typed } = await world.open();
  type(typed, "before. ");
  await world.pass();
  await world.offline();
  type(typed, "offline. ");
  assert.equal(typed.isKept, false);
  await world.pass(100);
  assert.equal(typed.isKept, true);
  first.end();

  const { document: second } = await world.open(100);
  assert.deepEqual([second.text, second.isEditable, second.status], ["before. offline. ", true, { name: "offline", unacknowledged: 1 }]);
  type(second, "again. ");
  await world.online();
  assert.deepEqual([world.stored, second.status.name], ["before. offline. again. ", "saved"]);
});

test("what was sent and not acknowledged when the tab was closed is not there twice, whether it arrived or not", async () => {
  for (const arrives of [true, false]) {
    const world = new World();
    const { tab: first, document: typed } = await world.open();
    let sent = 0;
    world.server.fault = (message) => {
      if (message.type !== "op:submit") return undefined;
      sent += 1;
      return arrives ? undefined : { code: "overloaded", retryable: true };
    };
    world.server.committed = () => first.end();
    type(typed, "once. ");
    await world.pass(KEEP_SENT_AFTER_MS + 20);
    assert.equal(sent, 1);
    first.end();
    world.server.fault = () => undefined;
    world.server.committed = () => undefined;

    const { document: second } = await world.open();
    assert.deepEqual([second.text, world.stored, second.status.name], ["once. ", "once. ", "saved"]);
    assert.equal(world.server.document("minutes").log.length, 1);
  }
});

test("what a closed tab left is taken over by exactly one of those that are open, and by nobody while it is open", async () => {
  const world = new World();
  const { tab: first, document: typed } = await world.open();
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
  await world.online();
  assert.equal(world.stored, "left. ");
  for (const each of [...documents, ...lateDocuments]) assert.deepEqual([each.text, each.status.name], ["left. ", "saved"]);
  assert.equal(world.server.document("minutes").log.length, 1);
  assert.deepEqual([...world.device.records.values()].filter(({ kept }) => kept.inFlight ?? kept.buffer), []);
});

test("a client that is closed lets go of its work, and of what it went on with", async () => {
  const world = new World();
  const { tab: first, document: typed } = await world.open();
  await world.offline();
  type(typed, "left. ");
  first.client.close();
  await world.pass(1_000);
  assert.equal(world.device.owners.size, 0);
  const { tab: second, document } = await world.open(1_000);
  assert.equal(document.text, "left. ");
  second.client.close();
  const early = world.tab().client;
  early.close();
  assert.equal(early.connection.name, "stopped");
  await world.pass(1_000);
  assert.equal(world.device.owners.size, 0);
});

test("a document that is closed and opened again has what was not sent", async () => {
  const world = new World();
  const { tab, document: typed } = await world.open();
  await world.offline();
  type(typed, "not sent. ");
  typed.close();
  const again = tab.client.document("minutes");
  await world.pass(100);
  assert.deepEqual([again.text, again.status], ["not sent. ", { name: "offline", unacknowledged: 1 }]);
  await world.online();
  assert.deepEqual([world.stored, again.status.name], ["not sent. ", "saved"]);
});

test("what others wrote is shown offline too, and goes on from there without being loaded again", async () => {
  const world = new World();
  const { tab: first, document: typed } = await world.open();
  for (let count = 0; count < 70; count++) type(typed, `${count} `);
  await world.pass();
  first.end();
  world.network.isUp = false;
  const { document } = await world.open(100);
  assert.equal(document.text, typed.text);
  assert.equal(document.revision, typed.revision);
});

test("work of another store is put on what that store has", async () => {
  const world = new World();
  const { tab: first, document: typed } = await world.open();
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
  const { document } = await world.open();
  assert.equal(document.status.name, "saved");
  assert.ok(document.text.includes("others ") && document.text.includes("offline") && !document.text.includes("before"), document.text);
});

test("a device that keeps nothing costs nothing but that", async (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  const world = new World();
  const { document: typed } = await world.open();
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
  await world.online();
  assert.deepEqual(shown.map(({ text, status }) => [text, status.name]), [["in minutes", "saved"], ["in notes", "saved"]]);
});

/** A tab with work in two documents that was ended, and another that opens one of them. */
async function takenOver(world: World): Promise<Opened> {
  const first = world.tab();
  const texts = ["minutes", "notes"].map((id) => first.client.document(id));
  await world.pass();
  await world.offline();
  for (const each of texts) type(each, `in ${each.id}. `);
  await world.pass(100);
  first.end();
  return world.open(100);
}

test("a tab that goes on with a client sends what that left in other documents, which nobody else could", async () => {
  const world = new World();
  const { document } = await takenOver(world);
  assert.equal(document.text, "in minutes. ");
  await world.online();
  assert.deepEqual([world.stored, world.server.document("notes").snapshot], ["in minutes. ", "in notes. "]);
  assert.deepEqual([...world.server.document("notes").readers], [], "it is closed when all is sent");
  const { document: notes } = await world.open(1_000, "notes");
  assert.deepEqual([notes.text, notes.status.name], ["in notes. ", "saved"]);
});

test("a document whose work is being sent can be opened meanwhile as if it were not", async () => {
  for (let waitMs = 0; waitMs < 40; waitMs += 2) {
    const world = new World();
    const { tab, document } = await takenOver(world);
    world.network.isUp = true;
    tab.client.retryNow();
    await world.pass(waitMs);
    const notes = tab.client.document("notes");
    await world.pass();
    type(notes, "more. ");
    await world.pass();
    assert.deepEqual([document.text, notes.text, notes.status.name, world.server.document("notes").snapshot], ["in minutes. ", "in notes. more. ", "saved", "in notes. more. "]);
  }
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
  await world.online();
  assert.deepEqual([world.stored, shown.text, shown.status.name], ["left. ", "left. ", "saved"]);
});

test("what is kept and cannot be read keeps no document closed", async (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  const world = new World();
  await world.ended();
  world.network.isUp = true;
  for (const [key, record] of world.device.records) world.device.records.set(key, { ...record, snapshot: { of: "another version" } });
  const { document: again } = await world.open();
  type(again, "new. ");
  await world.pass();
  assert.deepEqual([again.text, again.status.name, again.isKept, world.stored], ["new. ", "saved", true, "new. "]);
  assert.ok(errors.mock.callCount() > 0);
});

test("a program that can claim nothing keeps nothing, so that nobody goes on with what it is still at", async (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  const world = new World();
  world.device.isClaimable = false;
  const { document: typed } = await world.open();
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
  const { document: typed } = await world.open();
  await world.offline();
  type(typed, "kept. ");
  await world.pass(1_000);
  assert.equal(typed.isKept, true);
  assert.equal(world.device.owners.size, 1);
});

test("a device that keeps nothing says so once, not with every keystroke", async (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  const world = new World();
  const { document: typed } = await world.open();
  world.device.isFull = true;
  for (const letter of "keystrokes") {
    type(typed, letter);
    await world.pass(KEEP_AFTER_MS);
  }
  assert.equal(errors.mock.callCount(), 1);
});

/** A tab whose user typed without a connection, and left for another page. */
async function left(world: World): Promise<{ tab: Tab; typed: StetDocument }> {
  const { tab, document: typed } = await world.open();
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
  await world.online();
  assert.deepEqual([world.stored, typed.status.name], ["before. offline. at once. ", "saved"]);
});

test("work of a page that was left is gone on with elsewhere, and not twice when the page is back", async () => {
  const world = new World();
  const { tab, typed } = await left(world);
  world.network.isUp = true;
  const { tab: other, document: shown } = await world.open();
  type(shown, "elsewhere. ");
  await world.pass();
  for (const closes of [false, true]) {
    if (closes) other.end();
    tab.comeBack();
    await world.pass();
    assert.deepEqual([world.stored, typed.status.name], ["before. offline. elsewhere. ", "failed"]);
    assert.equal(typed.status.name === "failed" && typed.status.code, "closed_4009");
  }
  const { document: again } = await world.open();
  assert.deepEqual([again.text, again.status.name], ["before. offline. elsewhere. ", "saved"]);
});

test("a page that is back after its work was sent elsewhere, and nothing made there, is told so all the same if it would send it again", async () => {
  const world = new World();
  const { tab, typed } = await left(world);
  world.network.isUp = true;
  const { tab: other } = await world.open();
  other.end();
  tab.comeBack();
  await world.pass();
  assert.equal(world.stored, "before. offline. ");
  assert.equal(world.server.document("minutes").log.length, 2);
  assert.equal(typed.status.name, "failed");
});

test("a page that is left while it writes keeps its client, and is back with it", async () => {
  const world = new World();
  const { tab, document: typed } = await world.open();
  await world.offline();
  type(typed, "in a hurry. ");
  tab.leave();
  assert.equal(world.device.owners.size, 1);
  await world.pass(100);
  tab.comeBack();
  await world.online();
  assert.deepEqual([world.stored, typed.status.name], ["in a hurry. ", "saved"]);
});

test("what another tab wrote without a connection, under the client of a page that was left, is not lost when the page is back", async () => {
  const world = new World();
  const { tab, typed } = await left(world);
  const { tab: other, document: shown } = await world.open(1_000);
  type(shown, "elsewhere. ");
  await world.pass(100);
  other.end();
  tab.comeBack();
  await world.pass();
  assert.equal(typed.status.name, "failed");
  world.network.isUp = true;
  const { document: again } = await world.open();
  assert.deepEqual([again.text, again.status.name, world.stored], ["before. offline. elsewhere. ", "saved", "before. offline. elsewhere. "]);
});

/** What is written on a shelf while somebody types, and what is not: by count, and by what the shelf has. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { KEEP_AFTER_MS, KEEP_SENT_AFTER_MS, NUMBERS_AHEAD } from "../src/client/keeper.ts";
import type { Kept, StetDocument } from "../src/client/index.ts";
import { type, World } from "./support/world.ts";

const OPERATIONS = 100;

function onShelf(world: World, doc = "minutes"): Kept | undefined {
  return [...world.device.records.values()].find((each) => each.doc === doc)?.kept;
}

/** The server takes no operation that has this in it, for now. */
function refusing(world: World, text: string): void {
  world.server.fault = (message) => (message.type === "op:submit" && JSON.stringify(message.op).includes(text) ? { code: "overloaded", retryable: true } : undefined);
}

test("what is acknowledged soon is sent at once and costs the shelf nothing, but for the log now and then", async () => {
  const world = new World();
  const { document } = await world.open();
  const { writes } = world.device;
  let sentAtMs = 0;
  world.server.committed = () => (sentAtMs = world.clock.now);
  for (let count = 0; count < OPERATIONS; count++) {
    const madeAtMs = world.clock.now;
    type(document, `${count} `);
    await world.pass(KEEP_AFTER_MS / 20);
    // nothing but the network lies between: no write of up to 3 ms
    assert.ok(sentAtMs - madeAtMs < world.network.maxDelayMs, `sent after ${sentAtMs - madeAtMs} ms`);
  }
  assert.ok(world.device.writes - writes <= OPERATIONS / 20 + 1, `writes=${world.device.writes - writes}`);
  await world.pass();
  assert.equal(onShelf(world)?.revision, OPERATIONS);
});

test("what is not acknowledged in time is kept", async () => {
  const world = new World();
  const { document } = await world.open();
  refusing(world, "kept");
  type(document, "kept");
  await world.pass(KEEP_SENT_AFTER_MS - 1);
  assert.deepEqual([document.isKept, onShelf(world)?.inFlight], [false, undefined]);
  await world.pass(10);
  assert.deepEqual([document.isKept, onShelf(world)?.inFlight?.op], [true, ["kept"]]);
});

test("a page that is hidden keeps at once what it sent ahead, for it may end without another word", async () => {
  const world = new World();
  const { tab, document } = await world.open();
  refusing(world, "kept");
  type(document, "kept");
  tab.hide();
  await world.pass(10);
  assert.equal(document.isKept, true);
  tab.end();
  world.server.fault = () => undefined;
  const { document: again } = await world.open();
  assert.deepEqual([again.text, world.stored], ["kept", "kept"]);
});

test("what was made after something that is kept is kept before it is sent", async () => {
  const world = new World();
  const { tab, document } = await world.open();
  refusing(world, "first");
  type(document, "first ");
  await world.pass(KEEP_SENT_AFTER_MS + 10);
  world.server.fault = () => undefined;
  type(document, "second ");
  world.server.committed = (_doc, _type, { seq }) => {
    const { inFlight, buffer } = onShelf(world) ?? {};
    assert.ok([inFlight?.seq, buffer && 1].includes(seq), "an operation is sent that the shelf has not");
  };
  await world.pass();
  tab.end();
  assert.equal(world.stored, "first second ");
});

test("a number under which something was sent ahead is not used again by who goes on with the client", async () => {
  const world = new World();
  const first = world.tab();
  const [minutes, notes] = ["minutes", "notes"].map((id) => first.client.document(id)) as [StetDocument, StetDocument];
  await world.pass();
  refusing(world, "kept");
  type(minutes, "kept");
  await world.pass(KEEP_SENT_AFTER_MS + 10);
  world.server.committed = () => first.end();
  type(notes, "arrived. ");
  await world.pass(10);
  world.server.committed = () => undefined;
  world.server.fault = () => undefined;
  const second = world.tab();
  const [again, more] = ["minutes", "notes"].map((id) => second.client.document(id)) as [StetDocument, StetDocument];
  await world.pass();
  type(more, "more. ");
  await world.pass();
  const { snapshot, log } = world.server.document("notes");
  assert.deepEqual([again.text, more.text, snapshot], ["kept", "arrived. more. ", "arrived. more. "]);
  assert.deepEqual([log[0]?.client === log[1]?.client, (log[1]?.seq ?? 0) > NUMBERS_AHEAD], [true, true]);
});

test("while an edit is not acknowledged, what others write is put on the shelf now and then only", async () => {
  const world = new World();
  const { document } = await world.open();
  const { document: other } = await world.open();
  refusing(world, "mine");
  type(document, "mine ");
  await world.pass(2 * KEEP_AFTER_MS);
  const { writes } = world.device;
  for (let count = 0; count < OPERATIONS; count++) {
    type(other, `${count} `);
    await world.pass(KEEP_AFTER_MS / 20);
    assert.deepEqual([document.isKept, document.status.name], [true, "saving"]);
  }
  assert.ok(world.device.writes - writes <= OPERATIONS / 4, `writes=${world.device.writes - writes}`);
  world.server.fault = () => undefined;
  await world.pass();
  assert.deepEqual([document.status.name, document.text], ["saved", world.stored]);
});

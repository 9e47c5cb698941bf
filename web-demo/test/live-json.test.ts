import assert from "node:assert/strict";
import { test } from "node:test";
import { StetClient } from "../src/client/client.ts";
import { InvalidOperation } from "../src/client/index.ts";
import { live, type Json, type LiveJson } from "../src/json/index.ts";
import { ModelServer } from "./support/model-server.ts";
import { Random } from "./support/random.ts";
import { VirtualClock, VirtualNetwork } from "./support/simulation.ts";
import { json } from "./support/types.ts";

/** Live objects of one document, and the time that passes between them. */
function world(...names: string[]): { pass: (ms?: number) => void; people: LiveJson[]; documents: ReturnType<typeof opened>[] } {
  const clock = new VirtualClock();
  const network = new VirtualNetwork(clock, new Random(3), new ModelServer(), 5);
  const documents = names.map((name) => opened(new StetClient("ws://test/ws", { client: `client-${name}`, environment: network.environment(`client-${name}`) }), name));
  const people = documents.map(live);
  const pass = (ms = 2_000): void => clock.runUntil(clock.now + ms);
  pass();
  return { pass, people, documents };
}

function opened(client: StetClient, name: string) {
  const document = client.document("board", { type: json });
  document.announce({ name });
  return document;
}

const START: Json = { title: "Plan", votes: 1, cards: [{ text: "one" }, { text: "two" }, { text: "three" }] };

/** Two people in a document that holds START. */
function two() {
  const { pass, people, documents } = world("ada", "grace");
  const [ada, grace] = people as [LiveJson, LiveJson];
  ada.set([], START);
  pass();
  return { pass, ada, grace, documents };
}

test("values are set, inserted, moved, removed and added to by path, and arrive", () => {
  const { pass, ada, grace } = two();
  assert.deepEqual(grace.at([]), START);
  ada.set(["cards", 0, "text"], "ONE");
  ada.set(["owner"], "Ada");
  ada.insert(["cards", 1], { text: "new" });
  ada.append(["cards"], { text: "last" });
  ada.move(["cards", 4], 0);
  ada.remove(["cards", 1]);
  ada.remove(["title"]);
  ada.increment(["votes"], 2);
  assert.equal(ada.at(["cards", 9, "text"]), undefined);
  pass();
  assert.deepEqual(grace.at([]), { votes: 3, owner: "Ada", cards: [{ text: "last" }, { text: "new" }, { text: "two" }, { text: "three" }] });
});

test("edits of two at once come together: sums, texts, and what one moves while the other writes in it", () => {
  const { pass, ada, grace } = two();
  ada.increment(["votes"], 5);
  grace.increment(["votes"], 10);
  ada.move(["cards", 0], 2);
  grace.update(["cards", 0, "text"], "one!");
  ada.update(["title"], "A Plan");
  grace.update(["title"], "Plans");
  pass();
  const both = { title: "A Plans", votes: 16, cards: [{ text: "two" }, { text: "three" }, { text: "one!" }] };
  assert.deepEqual(ada.at([]), both);
  assert.deepEqual(grace.at([]), both);
});

test("whoever watches a path hears of what changed at it, in it or above it, and of nothing else", () => {
  const { pass, ada, grace } = two();
  const heard: string[] = [];
  const on = (path: (string | number)[]): (() => void) => grace.watch(path, (value) => heard.push(`${path.join("/")}=${JSON.stringify(value)}`));
  on(["title"]);
  on(["cards", 1]);
  const end = on(["cards"]);
  ada.set(["votes"], 7);
  pass();
  assert.deepEqual(heard.splice(0), []);
  ada.update(["cards", 1, "text"], "2");
  pass();
  assert.deepEqual(heard.splice(0), ['cards/1={"text":"2"}', 'cards=[{"text":"one"},{"text":"2"},{"text":"three"}]']);
  end();
  ada.insert(["cards", 3], { text: "four" });
  pass();
  assert.deepEqual(heard.splice(0), []);
  ada.set([], { title: "Plan" });
  pass();
  assert.deepEqual(heard.splice(0), ["cards/1=undefined"]);
  grace.set(["title"], "Mine");
  assert.deepEqual(heard.splice(0), ['title="Mine"']);
});

test("pointers go along with what they point at, and are gone with it", () => {
  const { pass, ada, grace } = two();
  ada.point(["cards", 2, "text"], 1, 3);
  pass();
  const names = (path: (string | number)[]): unknown[] => grace.pointersAt(path).map(({ state, selection }) => [state["name"], ...(selection?.path ?? []), selection?.anchor, selection?.head]);
  assert.deepEqual(names([]), [["ada", "cards", 2, "text", 1, 3]]);
  assert.deepEqual(names(["cards", 1]), []);
  grace.move(["cards", 2], 0);
  assert.deepEqual(names(["cards", 0]), [["ada", "cards", 0, "text", 1, 3]]);
  pass();
  grace.remove(["cards", 0]);
  pass();
  assert.deepEqual(names([]), []);
  ada.point(["title"]);
  pass();
  assert.deepEqual(names(["title"]), [["ada", "title", 0, 0]]);
  ada.unpoint();
  pass();
  assert.deepEqual(names([]), []);
});

test("undo takes back one's own edit, and several made as one together", () => {
  const { pass, ada, grace, documents } = two();
  documents[0]?.beginStep();
  ada.edit([{ p: ["cards", 0], ld: null }, { p: ["votes"], na: 1 }]);
  grace.append(["cards"], { text: "four" });
  pass();
  assert.ok(documents[0]?.undo());
  pass();
  const both = { title: "Plan", votes: 1, cards: [{ text: "one" }, { text: "two" }, { text: "three" }, { text: "four" }] };
  assert.deepEqual(ada.at([]), both);
  assert.deepEqual(grace.at([]), both);
});

test("a path that leads nowhere is refused, and nothing changes", () => {
  const { ada } = two();
  for (const edit of [() => ada.insert(["cards", 9], 1), () => ada.remove(["nothing"]), () => ada.increment(["title"], 1), () => ada.set(["title", "deeper"], 1), () => ada.move(["cards", 0], 7)]) {
    assert.throws(edit, InvalidOperation);
  }
  assert.deepEqual(ada.at([]), START);
});

test("watchers may edit and end what they watch; each is told what the value is by then, and one that fails stops nobody", (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  const { pass, ada, grace, documents } = two();
  const told: unknown[] = [];
  ada.watch(["votes"], () => {
    throw new Error("a fault of the program");
  });
  ada.watch(["votes"], (votes) => typeof votes === "number" && votes < 9 && ada.set(["votes"], 9));
  ada.watch(["votes"], (votes) => told.push(votes));
  const ends: (() => void)[] = [];
  ada.watch(["votes"], () => ends.forEach((end) => end()));
  ends.push(ada.watch(["votes"], () => told.push("ended")));
  grace.increment(["votes"], 1);
  pass();
  assert.deepEqual([told, grace.at(["votes"]), documents[0]?.status.name], [[9], 9, "saved"]);
  assert.equal(errors.mock.callCount(), 2);
});

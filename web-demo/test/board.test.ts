import assert from "node:assert/strict";
import { test } from "node:test";
import { adding, boardOf, cardsIn, FRESH, placing, rankBetween, removing, type Board } from "../src/page/board/model.ts";
import type { Json, Json0Operation } from "../src/ottypes/index.ts";
import { json } from "./support/types.ts";
import { Random } from "./support/random.ts";

function board(document: Json): Board {
  const read = boardOf(document);
  assert.ok(read !== undefined);
  return read;
}

function after(document: Json, change: (board: Board) => Json0Operation): Json {
  return json.apply(document, json.check(change(board(document)), document));
}

function order(document: Json, column: string): string {
  return cardsIn(board(document), column)
    .map(({ id }) => id)
    .join("");
}

const ABC = ["a", "b", "c"].reduce<Json>((document, id) => after(document, (each) => adding(each, id, "todo", id)), FRESH);

test("cards are added at the end, and put anywhere", () => {
  assert.equal(order(ABC, "todo"), "abc");
  assert.equal(order(after(ABC, (each) => placing(each, "c", "todo", 0)), "todo"), "cab");
  assert.equal(order(after(ABC, (each) => placing(each, "a", "todo", 1)), "todo"), "bac");
  const moved = after(ABC, (each) => placing(each, "b", "done", 0));
  assert.equal(order(moved, "todo"), "ac");
  assert.equal(order(moved, "done"), "b");
});

test("a card that two move at once is in one place, with what a third wrote in it", () => {
  const [one, other] = [placing(board(ABC), "a", "doing", 0), placing(board(ABC), "a", "done", 0)].map((operation) => json.check(operation, ABC)) as [Json0Operation, Json0Operation];
  const text: Json0Operation = [{ p: ["cards", "a", "text"], t: "text0", o: [{ p: 1, i: "!" }] }];
  const first = json.apply(json.apply(ABC, one), json.transform(other, one, "left"));
  const second = json.apply(json.apply(ABC, other), json.transform(one, other, "right"));
  assert.deepEqual(first, second);
  assert.equal(order(first, "doing").length + order(first, "done").length, 1);
  const written = json.apply(json.apply(ABC, one), json.transform(text, one, "left"));
  assert.equal(board(written).cards.find(({ id }) => id === "a")?.text, "a!");
});

test("there is always a place between two cards", () => {
  const random = new Random(5);
  let document = ABC;
  for (let round = 0; round < 500; round++) {
    const card = random.pick(["a", "b", "c"]);
    const index = random.chance(0.8) ? 1 : random.below(3);
    document = after(document, (each) => placing(each, card, "todo", index));
    assert.equal(order(document, "todo").indexOf(card), index, `round=${round}`);
  }
  assert.equal(rankBetween(1, 1), undefined);
});

test("a column goes with its cards, and a card whose column is gone stands in the first", () => {
  const moved = after(ABC, (each) => placing(each, "b", "doing", 0));
  const without = after(moved, (each) => removing(each, "todo"));
  assert.deepEqual(board(without).columns.map(({ id }) => id), ["doing", "done"]);
  assert.equal(board(without).cards.length, 1);
  const late = json.apply(without, [{ p: ["cards", "b", "place"], oi: { column: "todo", rank: 1 } }]);
  assert.equal(order(late, "doing"), "b");
});

test("what is no board is not taken for one", () => {
  for (const other of [7, "text", [], {}, { columns: 1, cards: {} }] as Json[]) assert.equal(boardOf(other), undefined);
  assert.equal(boardOf(null), undefined);
  assert.deepEqual(boardOf({ columns: [{ id: "x" }, 7], cards: { y: { text: 3 } } }), { columns: [{ id: "x", title: "" }], cards: [{ id: "y", text: "", column: "x", rank: 0 }] });
});

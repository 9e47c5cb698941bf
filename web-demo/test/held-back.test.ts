import assert from "node:assert/strict";
import { test } from "node:test";
import { HeldBack } from "../src/binding/held-back.ts";
import { OncePerFrame } from "../src/binding/once-per-frame.ts";
import { HANDS, type Hand } from "./support/hands.ts";
import type { Random } from "./support/random.ts";
import { tries } from "./support/tries.ts";

const TRIES = 200;

/** The user and others edit in any order; whenever it is looked at, what is shown and what is held make up the document. */
function holdsTogether<S, O>(hand: Hand<S, O>, random: Random): void {
  const { type, initial } = hand;
  const held = new HeldBack<S, O>(type);
  const made = (snapshot: S): O => type.check(hand.edit(random, snapshot, "m", true), snapshot);
  const same = (one: S, other: S): void => assert.deepEqual(type.encodeSnapshot(one), type.encodeSnapshot(other));
  let shown = initial === undefined ? type.empty : type.apply(type.empty, type.check(initial, type.empty));
  let document = shown;
  for (let steps = 2 + random.below(12); steps > 0; steps--) {
    if (random.chance(0.6)) {
      const operation = made(document);
      held.add(operation);
      document = type.apply(document, operation);
    } else {
      const operation = made(shown);
      document = type.apply(document, held.over(operation));
      shown = type.apply(shown, operation);
    }
    same(held.documentOf(shown), document);
    if (!random.chance(0.2)) continue;
    const operation = held.take();
    if (operation !== undefined) shown = type.apply(shown, operation);
    same(shown, document);
  }
}

for (const hand of HANDS) {
  test(`what is held back and what is shown are the document, type=${hand.type.name}`, () => tries("held-back", TRIES, (random) => holdsTogether(hand, random)));
}

/** The frames of a page, which come when they are told to. */
class Frames {
  #waiting = new Map<number, () => void>();
  #asked = 0;

  install(): void {
    Object.assign(globalThis, {
      requestAnimationFrame: (task: () => void) => {
        this.#asked += 1;
        this.#waiting.set(this.#asked, task);
        return this.#asked;
      },
      cancelAnimationFrame: (asked: number) => this.#waiting.delete(asked),
    });
  }

  draw(): void {
    const tasks = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const task of tasks) task();
  }
}

test("a task runs once for all that asks for it in one go, and not again before the next frame", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const frames = new Frames();
  frames.install();
  let runs = 0;
  const once = new OncePerFrame(() => (runs += 1));
  for (let asks = 0; asks < 5; asks++) once.ask();
  assert.equal(runs, 0);
  await Promise.resolve();
  assert.equal(runs, 1);
  for (let asks = 0; asks < 5; asks++) {
    once.ask();
    await Promise.resolve();
  }
  assert.equal(runs, 1);
  frames.draw();
  assert.equal(runs, 2);
  frames.draw();
  frames.draw();
  assert.equal(runs, 2);
  once.ask();
  await Promise.resolve();
  assert.equal(runs, 3);
});

test("a page that draws no frames gets what was asked for all the same, and nothing after the end", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  new Frames().install();
  let runs = 0;
  const once = new OncePerFrame(() => (runs += 1));
  once.ask();
  await Promise.resolve();
  once.ask();
  context.mock.timers.tick(1_000);
  assert.equal(runs, 2);
  once.ask();
  once.cancel();
  context.mock.timers.tick(1_000);
  await Promise.resolve();
  assert.equal(runs, 2);
});

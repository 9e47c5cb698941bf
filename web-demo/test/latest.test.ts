import assert from "node:assert/strict";
import { test } from "node:test";
import { Latest } from "../src/page/past/latest.ts";

test("only the last of those that are asked for at once is done", async () => {
  const latest = new Latest();
  const done: number[] = [];
  const results = await Promise.all([1, 2, 3].map((each) => latest.run(0, async () => done.push(each))));
  assert.deepEqual(done, [3]);
  assert.deepEqual(results, [undefined, undefined, 1]);
});

test("what is under way is given up, and its failure is nobody's", async () => {
  const latest = new Latest();
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const first = latest.run(0, (signal) => new Promise((_, reject) => (begun(), signal.addEventListener("abort", () => reject(signal.reason)))));
  await hasBegun;
  const second = latest.run(0, async () => "newer");
  assert.deepEqual(await Promise.all([first, second]), [undefined, "newer"]);
});

test("the failure of what nobody took the place of is told", async () => {
  const failure = new Error("the server is away");
  await assert.rejects(new Latest().run(0, () => Promise.reject(failure)), failure);
});

/** CodeMirror bound to a text, in two windows. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Bench } from "./bench.ts";
import { LONGEST_MS } from "../../src/binding/once-per-frame.ts";
import { agreed, Bound } from "./bound.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

/** Two windows in a document that begins with a text; both are in the editor. */
async function two(doc: string, text: string): Promise<[Bound, Bound]> {
  const ada = await Bound.open(bench, { fixture: "codemirror", doc, name: "Ada" });
  await ada.page.locator(".cm-content").focus();
  await ada.page.keyboard.insertText(text);
  const grace = await Bound.open(bench, { fixture: "codemirror", doc, name: "Grace", color: "#2a6f97" });
  await grace.until("shown", text);
  await grace.page.locator(".cm-content").focus();
  return [ada, grace];
}

interface Counts {
  readonly frames: number;
  readonly transactions: number;
  readonly atMs: number;
}

/** Puts another editor in the place of the one that is there. */
async function again({ page }: Bound): Promise<void> {
  await page.evaluate(() => (window as unknown as { again: () => void }).again());
  await page.locator(".cm-content").focus();
}

test("undo takes back one's own edits, brings back what was selected, and outlives the editor", async () => {
  const [ada, grace] = await two("codemirror-undo", "one two three");
  await ada.press("Home");
  for (let letters = 0; letters < 4; letters++) await ada.press("ArrowRight");
  for (let letters = 0; letters < 3; letters++) await ada.press("Shift+ArrowRight");
  await ada.until("range", "4 7");
  await ada.type("TWO");
  await grace.until("shown", "one TWO three");
  await grace.press("Home");
  await grace.type("zero ");
  await ada.until("shown", "zero one TWO three");
  await ada.press("Control+z");
  for (const window of [ada, grace]) await window.until("shown", "zero one two three");
  await ada.until("range", "9 12");
  await ada.press("Control+Shift+Z");
  for (const window of [ada, grace]) await window.until("shown", "zero one TWO three");

  await again(ada);
  await ada.until("shown", "zero one TWO three");
  await ada.press("Control+z", "Control+z", "Control+z");
  for (const window of [ada, grace]) await window.until("shown", "zero ");
  await grace.press("Control+z");
  for (const window of [ada, grace]) await window.until("shown", "");
  for (const window of [ada, grace]) await window.close();
});

test("somebody who types while others write faster than the page is drawn agrees with them, and each frame is one transaction at most", async () => {
  const [ada, grace] = await two("codemirror-fast", "one two three");
  const counts = (): Promise<Counts> => ada.page.evaluate(() => {
    const page = window as unknown as { counted: { frames: number }; transactions: () => number };
    return { frames: page.counted.frames, transactions: page.transactions(), atMs: performance.now() };
  });
  await ada.page.evaluate(() => {
    const counted = { frames: 0 };
    Object.assign(window, { counted });
    const frame = (): void => {
      counted.frames += 1;
      requestAnimationFrame(frame);
    };
    frame();
  });
  const before = await counts();
  await grace.press("Home");
  await Promise.all([grace.page.keyboard.type("g".repeat(200)), ada.page.keyboard.type("a".repeat(100))]);
  const text = await agreed(ada, grace);
  assert.equal(text.length, "one two three".length + 300);
  assert.equal(await bench.stored("codemirror-fast"), text);
  const after = await counts();
  // one's own keystrokes; for the others two in a frame, or where there are none for long two in that time
  const frames = after.frames - before.frames + (after.atMs - before.atMs) / LONGEST_MS;
  const most = 100 + 2 * Math.ceil(frames + 1);
  assert.ok(after.transactions - before.transactions <= most, `transactions=${after.transactions - before.transactions} most=${most}`);
  for (const window of [ada, grace]) await window.close();
});

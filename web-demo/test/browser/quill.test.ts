/** Quill, bound to a rich text, in two windows. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Bench } from "./bench.ts";
import { agreed, Bound } from "./bound.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

async function two(doc: string): Promise<[Bound, Bound]> {
  const ada = await Bound.open(bench, { fixture: "quill", doc, name: "Ada" });
  const grace = await Bound.open(bench, { fixture: "quill", doc, name: "Grace", color: "#2a6f97" });
  return [ada, grace];
}

async function focus(window: Bound): Promise<void> {
  await window.page.locator(".ql-editor").focus();
}

function text(shown: string): string {
  return (JSON.parse(shown || "[]") as { insert: unknown }[]).map(({ insert }) => (typeof insert === "string" ? insert : "□")).join("");
}

async function untilText(expected: string, ...windows: Bound[]): Promise<void> {
  for (const window of windows) await window.until("shown", (shown) => text(shown) === expected);
}

test("two windows type at one place, press Enter and format at once, and agree", async () => {
  const [ada, grace] = await two("quill-at-once");
  await Promise.all([focus(ada), focus(grace)]);
  await Promise.all([ada.type("alpha"), grace.type("GAMMA")]);
  const first = text(await agreed(ada, grace));
  assert.equal(first.length, "alphaGAMMA\n".length);
  await Promise.all([ada.press("Control+End", "Enter"), grace.press("Control+Home")]);
  await Promise.all([ada.type("second line"), grace.type("top ")]);
  await agreed(ada, grace);
  await Promise.all([ada.press("Control+a", "Control+b"), grace.press("Control+Home", "Shift+End", "Control+i")]);
  const shown = await agreed(ada, grace);
  assert.match(shown, /"bold":true/);
  assert.match(shown, /"italic":true/);
  const late = await Bound.open(bench, { fixture: "quill", doc: "quill-at-once", name: "Late" });
  assert.equal(await agreed(ada, grace, late), shown);
  for (const window of [ada, grace, late]) await window.close();
});

test("a line that two make of different kinds at once looks the same in every window", async () => {
  const [ada, grace] = await two("quill-kinds");
  await focus(ada);
  await ada.type("one line");
  await ada.press("Enter");
  await ada.type("another");
  await agreed(ada, grace);
  await focus(grace);
  for (const window of [ada, grace]) await window.press("Control+Home");
  bench.network.cut();
  await ada.page.locator(".ql-header").click();
  await grace.page.locator(".ql-list").click();
  bench.network.mend();
  await ada.until("held", (held) => held.includes("list") && held.includes("header"));
  const shown = await agreed(ada, grace);
  assert.match(shown, /"header":1/);
  await grace.page.locator(".ql-header").click();
  await ada.until("held", (held) => !held.includes("header"));
  assert.doesNotMatch(await agreed(ada, grace), /header|list/);
  for (const window of [ada, grace]) await window.close();
});

test("the selection stays with its text, keeps its direction, and no focus is taken", async () => {
  const [ada, grace] = await two("quill-selection");
  await focus(ada);
  await ada.type("one two three");
  await agreed(ada, grace);
  for (let letters = 0; letters < 5; letters++) await ada.press("Shift+ArrowLeft");
  await ada.until("range", '{"index":8,"length":5}');
  await focus(grace);
  await grace.press("Control+Home");
  await grace.type("zero ");
  await untilText("zero one two three\n", ada);
  await ada.until("range", '{"index":13,"length":5}');
  await ada.press("Shift+ArrowLeft");
  await ada.until("range", '{"index":12,"length":6}');
  await ada.page.locator("#elsewhere").focus();
  await grace.type("and ");
  await untilText("zero and one two three\n", ada);
  assert.equal(await ada.page.evaluate(() => document.activeElement?.id), "elsewhere");
  await ada.page.locator(".ql-bold").click();
  assert.match(await agreed(ada, grace), /"zero and one two"\},\{"insert":" three","attributes":\{"bold":true\}/);
  for (const window of [ada, grace]) await window.close();
});

test("carets and selections of the others are where they are, with names and colours", async () => {
  const [ada, grace] = await two("quill-carets");
  await focus(ada);
  await ada.type("one two three");
  await agreed(ada, grace);
  await focus(grace);
  await grace.press("Control+Home", "ArrowRight", "ArrowRight", "ArrowRight");
  const caret = ada.page.locator(".stet-caret");
  await caret.waitFor({ state: "attached" });
  assert.equal(await caret.locator(".stet-name").textContent(), "Grace");
  const isAt = (position: number): Promise<unknown> =>
    ada.page.waitForFunction((index) => {
      const { quill } = window as unknown as { quill: { getBounds(at: number): { left: number; top: number }; container: Element } };
      const [bounds, box] = [quill.getBounds(index), document.querySelector(".stet-caret")?.getBoundingClientRect()];
      const origin = quill.container.getBoundingClientRect();
      return box !== undefined && Math.abs(box.left + 1 - origin.left - bounds.left) < 2 && Math.abs(box.top - origin.top - bounds.top) < 2;
    }, position);
  await isAt(3);
  await ada.press("Control+Home");
  await ada.type("zero ");
  await isAt(8);
  await grace.press("Shift+Control+ArrowRight");
  await ada.page.locator(".stet-selection").waitFor({ state: "attached" });
  assert.equal(await ada.page.locator(".stet-selection").evaluate((each) => getComputedStyle(each).getPropertyValue("--stet-color")), "#2a6f97");
  await grace.close();
  await caret.waitFor({ state: "detached" });
  await ada.close();
});

test("a composition goes on while others type, and comes to where it was begun", async () => {
  const [ada, grace] = await two("quill-composition");
  await focus(ada);
  await ada.type("ab");
  await agreed(ada, grace);
  const input = await ada.inputMethod();
  await focus(grace);
  for (const reading of ["に", "にほ", "にほん"]) {
    await input.compose(reading);
    await grace.press("Control+Home");
    await grace.type("x");
    await ada.until("held", (held) => text(held).startsWith("x"));
    await grace.saved();
  }
  await ada.until("held", (held) => text(held).startsWith("xxx"));
  assert.match(await ada.page.locator(".ql-editor").innerText(), /^abにほん/);
  await input.commit("日本");
  await untilText("xxxab日本\n", ada, grace);
  await agreed(ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("undo takes back one's own edits and formats, never those of others", async () => {
  const [ada, grace] = await two("quill-undo");
  await focus(ada);
  await ada.type("mine");
  await agreed(ada, grace);
  await focus(grace);
  await grace.press("Control+Home");
  await grace.type("hers ");
  await agreed(ada, grace);
  await ada.press("Control+z");
  await untilText("hers \n", ada, grace);
  await grace.press("Control+z");
  await untilText("\n", ada, grace);
  await ada.press("Control+Shift+z");
  await untilText("mine\n", ada, grace);
  await agreed(ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("emoji, right-to-left and combining text survive", async () => {
  const [ada, grace] = await two("quill-marks");
  await focus(ada);
  await ada.page.keyboard.insertText("😀👨‍👩‍👧e\u0301שלום");
  await agreed(ada, grace);
  await focus(grace);
  await grace.press("Control+Home", "ArrowRight");
  await Promise.all([grace.page.keyboard.insertText("😁"), ada.page.keyboard.insertText("𝒳")]);
  await untilText("😀😁👨‍👩‍👧e\u0301שלום𝒳\n", ada, grace);
  await grace.press("Backspace");
  await untilText("😀👨‍👩‍👧e\u0301שלום𝒳\n", ada, grace);
  await agreed(ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("half a surrogate pair that a program leaves becomes U+FFFD everywhere", async () => {
  const [ada, grace] = await two("quill-halves");
  await focus(ada);
  await ada.page.keyboard.insertText("a😀b");
  await agreed(ada, grace);
  await ada.page.evaluate(() => (window as unknown as { quill: { insertText(at: number, text: string, source: string): void } }).quill.insertText(2, "-", "user"));
  await untilText("a\ufffd-\ufffdb\n", ada, grace);
  await agreed(ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("what the editor does not know stays in the document, and in its place", async () => {
  const [ada, grace] = await two("quill-unknown");
  await ada.page.evaluate(() => {
    const { letter } = window as unknown as { letter: { edit(operation: unknown): void; snapshot: { constructor: new (ops: unknown[]) => unknown } } };
    letter.edit(new letter.snapshot.constructor([{ insert: "a\rb" }, { insert: { chart: 1 } }, { insert: "c", attributes: { comment: "7" } }, { insert: "\n" }]));
  });
  await untilText("a\u240db\ufffcc\n", ada, grace);
  await focus(grace);
  await grace.press("Control+Home", "ArrowRight");
  await grace.type("!");
  await ada.until("held", '[{"insert":"a!\\rb"},{"insert":{"chart":1}},{"insert":"c","attributes":{"comment":"7"}},{"insert":"\\n"}]');
  await agreed(ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("a paste of a megabyte arrives, and the text can be written in", async () => {
  const [ada, grace] = await two("quill-paste");
  const long = Array.from({ length: 1_000 }, (_, line) => `${line} ${"of a long text ".repeat(70)}`).join("\n");
  await focus(ada);
  await ada.paste(long);
  await ada.until("held", (held) => text(held).length >= long.length);
  await ada.type("!");
  const shown = text(await agreed(ada, grace));
  assert.equal(shown, `${long}!\n`);
  for (const window of [ada, grace]) await window.close();
});

test("text is dragged within the editor with its formats, and into it from elsewhere", async () => {
  const [ada, grace] = await two("quill-drag");
  await focus(ada);
  await ada.type("one two");
  await ada.press("Home", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Control+b");
  await agreed(ada, grace);
  const place = async (index: number): Promise<{ x: number; y: number }> =>
    ada.page.evaluate((at) => {
      const { quill } = window as unknown as { quill: { getBounds(at: number): { left: number; top: number; height: number }; container: Element } };
      const [bounds, origin] = [quill.getBounds(at), quill.container.getBoundingClientRect()];
      return { x: origin.left + bounds.left, y: origin.top + bounds.top + bounds.height / 2 };
    }, index);
  const [from, to] = [await place(1), await place(7)];
  await ada.page.mouse.move(from.x, from.y);
  await ada.page.mouse.down();
  await ada.page.mouse.move(from.x + 20, from.y, { steps: 4 });
  await ada.page.mouse.move(to.x - 1, to.y, { steps: 8 });
  await ada.page.mouse.up();
  await untilText(" twoone\n", ada, grace);
  assert.match(await agreed(ada, grace), /\{"insert":"one","attributes":\{"bold":true\}\}/);
  await ada.page.evaluate(({ x, y }) => {
    const data = new DataTransfer();
    data.setData("text/plain", "zero");
    document.querySelector(".ql-editor")?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, clientX: x, clientY: y, bubbles: true, cancelable: true }));
  }, { ...(await place(0)) });
  await untilText("zero twoone\n", ada, grace);
  await agreed(ada, grace);
  for (const window of [ada, grace]) await window.close();
});

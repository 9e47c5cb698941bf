/** A plain text field, bound to a text, in two windows. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Bench } from "./bench.ts";
import { agreed, Bound } from "./bound.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

/** Two windows in a document that begins with a text; Ada is in the field, at its end. */
async function two(doc: string, text = "", fixture: "textarea" | "input" = "textarea"): Promise<[Bound, Bound]> {
  const ada = await Bound.open(bench, { fixture, doc, name: "Ada" });
  await ada.page.locator("#field").focus();
  await ada.page.keyboard.insertText(text);
  const grace = await Bound.open(bench, { fixture, doc, name: "Grace", color: "#2a6f97" });
  await grace.until("shown", text);
  await grace.page.locator("#field").focus();
  return [ada, grace];
}

async function close(...windows: Bound[]): Promise<void> {
  for (const window of windows) await window.close();
}

test("two windows type at one place of a field, and agree", async () => {
  const [ada, grace] = await two("field-at-once");
  await Promise.all([ada.type("aaaaaaaa"), grace.type("bbbbbbbb")]);
  assert.equal((await agreed(ada, grace)).length, 16);
  await Promise.all([ada.press("Home", "Delete", "Delete", "Enter"), grace.press("End", "Backspace", "Backspace")]);
  const shown = await agreed(ada, grace);
  assert.equal(await bench.stored("field-at-once"), shown);
  await close(ada, grace);
});

test("the selection in a field stays with its text, and keeps its direction", async () => {
  const [ada, grace] = await two("field-selection", "one two three");
  for (let letters = 0; letters < 5; letters++) await ada.press("Shift+ArrowLeft");
  await ada.until("range", "8 13 backward");
  await grace.press("Control+Home");
  await grace.type("zero ");
  await ada.until("shown", "zero one two three");
  await ada.until("range", "13 18 backward");
  await ada.page.locator("#elsewhere").focus();
  await grace.type("and ");
  await ada.until("range", "17 22 backward");
  assert.equal(await ada.page.evaluate(() => document.activeElement?.id), "elsewhere");
  await close(ada, grace);
});

test("carets and selections of the others are drawn over the field", async () => {
  const [ada, grace] = await two("field-carets", "one\ntwo three");
  await grace.press("Control+Home", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight");
  const caret = ada.page.locator(".stet-caret");
  await caret.waitFor({ state: "attached" });
  assert.equal(await caret.locator(".stet-name").textContent(), "Grace");
  const isAt = (line: number, column: number): Promise<unknown> =>
    ada.page.waitForFunction(
      ([row, letters]) => {
        const [field, box] = [document.querySelector("#field")?.getBoundingClientRect(), document.querySelector(".stet-caret")?.getBoundingClientRect()];
        const letter = 9.6;
        return field !== undefined && box !== undefined && Math.abs(box.top - field.top - 3 - Number(row) * 20) < 3 && Math.abs(box.left - field.left - 3 - Number(letters) * letter) < 4;
      },
      [line, column],
    );
  await isAt(1, 3);
  await ada.press("Control+Home");
  await ada.type("zero\n");
  await isAt(2, 3);
  await grace.press("Shift+End");
  await ada.page.locator(".stet-selection").waitFor({ state: "attached" });
  await grace.close();
  await caret.waitFor({ state: "detached" });
  await ada.close();
});

test("a composition in a field goes on while others type", async () => {
  const [ada, grace] = await two("field-composition", "ab\ncd");
  const input = await ada.inputMethod();
  for (const reading of ["に", "にほ", "にほん"]) {
    await input.compose(reading);
    await grace.press("Control+Home");
    await grace.type("x");
    await grace.until("shown", (shown) => shown.endsWith(reading));
    await grace.saved();
  }
  await ada.until("held", "xxxab\ncdにほん");
  assert.equal(await ada.call("shown"), "ab\ncdにほん");
  await input.commit("日本");
  assert.equal(await agreed(ada, grace), "xxxab\ncd日本");
  await close(ada, grace);
});

test("undo in a field takes back one's own edits, and the caret goes there", async () => {
  const [ada, grace] = await two("field-undo");
  await ada.type("mine");
  await grace.until("shown", "mine");
  await grace.press("Control+Home");
  await grace.type("hers ");
  await ada.until("shown", "hers mine");
  await ada.press("Control+z");
  for (const window of [ada, grace]) await window.until("shown", "hers ");
  await ada.press("Control+z");
  await ada.press("Control+Shift+z");
  for (const window of [ada, grace]) await window.until("shown", "hers mine");
  await ada.until("range", "9 9 forward");
  await grace.press("Control+z");
  for (const window of [ada, grace]) await window.until("shown", "mine");
  await agreed(ada, grace);
  await close(ada, grace);
});

test("emoji, right-to-left, combining text and carriage returns survive in a field", async () => {
  const [ada, grace] = await two("field-marks", "😀👨‍👩‍👧e\u0301שלום");
  await grace.press("Control+Home", "ArrowRight");
  await Promise.all([grace.page.keyboard.insertText("😁"), ada.page.keyboard.insertText("𝒳")]);
  for (const window of [ada, grace]) await window.until("shown", "😀😁👨‍👩‍👧e\u0301שלום𝒳");
  await grace.press("Backspace");
  await agreed(ada, grace);
  await ada.page.evaluate(() => (window as unknown as { notes: { edit(operation: unknown): void } }).notes.edit(["a\r\nb"]));
  await grace.until("shown", "a\u240d\nb😀👨‍👩‍👧e\u0301שלום𝒳");
  await grace.press("Control+Home");
  await grace.type("!");
  await ada.until("held", (held) => held.startsWith("!a\r\nb"));
  await agreed(ada, grace);
  await close(ada, grace);
});

test("a megabyte is pasted into a field, and a stretch is dragged elsewhere", async () => {
  const [ada, grace] = await two("field-paste");
  const long = `${"word ".repeat(20)}\n`.repeat(10_000);
  await ada.paste(long);
  await grace.until("shown", (shown) => shown.length === long.length);
  await ada.press("Control+Home");
  await ada.type("one two\n");
  await ada.press("ArrowUp");
  await ada.page.locator("#field").dblclick({ position: { x: 10, y: 12 } });
  const box = await ada.page.locator("#field").boundingBox();
  const [x, y] = [(box?.x ?? 0) + 3, (box?.y ?? 0) + 12];
  await ada.page.mouse.move(x + 10, y);
  await ada.page.mouse.down();
  await ada.page.mouse.move(x + 30, y, { steps: 4 });
  await ada.page.mouse.move(x + 90, y, { steps: 8 });
  await ada.page.mouse.up();
  await ada.until("shown", (shown) => !shown.startsWith("one") && shown.slice(0, 9).includes("one"));
  await agreed(ada, grace);
  await close(ada, grace);
});

test("an input of one line is written in by two, composes and undoes, and shows line ends as they are kept", async () => {
  const [ada, grace] = await two("input", "title", "input");
  await Promise.all([ada.type(" of Ada"), grace.press("Home")]);
  await grace.type("A ");
  for (const window of [ada, grace]) await window.until("shown", "A title of Ada");
  const input = await ada.inputMethod();
  await input.compose("にほ");
  await grace.type("new ");
  await ada.until("held", "A new title of Adaにほ");
  await input.commit("日本");
  for (const window of [ada, grace]) await window.until("shown", "A new title of Ada日本");
  await ada.page.evaluate(() => (window as unknown as { notes: { edit(operation: unknown): void } }).notes.edit(["one\n"]));
  for (const window of [ada, grace]) await window.until("shown", "one\u21b5A new title of Ada日本");
  await grace.type("long ");
  await ada.until("held", "one\nA new long title of Ada日本");
  await ada.press("Control+z");
  await ada.until("shown", (shown) => !shown.startsWith("one"));
  await grace.page.locator(".stet-caret").waitFor({ state: "attached" });
  assert.equal(await bench.stored("input"), await agreed(ada, grace));
  await close(ada, grace);
});

test("a caret is where it is in the document, while what others do waits for a composition", async () => {
  const [ada, grace] = await two("field-held-caret", "abc");
  const input = await ada.inputMethod();
  await input.compose("に");
  await grace.press("Control+Home");
  await grace.type("xxxx");
  await ada.until("held", "xxxxabcに");
  await input.compose("にほ");
  await grace.until("shown", "xxxxabcにほ");
  await grace.page.waitForFunction(() => (window as unknown as { notes: { participants: { selection?: { head: number } }[] } }).notes.participants[0]?.selection?.head === 9);
  await input.commit("日本");
  await agreed(ada, grace);
  await close(ada, grace);
});

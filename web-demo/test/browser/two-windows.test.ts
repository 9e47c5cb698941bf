import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Bench } from "./bench.ts";
import { agreement } from "./window.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

test("two windows type at once and agree at every pause", async () => {
  const ada = await bench.open("at-once", { name: "Ada" });
  const grace = await bench.open("at-once", { name: "Grace", color: "#2a6f97" });
  await Promise.all([ada.saved(), grace.saved()]);
  let letters = 0;
  for (const round of ["one ", "two ", "three "]) {
    await Promise.all([ada.type(`a-${round}`), grace.type(`g-${round.toUpperCase()}`)]);
    letters += 2 * (round.length + 2);
    const text = await agreement(ada, grace);
    assert.equal(text.length, letters);
    await ada.press("Control+Home");
    await grace.press("Control+End");
  }
  assert.equal(await bench.stored("at-once"), await ada.text());
  await ada.close();
  await grace.close();
});

test("carets are where the others are, with their names", async () => {
  const ada = await bench.open("carets", { name: "Ada" });
  await ada.saved();
  await ada.type("one two three");
  await ada.saved();
  const grace = await bench.open("carets", { name: "Grace", color: "#2a6f97" });
  await grace.untilText("one two three");
  await ada.until("people", "2");
  await grace.focus();
  await grace.press("Control+Home", "ArrowRight", "ArrowRight", "ArrowRight");
  const caret = ada.page.locator(".cm-stet-caret");
  await caret.waitFor({ state: "attached" });
  const before = (): Promise<string | undefined> =>
    ada.page.evaluate(() => {
      const element = document.querySelector(".cm-stet-caret");
      const line = element?.closest(".cm-line");
      if (element === null || line === null || line === undefined) return undefined;
      const range = document.createRange();
      range.setStart(line, 0);
      range.setEndBefore(element);
      return range.toString();
    });
  const until = async (expected: string): Promise<void> => {
    for (let tries = 0; (await before()) !== expected && tries < 200; tries++) await ada.page.waitForTimeout(25);
    assert.equal(await before(), expected);
  };
  await until("one");
  assert.equal(await caret.locator(".cm-stet-name").textContent(), "Grace");

  await ada.press("Control+Home");
  await ada.type("zero ");
  await until("zero one");

  await grace.press("Shift+Control+ArrowRight");
  await ada.page.locator(".cm-stet-selection").waitFor({ state: "attached" });
  assert.equal(await ada.page.locator(".cm-stet-selection").textContent(), " two");
  await grace.close();
  await caret.waitFor({ state: "detached" });
  await ada.close();
});

test("what others do is not undone, and does not move the caret away", async () => {
  const ada = await bench.open("undo", { name: "Ada" });
  await ada.saved();
  await ada.type("mine");
  const grace = await bench.open("undo", { name: "Grace" });
  await grace.untilText("mine");
  await grace.press("Control+Home");
  await grace.type("hers ");
  await agreement(ada, grace);
  await ada.type("!");
  for (const window of [ada, grace]) await window.untilText("hers mine!");
  await ada.press("Control+z", "Control+z", "Control+z");
  for (const window of [ada, grace]) await window.untilText("hers ");
  await ada.close();
  await grace.close();
});

test("emoji and other marks survive, typed and deleted between others' edits", async () => {
  const ada = await bench.open("emoji", { name: "Ada" });
  const grace = await bench.open("emoji", { name: "Grace" });
  await Promise.all([ada.saved(), grace.saved()]);
  await ada.focus();
  await ada.page.keyboard.insertText("😀👨‍👩‍👧é\u2028ש");
  await grace.untilText((text) => text.length > 0);
  await grace.focus();
  await grace.press("Control+Home", "ArrowRight");
  await Promise.all([grace.page.keyboard.insertText("😁"), ada.page.keyboard.insertText("𝒳")]);
  // The editor shows U+2028 as a dot.
  for (const window of [ada, grace]) await window.untilText("😀😁👨‍👩‍👧é•ש𝒳");
  await grace.press("Backspace");
  for (const window of [ada, grace]) await window.untilText("😀👨‍👩‍👧é•ש𝒳");
  await agreement(ada, grace);
  assert.equal(await bench.stored("emoji"), "😀👨‍👩‍👧é\u2028ש𝒳");
  await ada.close();
  await grace.close();
});

test("a composition goes on while others type", async () => {
  const ada = await bench.open("composition", { name: "Ada" });
  const grace = await bench.open("composition", { name: "Grace" });
  await Promise.all([ada.saved(), grace.saved()]);
  await ada.type("ab\ncd");
  await grace.untilText("ab\ncd");
  const input = await ada.context.newCDPSession(ada.page);
  for (const reading of ["に", "にほ", "にほん"]) {
    await input.send("Input.imeSetComposition", { text: reading, selectionStart: reading.length, selectionEnd: reading.length });
    await grace.press("Control+Home");
    await grace.type("x");
    await ada.untilText((text) => text.includes(reading) && text.startsWith("x"));
  }
  await input.send("Input.insertText", { text: "日本" });
  assert.equal(await agreement(ada, grace), "xxxab\ncd日本");
  await ada.close();
  await grace.close();
});

test("a page that is loaded again shows the document, and a big paste arrives", async () => {
  const ada = await bench.open("reload", { name: "Ada" });
  await ada.saved();
  const long = Array.from({ length: 12_000 }, (_, index) => `line ${index} of a long text`).join("\r\n");
  await ada.page.evaluate((text) => navigator.clipboard.writeText(text), long);
  await ada.focus();
  await ada.press("Control+v");
  await ada.until("unacknowledged", "0");
  await ada.saved();
  const normal = long.replaceAll("\r\n", "\n");
  assert.equal(await bench.stored("reload"), normal);
  await ada.page.reload();
  await ada.saved();
  await ada.untilText((text) => text.startsWith("line 0 of a long text\nline 1"));
  await ada.close();
});

test("text is dragged within the editor, and into it from elsewhere", async () => {
  const ada = await bench.open("drag", { name: "Ada" });
  const grace = await bench.open("drag", { name: "Grace" });
  await Promise.all([ada.saved(), grace.saved()]);
  await ada.type("one two three");
  await grace.untilText("one two three");
  await ada.press("Home", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight");
  const place = (index: number): Promise<{ x: number; y: number }> =>
    ada.page.evaluate((at) => {
      const isText = (node: Node): number => (node.parentElement?.closest(".cm-stet-caret") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
      const walker = document.createTreeWalker(document.querySelector(".cm-line") ?? document.body, NodeFilter.SHOW_TEXT, isText);
      let left = at;
      for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
        if (left <= node.length) {
          const range = document.createRange();
          range.setStart(node, left);
          const { left: x, top, height } = range.getBoundingClientRect();
          return { x, y: top + height / 2 };
        }
        left -= node.length;
      }
      throw new Error("there is no such place");
    }, index);
  const [from, to] = [await place(1), await place(7)];
  await ada.page.mouse.move(from.x, from.y);
  await ada.page.mouse.down();
  await ada.page.mouse.move(from.x + 20, from.y, { steps: 4 });
  await ada.page.mouse.move(to.x, to.y, { steps: 8 });
  await ada.page.mouse.up();
  for (const window of [ada, grace]) await window.untilText(" twoone three");
  await ada.page.evaluate(({ x, y }) => {
    const data = new DataTransfer();
    data.setData("text/plain", "zero");
    document.querySelector(".cm-line")?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, clientX: x, clientY: y, bubbles: true, cancelable: true }));
  }, await place(0));
  for (const window of [ada, grace]) await window.untilText("zero twoone three");
  await ada.press("Control+z");
  for (const window of [ada, grace]) await window.untilText((text) => !text.includes("zero"));
  await agreement(ada, grace);
  await ada.close();
  await grace.close();
});

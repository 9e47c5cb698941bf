/** The page of a rich text: the toolbar, by mouse and by keyboard, and what it leaves to others. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.ts";
import { Bench } from "./bench.ts";
import { DEADLINE_MS, type Look, type Window } from "./window.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

async function open(doc: string, look: Look): Promise<Window> {
  const window = await bench.visit(`/rich/?doc=${doc}`, look);
  await window.saved();
  await window.page.locator(".ql-editor").focus();
  return window;
}

function html({ page }: Window): Promise<string> {
  return page.locator(".ql-editor").evaluate((editor) => editor.innerHTML.replaceAll(/ contenteditable="false"/g, ""));
}

async function untilHtml(pattern: RegExp, ...windows: Window[]): Promise<void> {
  for (const window of windows) {
    const deadline = Date.now() + DEADLINE_MS;
    for (let found = await html(window); !pattern.test(found); found = await html(window)) {
      assert.ok(Date.now() < deadline, `the text did not come to that, expected=${pattern} found=${found}`);
      await window.page.waitForTimeout(20);
    }
  }
}

test("the toolbar formats, shows what is formatted, and links", async () => {
  const ada = await open("rich-tools", { name: "Ada" });
  const grace = await open("rich-tools", { name: "Grace", color: "#2a6f97" });
  const kind = ada.page.locator("#kind");
  await kind.selectOption("header 1");
  await ada.page.keyboard.type("Title");
  await ada.press("Enter");
  assert.equal(await kind.inputValue(), "");
  await ada.page.locator('[data-format="bold"]').click();
  await ada.page.keyboard.type("bold");
  await ada.page.locator('[data-format="bold"][aria-pressed="true"]').waitFor();
  await ada.page.locator('[data-format="bold"]').click();
  await ada.page.keyboard.type(" plain");
  await untilHtml(/^<h1>Title<\/h1><p><strong>bold<\/strong> plain<\/p>$/, ada, grace);
  await ada.press("Shift+Control+ArrowLeft", "Control+k");
  await ada.page.locator("#link-address").fill("example.org/a");
  await assertAccessible(ada.page, "the dialog for links");
  await ada.press("Enter");
  await untilHtml(/<a href="https:\/\/example.org\/a"[^>]*>plain<\/a>/, ada, grace);
  await ada.page.locator('[data-format="list"][data-value="unchecked"]').click();
  await untilHtml(/<li data-list="unchecked">/, ada, grace);
  await kind.selectOption("blockquote true");
  await untilHtml(/<blockquote>/, ada, grace);
  await ada.page.locator("#undo").click();
  await untilHtml(/<li data-list="unchecked">/, ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("a link comes to the words that were selected, whatever others write while its address is typed", async () => {
  const ada = await open("rich-link", { name: "Ada" });
  const grace = await open("rich-link", { name: "Grace", color: "#2a6f97" });
  await ada.page.keyboard.type("see this");
  await untilHtml(/<p>see this<\/p>/, grace);
  await ada.press("Shift+Control+ArrowLeft", "Control+k");
  await ada.page.locator("#link[open]").waitFor();
  await grace.press("Control+Home");
  await grace.page.keyboard.type("do ");
  await untilHtml(/<p>do see this<\/p>/, ada);
  await ada.page.locator("#link-address").fill("https://example.org/");
  await ada.press("Enter");
  await untilHtml(/<p>do see <a href="https:\/\/example.org\/"[^>]*>this<\/a><\/p>/, ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("a rich text is downloaded with spaces at which its lines break", async () => {
  const ada = await open("rich-file", { name: "Ada" });
  await ada.page.keyboard.type("to stand as it is");
  await ada.saved();
  const [file] = await Promise.all([ada.page.waitForEvent("download"), ada.page.locator("#download").click()]);
  assert.equal(file.suggestedFilename(), "rich-file.html");
  assert.match(await readFile(await file.path(), "utf8"), /<p>to stand as it is<\/p>/);
  await ada.close();
});

test("what is chosen for the next letters stays chosen when others type", async () => {
  const ada = await open("rich-waiting", { name: "Ada" });
  const grace = await open("rich-waiting", { name: "Grace", color: "#2a6f97" });
  await ada.page.keyboard.type("one");
  await untilHtml(/<p>one<\/p>/, grace);
  await ada.press("Control+b");
  await grace.press("Control+Home");
  await grace.page.keyboard.type("zero ");
  await untilHtml(/zero one/, ada);
  await ada.page.keyboard.type("two");
  await untilHtml(/^<p>zero one<strong>two<\/strong><\/p>$/, ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("the toolbar is one stop for the keyboard, and arrows walk in it", async () => {
  const ada = await open("rich-keyboard", { name: "Ada" });
  await ada.page.locator("#kind").focus();
  await ada.press("ArrowRight");
  assert.equal(await ada.page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Bold");
  assert.equal(await ada.page.locator('#formats [tabindex="0"]').count(), 1);
  await ada.close();
});

for (const [width, scheme] of [[1280, "light"], [1280, "dark"], [390, "light"]] as const) {
  test(`the page is accessible, and wide enough for what is in it, at ${width} pixels, ${scheme}`, async () => {
    const ada = await open(`rich-axe-${width}-${scheme}`, { name: "Ada", width, scheme });
    await assertAccessible(ada.page, "empty");
    await ada.page.keyboard.type("Text");
    await ada.saved();
    await assertAccessible(ada.page, "with text");
    assert.ok(await ada.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await ada.close();
  });
}

/** Drops or pastes a picture, with a text of this HTML if that is not empty. */
async function bring({ page }: Window, how: "drop" | "paste", html: string): Promise<void> {
  await page.locator(".ql-editor").evaluate(
    (editor, given) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(8)], "mark.png", { type: "image/png" }));
      if (given.html !== "") data.setData("text/html", given.html);
      const { left, top } = editor.getBoundingClientRect();
      const event = given.how === "drop" ? new DragEvent("drop", { dataTransfer: data, clientX: left + 10, clientY: top + 10, bubbles: true, cancelable: true }) : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      editor.dispatchEvent(event);
    },
    { how, html },
  );
}

test("whoever drops or pastes a picture is told that there is none in a document, and what to do", async () => {
  const ada = await open("rich-picture", { name: "Ada" });
  await ada.page.keyboard.type("text");
  const banner = ada.page.locator("#banner-text");
  for (const how of ["drop", "paste"] as const) {
    await bring(ada, how, "");
    await banner.filter({ hasText: "nothing was added. Put them where others can open them" }).waitFor({ timeout: DEADLINE_MS });
    await assertAccessible(ada.page, "a picture is refused");
    await ada.page.locator("#banner-actions button", { hasText: "Dismiss" }).click();
    await ada.page.locator("#banner").waitFor({ state: "hidden" });
    await untilHtml(/^<p>text<\/p>$/, ada);
  }
  await ada.page.locator(".ql-editor").focus();
  await bring(ada, "paste", '<p>more <img src="mark.png"></p>');
  await banner.filter({ hasText: "without its pictures" }).waitFor({ timeout: DEADLINE_MS });
  await untilHtml(/more/, ada);
  await ada.close();
});

/** The start page: what can be made, what was open before, and the way to what one knows the name of. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.ts";
import { Bench } from "./bench.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

test("a new text is written, listed with how it begins, opened again, and taken off the list", async () => {
  const ada = await bench.visit("/");
  await ada.page.locator("#no-documents").waitFor();
  await ada.page.locator("#new-text").click();
  await ada.saved();
  await ada.type("Minutes of the meeting");
  await ada.saved();
  await ada.page.locator(".brand").click();
  const row = ada.page.locator(".document");
  await row.waitFor();
  assert.equal(await row.count(), 1);
  assert.equal(await row.locator(".document-excerpt").textContent(), "Minutes of the meeting");
  assert.equal(await row.locator(".document-kind").textContent(), "Plain text");
  await assertAccessible(ada.page, "start, with a document");
  await row.locator("a").click();
  await ada.saved();
  await ada.untilText("Minutes of the meeting");
  await ada.page.evaluate(() => void setTimeout(() => history.back()));
  await row.locator(".document-forget").click();
  await ada.page.locator("#no-documents").waitFor();
  assert.equal(await row.count(), 0);
  await ada.close();
});

test("every new document is another one, also for whoever opens several in tabs of their own", async () => {
  const ada = await bench.visit("/");
  const names: (string | null)[] = [];
  for (const kind of ["#new-text", "#new-text", "#new-board", "#new-text"]) {
    const [tab] = await Promise.all([ada.context.waitForEvent("page"), ada.page.locator(kind).click({ modifiers: ["Control"] })]);
    await tab.waitForURL(/\?doc=/);
    names.push(new URL(tab.url()).searchParams.get("doc"));
    await ada.settled();
  }
  assert.equal(new Set(names).size, names.length, names.join(" "));
  await ada.close();
});

test("code opens in its language, which the link has, and whoever opens it from the list sees it the same", async () => {
  const ada = await bench.visit("/");
  await ada.page.locator("#new-language").selectOption("python");
  await ada.page.locator("#new-code").click();
  await ada.saved();
  await ada.page.locator(".cm-lineNumbers").waitFor();
  assert.equal(new URL(ada.page.url()).searchParams.get("language"), "python");
  await ada.type("def stand(): return True");
  await ada.page.locator(".tok-keyword", { hasText: "def" }).waitFor();
  await ada.saved();
  await ada.page.locator(".brand").click();
  await ada.page.locator(".document-kind", { hasText: "Python" }).waitFor();
  await ada.page.locator(".document a").click();
  await ada.page.locator(".tok-keyword", { hasText: "def" }).waitFor();
  await ada.page.locator("#language").selectOption("");
  await ada.page.locator(".cm-lineNumbers").waitFor({ state: "detached" });
  await ada.close();
});

test("a document is opened by its name or its link, and a name that cannot be one is told", async () => {
  const ada = await bench.visit("/");
  await ada.page.locator("#open-name").fill("two words");
  await ada.page.locator("#open-name").press("Enter");
  assert.match(String(await ada.page.locator("#open-trouble").textContent()), /no spaces/);
  await ada.page.locator("#open-name").fill("https://elsewhere.example/edit/?doc=x");
  await ada.page.locator("#open-name").press("Enter");
  assert.match(String(await ada.page.locator("#open-trouble").textContent()), /leads to another server/);
  await ada.page.locator("#open-name").fill("by-name");
  assert.equal(await ada.page.locator("#open-trouble").textContent(), "");
  await ada.page.locator("#open-name").press("Enter");
  await ada.saved();
  assert.match(ada.page.url(), /\/edit\/\?doc=by-name$/);
  await ada.page.evaluate(() => void setTimeout(() => history.back()));
  await ada.page.locator("#open-name").fill(`${bench.origin}/edit/?doc=by-link`);
  await ada.page.locator("#open-name").press("Enter");
  await ada.saved();
  assert.equal(await ada.page.locator("#title").textContent(), "by-link");
  await ada.close();
});

test("a link that names no page leads to that of the document, and back to where it was followed", async () => {
  const ada = await bench.visit("/");
  await ada.page.goto(`${bench.origin}/?doc=old-link`);
  await ada.saved();
  assert.equal(new URL(ada.page.url()).pathname, "/edit/");
  assert.equal(new URL(ada.page.url()).searchParams.get("doc"), "old-link");
  await ada.page.evaluate(() => void setTimeout(() => history.back()));
  await ada.page.locator("#new-text").waitFor();
  assert.equal(new URL(ada.page.url()).search, "");
  await ada.close();
});

test("the theme that was chosen is kept, and shown before the page is", async () => {
  const ada = await bench.visit("/", { scheme: "light" });
  const background = (): Promise<string> => ada.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await assertAccessible(ada.page, "start, light");
  await ada.page.locator("#theme").click();
  assert.equal(await ada.page.locator("#theme").getAttribute("aria-label"), "Theme: light. Change");
  await ada.page.locator("#theme").click();
  assert.notEqual(await background(), light);
  await assertAccessible(ada.page, "start, dark");
  await ada.page.reload();
  assert.equal(await ada.page.locator("html").getAttribute("data-theme"), "dark");
  await ada.page.locator("#theme").click();
  assert.equal(await background(), light);
  await ada.close();
});

test("nothing of a page is past the edge of a phone of 360 pixels", async () => {
  for (const path of ["/", "/edit/?doc=narrow"]) {
    const ada = await bench.visit(path, { width: 360, height: 740 });
    if (path !== "/") await ada.saved();
    const past = await ada.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(past, 0, path);
    await ada.close();
  }
});

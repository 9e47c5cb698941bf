/** What is around the text: whom one follows, who types, what is saved, and what goes wrong. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { Route } from "playwright-core";
import { assertAccessible } from "./accessible.ts";
import { Bench } from "./bench.ts";
import { agreement, DEADLINE_MS, type Window } from "./window.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

const LONG = Array.from({ length: 300 }, (_, index) => `line ${index}`).join("\n");

/** Waits until the page is scrolled so far. */
async function untilScrolled(window: Window, isThere: (top: number) => boolean): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const top = await window.page.evaluate(() => scrollY);
    if (isThere(top)) return;
    assert.ok(Date.now() < deadline, `the view did not move, top=${top}`);
    await window.page.waitForTimeout(25);
  }
}

test("the view follows whom one clicks, until one scrolls", async () => {
  const ada = await bench.open("follow", { name: "Ada" });
  await ada.saved();
  await ada.focus();
  await ada.page.keyboard.insertText(LONG);
  await ada.press("Control+Home");
  await ada.saved();
  const grace = await bench.open("follow", { name: "Grace", color: "#2a6f97" });
  await grace.untilText((text) => text.startsWith("line 0"));
  await grace.focus();
  await ada.until("people", "2");
  await ada.page.locator("#people-button").click();
  await ada.page.locator("#others button", { hasText: "Grace" }).click();
  await ada.page.locator("#follow-text", { hasText: "Following Grace" }).waitFor();
  await grace.press("Control+End");
  await untilScrolled(ada, (top) => top > 3000);
  await ada.page.locator(".cm-stet-caret").waitFor();
  await assertAccessible(ada.page, "following");

  await ada.page.mouse.move(400, 400);
  await ada.page.mouse.wheel(0, -100);
  await ada.page.locator("#follow").waitFor({ state: "hidden" });
  await grace.press("Control+Home");
  let isSeen = false;
  const seen = ada.page.locator("#typing", { hasText: "Grace is typing…" }).waitFor({ timeout: DEADLINE_MS }).finally(() => (isSeen = true));
  while (!isSeen) {
    await grace.type("!");
    await grace.page.waitForTimeout(200);
  }
  await seen;
  assert.ok((await ada.page.evaluate(() => scrollY)) > 3000);
  await ada.page.locator("#typing", { hasText: "Grace" }).waitFor({ state: "detached" });

  await ada.page.locator("#people-button").click();
  await ada.page.locator("#others button", { hasText: "Grace" }).click();
  await untilScrolled(ada, (top) => top < 1000);
  await grace.close();
  await ada.page.locator("#follow").waitFor({ state: "hidden" });
  await ada.close();
});

test("undo, redo and download are in the toolbar", async () => {
  const ada = await bench.open("toolbar", { name: "Ada" });
  await ada.saved();
  assert.ok(await ada.page.locator("#undo").isDisabled());
  await ada.type("to stand");
  await ada.saved();
  const [file] = await Promise.all([ada.page.waitForEvent("download"), ada.page.locator("#download").click()]);
  assert.equal(file.suggestedFilename(), "toolbar.txt");
  assert.equal(await readFile(await file.path(), "utf8"), "to stand");
  await ada.page.locator("#undo").click();
  await ada.untilText("");
  await ada.page.locator("#redo").click();
  await ada.untilText("to stand");
  assert.match(String(await ada.page.locator("#past").getAttribute("href")), /\/past\/\?doc=toolbar$/);
  await ada.close();
});

test("of two languages that are chosen at once the later one counts, and one that cannot be fetched is told", async () => {
  const ada = await bench.open("languages", { name: "Ada" });
  await ada.saved();
  await ada.type("const a = 1;");
  const held: Route[] = [];
  let isHeld = true;
  await ada.page.route(/\/assets\/chunk-/, (route) => (isHeld ? void held.push(route) : route.continue()));
  const language = ada.page.locator("#language");
  await language.selectOption("typescript");
  for (const deadline = Date.now() + DEADLINE_MS; held.length < 2; await ada.page.waitForTimeout(20)) assert.ok(Date.now() < deadline, `the language is not fetched, requests=${held.length}`);
  await language.selectOption("");
  isHeld = false;
  for (const route of held) await route.continue();
  const modules = held.map((route) => route.request().url());
  await ada.page.evaluate((urls) => Promise.all(urls.map((url) => import(url))), modules);
  await ada.settled();
  assert.equal(await ada.page.locator(".cm-lineNumbers").count(), 0, "plain text was chosen last");
  await ada.page.unroute(/\/assets\/chunk-/);
  await ada.page.route(/\/assets\/chunk-/, (route) => route.abort());
  await language.selectOption("python");
  await ada.page.locator("#banner-text", { hasText: "show Python could not be fetched" }).waitFor({ timeout: DEADLINE_MS });
  assert.equal(await language.inputValue(), "");
  assert.equal(new URL(ada.page.url()).searchParams.get("language"), null);
  await ada.untilText("const a = 1;");
  await ada.page.locator(".banner-action", { hasText: "Dismiss" }).click();
  assert.ok(await ada.page.locator("#banner").isHidden());
  await ada.close();
});

test("while the network lets nothing through, the page says exactly how many edits are not saved", async () => {
  const ada = await bench.open("held", { name: "Ada" });
  await ada.saved();
  bench.network.hold();
  await ada.type("slowly", 0);
  await ada.page.locator("#chip-text", { hasText: /^Saving 6 edits…$/ }).waitFor({ timeout: DEADLINE_MS });
  assert.equal(await ada.unsaved(), 6);
  bench.network.release();
  await ada.saved();
  await ada.page.locator("#chip-text", { hasText: /^Saved$/ }).waitFor();
  assert.equal(await bench.stored("held"), "slowly");
  await ada.close();
});

test("on a slow network the page opens, and takes what is typed", async () => {
  const ada = await bench.open("slow", { name: "Ada" });
  await ada.saved();
  const network = await ada.context.newCDPSession(ada.page);
  await network.send("Network.enable");
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  await network.send("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: 100_000, uploadThroughput: 50_000 });
  await ada.page.reload();
  await ada.saved();
  await ada.type("slowly");
  await ada.saved();
  assert.equal(await bench.stored("slow"), "slowly");
  await ada.close();
});

test("a page that is left and come back to goes on, whether the browser kept it or not", async (t) => {
  const ada = await bench.open("back", { name: "Ada" });
  await ada.saved();
  await ada.page.evaluate(() => window.addEventListener("pageshow", () => (document.documentElement.dataset["kept"] = "true")));
  await ada.type("before. ");
  await ada.saved();
  await ada.page.locator(".brand").click();
  await ada.page.locator(".document").waitFor();
  const grace = await bench.open("back", { name: "Grace" });
  await grace.untilText("before. ");
  await grace.press("Control+End");
  await grace.type("meanwhile. ");
  await grace.saved();
  await ada.page.evaluate(() => void setTimeout(() => history.back()));
  await ada.page.waitForURL(/\/edit\//, { waitUntil: "commit" });
  await ada.untilText((text) => text.includes("meanwhile."));
  t.diagnostic(`kept by the browser: ${String(await ada.page.locator("html").getAttribute("data-kept"))}`);
  await ada.saved();
  await ada.focus();
  await ada.press("Control+End");
  await ada.type("after.");
  assert.equal(await agreement(ada, grace), "before. meanwhile. after.");
  await ada.page.evaluate(() => void setTimeout(() => history.forward()));
  await ada.page.locator(".document").waitFor();
  await ada.close();
  await grace.close();
});

test("the editor, its lists and its dialogs are accessible, in both themes", async () => {
  for (const scheme of ["light", "dark"] as const) {
    const ada = await bench.open("accessible", { name: "Ada", scheme });
    const grace = await bench.open("accessible", { name: "Grace", color: "#2a6f97" });
    await Promise.all([ada.saved(), grace.saved()]);
    await ada.type("const a = 1;");
    await ada.until("people", "2");
    await assertAccessible(ada.page, `editor, ${scheme}`);
    await ada.page.locator("#language").selectOption("javascript");
    await ada.page.locator(".tok-keyword").waitFor();
    await ada.page.locator("#people-button").click();
    await assertAccessible(ada.page, `people, ${scheme}`);
    await ada.press("Escape");
    await ada.page.locator("#share").click();
    await ada.page.locator("#share-words:not(:empty)").waitFor();
    await assertAccessible(ada.page, `share dialog, ${scheme}`);
    await ada.press("Escape");
    assert.equal(await ada.page.evaluate(() => document.activeElement?.id), "share");
    await ada.focus();
    await ada.press("Control+a", "Delete");
    await ada.saved();
    await ada.close();
    await grace.close();
  }
});

test("the first thing that Tab reaches leads to the text", async () => {
  const ada = await bench.open("skip", { name: "Ada" });
  await ada.saved();
  await ada.page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    document.body.tabIndex = -1;
    document.body.focus();
  });
  await ada.press("Tab");
  assert.equal(await ada.page.evaluate(() => document.activeElement?.className), "skip");
  await ada.press("Enter");
  await ada.press("Tab");
  assert.equal(await ada.page.evaluate(() => document.activeElement?.getAttribute("role")), "textbox");
  await ada.close();
});

test("without a network the share dialog gives the link all the same", async () => {
  const ada = await bench.open("share-offline", { name: "Ada" });
  await ada.saved();
  bench.network.cut();
  await ada.until("state", "offline");
  await ada.page.locator("#share").click();
  await ada.page.locator("#share-words", { hasText: "cannot be asked now" }).waitFor({ timeout: DEADLINE_MS });
  assert.match(await ada.page.locator("#share-link").inputValue(), /\?doc=share-offline$/);
  bench.network.mend();
  await ada.saved();
  await ada.close();
});

const skip = process.env["STET_LAUNCHER"] === undefined;

test("a document that is deleted is told, and brought back", { skip }, async () => {
  const ada = await bench.open("deleted", { name: "Ada" });
  await ada.saved();
  await ada.type("still here");
  await ada.saved();
  assert.equal((await fetch(`${bench.origin}/api/v1/documents/deleted`, { method: "DELETE" })).status, 204);
  await ada.until("state", "failed");
  assert.match(String(await ada.page.locator("#banner-text").textContent()), /was deleted/);
  await assertAccessible(ada.page, "deleted");
  await ada.page.locator(".banner-action", { hasText: "Bring it back" }).click();
  await ada.saved();
  await ada.untilText("still here");
  await ada.close();
});

test("a document of another kind is left to the page of its kind", { skip }, async () => {
  const made = await fetch(`${bench.origin}/api/v1/documents`, { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"id": "a-board", "docType": "json0", "content": {}}' });
  assert.equal(made.status, 201);
  for (const path of ["/?doc=a-board", "/edit/?doc=a-board"]) {
    const ada = await bench.visit(path);
    await ada.page.waitForURL(/\/board\/\?doc=a-board$/, { timeout: DEADLINE_MS });
    await ada.close();
  }
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { Bench } from "./bench.ts";
import { agreement, DEADLINE_MS, type Window } from "./window.ts";

const bench = new Bench({ own: true });
before(() => bench.start());
after(() => bench.stop());

test("a hundred edits made offline outlive the tab, and a server that is killed meanwhile, once each", async () => {
  const ada = await bench.open("outlive", { name: "Ada" });
  const grace = await bench.open("outlive", { name: "Grace" });
  await Promise.all([ada.saved(), grace.saved()]);
  await ada.type("before. ");
  await agreement(ada, grace);
  bench.network.cut();
  await Promise.all([ada.until("state", "offline"), grace.until("state", "offline")]);
  await ada.press("Control+End");
  await ada.type("x".repeat(100), 0);
  await ada.until("unacknowledged", "100");
  await ada.kept();
  await ada.page.close();
  await grace.press("Control+Home");
  await grace.type("meanwhile. ");
  await bench.server.kill();
  await bench.restartServer();
  bench.network.mend();

  const again = await bench.tab("outlive", ada);
  const expected = `meanwhile. before. ${"x".repeat(100)}`;
  await again.untilText(expected);
  assert.equal(await agreement(again, grace), expected);
  assert.equal(await bench.stored("outlive"), expected);
  await again.close();
  await grace.close();
});

test("what was sent and not acknowledged when the tab was closed is there once, whatever the server had of it", async () => {
  const ada = await bench.open("in-flight", { name: "Ada" });
  await ada.saved();
  for (let round = 1; round <= 4; round++) {
    const tab = await bench.tab("in-flight", ada);
    await tab.saved();
    await tab.press("Control+End");
    await tab.type("y", 0);
    await tab.kept();
    if (round % 2 === 0) bench.network.cut();
    await tab.page.close();
    bench.network.mend();
    const again = await bench.tab("in-flight", ada);
    await again.untilText("y".repeat(round));
    await again.saved();
    await again.page.close();
  }
  await ada.untilText("yyyy");
  assert.equal(await bench.stored("in-flight"), "yyyy");
  await ada.close();
});

test("two tabs of one user that were closed with work are both gone on with by one, which also shows it without a connection", async () => {
  const ada = await bench.open("two-tabs", { name: "Ada" });
  const second = await bench.tab("two-tabs", ada);
  await Promise.all([ada.saved(), second.saved()]);
  bench.network.cut();
  await Promise.all([ada.until("state", "offline"), second.until("state", "offline")]);
  await ada.type("first. ", 0);
  await second.type("second. ", 0);
  await Promise.all([ada.kept(), second.kept()]);
  await ada.page.close();
  await second.page.close();
  bench.network.mend();

  const again = await bench.tab("two-tabs", ada);
  const text = await again.untilText((shown) => shown.length === "first. second. ".length);
  assert.ok(text.includes("first. ") && text.includes("second. "), text);
  await again.saved();
  const witness = await bench.open("two-tabs", { name: "Grace" });
  assert.equal(await agreement(again, witness), text);
  const cut = await bench.tab("two-tabs", again, (page) => page.addInitScript(() => Object.defineProperty(window, "WebSocket", { value: class extends EventTarget { close(): void {} } })));
  await cut.untilText(text);
  assert.equal(await cut.page.locator("html").getAttribute("data-state"), "offline");
  await witness.close();
  await again.close();
});

/** Cuts a page off, until it is loaded again or {@link joined}: it finds no server, while other pages do. */
async function cutOff(window: Window): Promise<void> {
  await window.page.evaluate(() => {
    const { WebSocket: socket, fetch: request } = globalThis;
    const noSocket = class {
      constructor() {
        throw new TypeError("cut off");
      }
    };
    const noAnswer = (): Promise<never> => Promise.reject(new TypeError("cut off"));
    Object.assign(globalThis, { WebSocket: noSocket, fetch: noAnswer, join: () => Object.assign(globalThis, { WebSocket: socket, fetch: request }) });
    globalThis.addEventListener("pageshow", ({ persisted }) => (document.documentElement.dataset["kept"] = String(persisted)));
  });
  bench.network.cut();
  bench.network.mend();
  await window.until("state", "offline");
}

async function joined(window: Window): Promise<void> {
  await window.page.evaluate(() => (globalThis as unknown as { join?: () => void }).join?.());
}

/** Goes back to the page that was left; returns whether the browser had kept it, and if not, what for. */
async function back(window: Window): Promise<string> {
  await window.page.evaluate(() => void setTimeout(() => history.back()));
  await window.page.waitForURL(/\/edit\//, { waitUntil: "commit" });
  await window.page.locator(".cm-content").waitFor();
  return window.page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as (PerformanceNavigationTiming & { notRestoredReasons?: unknown })[];
    return document.documentElement.dataset["kept"] === "true" ? "kept" : JSON.stringify(navigation?.notRestoredReasons ?? "unknown");
  });
}

/** Somebody who wrote without a connection, and went to another page. */
async function gone(doc: string): Promise<Window> {
  const ada = await bench.open(doc, { name: "Ada" });
  await ada.saved();
  await ada.type("before. ");
  await ada.saved();
  await cutOff(ada);
  await ada.press("Control+End");
  await ada.type("offline. ", 0);
  await ada.kept();
  await ada.page.locator(".brand").click();
  await ada.page.locator(".document").waitFor();
  return ada;
}

test("a page that was left with unsaved work is back at once, and goes on", async (t) => {
  const ada = await gone("left");
  const how = await back(ada);
  t.diagnostic(how);
  assert.doesNotMatch(how, /lock/i);
  await ada.untilText("before. offline. ");
  await joined(ada);
  await ada.press("Control+End");
  await ada.type("after. ", 0);
  const witness = await bench.open("left", { name: "Grace" });
  assert.equal(await agreement(ada, witness), "before. offline. after. ");
  assert.equal(await bench.stored("left"), "before. offline. after. ");
  await witness.close();
  await ada.close();
});

test("work of a page that was left is gone on with by a tab that opens the document, and is there once when the page is back", async (t) => {
  const ada = await gone("left-to-another");
  const other = await bench.tab("left-to-another", ada);
  await other.untilText("before. offline. ");
  await other.saved();
  await other.press("Control+End");
  await other.type("elsewhere. ", 0);
  await other.saved();
  t.diagnostic(await back(ada));
  await joined(ada);
  await ada.page.locator('html:is([data-state="failed"], [data-state="saved"])').waitFor({ state: "attached", timeout: 30_000 });
  if ((await ada.page.locator("html").getAttribute("data-state")) === "failed") {
    assert.match(String(await ada.page.locator("#banner").textContent()), /Another window took over/);
    await ada.page.reload();
  }
  assert.equal(await agreement(ada, other), "before. offline. elsewhere. ");
  assert.equal(await bench.stored("left-to-another"), "before. offline. elsewhere. ");
  await ada.close();
});

test("a database of an older version is brought up to date with what is in it, for which a page that has it open makes way, and goes on", async () => {
  const ada = await bench.open("older", { name: "Ada" });
  await ada.saved();
  await ada.type("kept. ");
  await ada.saved();
  const { outputFiles } = await build({ entryPoints: ["src/offline/database.ts"], bundle: true, format: "iife", globalName: "offline", write: false });
  const other = await bench.tab("another", ada);
  await other.page.evaluate(String(outputFiles[0]?.text).replace("var offline", "globalThis.offline"));
  const documents = await other.page.evaluate(async () => {
    const { Database, resultOf } = (globalThis as unknown as { offline: typeof import("../../src/offline/database.ts") }).offline;
    const [{ name = "" } = {}] = await indexedDB.databases();
    const from: number[] = [];
    const newer = new Database(name, 2, (database, version) => {
      from.push(version);
      database.createObjectStore("later");
    });
    const transaction = await newer.transaction(["documents", "later"], "readonly");
    const rows = await resultOf<{ doc: string }[]>(transaction.objectStore("documents").getAll());
    return { from, docs: rows.map(({ doc }) => doc) };
  });
  assert.deepEqual(documents.from, [1]);
  assert.ok(documents.docs.includes("older"), documents.docs.join());
  await other.page.close();

  await ada.type("sent all the same. ");
  await ada.saved();
  bench.network.cut();
  await ada.until("state", "offline");
  await ada.type("at risk. ");
  await ada.page.waitForFunction(() => !globalThis.dispatchEvent(new Event("beforeunload", { cancelable: true })), undefined, { timeout: 30_000 });
  bench.network.mend();
  await ada.saved();
  assert.equal(await bench.stored("older"), "kept. sent all the same. at risk. ");
  await ada.close();
});

/** Waits until the shelf has heard of all that is acknowledged: what is typed then goes ahead of it. */
async function untilShelved(window: Window): Promise<void> {
  const isShelved = async (): Promise<boolean> => {
    const [{ name = "" } = {}] = await indexedDB.databases();
    const database = await new Promise<IDBDatabase>((resolve, reject) => Object.assign(indexedDB.open(name), { onsuccess: ({ target }: Event) => resolve((target as IDBOpenDBRequest).result), onerror: reject }));
    const rows = await new Promise<{ revision: number; work?: number }[]>((resolve) =>
      Object.assign(database.transaction("documents").objectStore("documents").getAll(), { onsuccess: ({ target }: Event) => resolve((target as IDBRequest<{ revision: number; work?: number }[]>).result) }),
    );
    database.close();
    return rows.some(({ revision, work }) => revision > 0 && work === undefined);
  };
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await window.page.evaluate(isShelved))) {
    assert.ok(Date.now() < deadline, "the shelf does not hear of what is acknowledged");
    await window.page.waitForTimeout(50);
  }
}

test("what was typed last is kept when the tab is closed, though it was sent and not acknowledged", async () => {
  const ada = await bench.open("closed-at-once", { name: "Ada" });
  await ada.saved();
  await ada.type("before. ");
  await ada.saved();
  await untilShelved(ada);
  await ada.page.evaluate(() => (WebSocket.prototype.send = () => undefined));
  const tab = await bench.tab("another", ada);
  await ada.page.bringToFront();
  await ada.press("Control+End");
  await ada.page.keyboard.press("x");
  await ada.page.close({ runBeforeUnload: false });
  const again = await bench.tab("closed-at-once", tab);
  await again.untilText("before. x");
  await again.saved();
  assert.equal(await bench.stored("closed-at-once"), "before. x");
  await again.close();
});

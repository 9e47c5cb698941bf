import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Bench } from "./bench.ts";
import { agreement, type Window } from "./window.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

/** Waits until closing the tab would lose nothing. The page would ask otherwise. */
async function kept(window: Window): Promise<void> {
  await window.page.waitForFunction(() => globalThis.dispatchEvent(new Event("beforeunload", { cancelable: true })), undefined, { timeout: 30_000 });
}

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
  await kept(ada);
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
    await kept(tab);
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
  await Promise.all([kept(ada), kept(second)]);
  await ada.page.close();
  await second.page.close();
  bench.network.mend();

  const again = await bench.tab("two-tabs", ada);
  const text = await again.untilText((shown) => shown.length === "first. second. ".length);
  assert.ok(text.includes("first. ") && text.includes("second. "), text);
  await again.saved();
  const witness = await bench.open("two-tabs", { name: "Grace" });
  assert.equal(await agreement(again, witness), text);
  await again.context.addInitScript(() => Object.defineProperty(window, "WebSocket", { value: class extends EventTarget { close(): void {} } }));
  const cut = await bench.tab("two-tabs", again);
  await cut.untilText(text);
  assert.equal(await cut.page.locator("html").getAttribute("data-state"), "offline");
  await witness.close();
  await again.close();
});

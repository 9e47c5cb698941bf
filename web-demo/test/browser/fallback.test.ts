/** Windows behind a proxy that lets no WebSocket through. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Bench } from "./bench.ts";
import { agreement, type Window } from "./window.ts";

// The stand-in speaks over WebSockets only.
const skip = process.env["STET_LAUNCHER"] === undefined;
const bench = new Bench();
before(async () => {
  if (skip) return;
  await bench.start();
  bench.network.blocksSockets = true;
});
after(() => (skip ? undefined : bench.stop()));

function way(window: Window): Promise<string | null> {
  return window.page.evaluate(() => sessionStorage.getItem("stet.way"));
}

test("two windows without WebSockets edit together, and see where the other is", { skip }, async () => {
  const ada = await bench.open("no-sockets", { name: "Ada" });
  const grace = await bench.open("no-sockets", { name: "Grace", color: "#2a6f97" });
  await Promise.all([ada.saved(), grace.saved()]);
  assert.deepEqual([await way(ada), await way(grace)], ["events", "events"]);
  await ada.until("people", "2");
  let letters = 0;
  for (const round of ["one ", "two ", "three "]) {
    await Promise.all([ada.type(`a-${round}`), grace.type(`g-${round.toUpperCase()}`)]);
    letters += 2 * (round.length + 2);
    assert.equal((await agreement(ada, grace)).length, letters);
    await ada.press("Control+Home");
    await grace.press("Control+End");
  }
  assert.equal(await bench.stored("no-sockets"), await ada.text());
  const caret = ada.page.locator(".cm-stet-caret");
  await caret.waitFor({ state: "attached" });
  assert.equal(await caret.locator(".cm-stet-name").textContent(), "Grace");
  await ada.close();
  await grace.close();
});

test("what is written in an outage arrives, and who comes back or has WebSockets edits with the others", { skip }, async () => {
  const ada = await bench.open("mixed", { name: "Ada" });
  await ada.saved();
  assert.equal(await way(ada), "events");
  bench.network.blocksSockets = false;
  const grace = await bench.open("mixed", { name: "Grace" });
  await grace.saved();
  assert.equal(await way(grace), null);
  await ada.type("before. ");
  await agreement(ada, grace);
  bench.network.blocksSockets = true;
  bench.network.cut();
  await ada.until("state", "offline");
  await ada.press("Control+End");
  await ada.type("offline. ");
  bench.network.mend();
  assert.equal(await agreement(ada, grace), "before. offline. ");
  await ada.page.reload();
  await ada.saved();
  await ada.press("Control+End");
  await ada.type("after.");
  await grace.untilText("before. offline. after.");
  assert.equal(await bench.stored("mixed"), "before. offline. after.");
  await ada.close();
  await grace.close();
});

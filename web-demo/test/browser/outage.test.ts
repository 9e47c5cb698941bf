import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Bench } from "./bench.ts";
import { agreement } from "./window.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

test("what is written offline arrives when the network is back", async () => {
  const ada = await bench.open("offline", { name: "Ada" });
  const grace = await bench.open("offline", { name: "Grace" });
  await Promise.all([ada.saved(), grace.saved()]);
  await ada.type("before. ");
  await agreement(ada, grace);

  bench.network.cut();
  await Promise.all([ada.until("state", "offline"), grace.until("state", "offline")]);
  await ada.press("Control+End");
  await ada.type("ada alone. ");
  await grace.press("Control+Home");
  await grace.type("grace alone. ");
  assert.equal(await ada.unsaved(), "ada alone. ".length);
  assert.match(String(await ada.page.locator("#chip-text").textContent()), /^Offline · 11 unsaved edits$/);

  bench.network.mend();
  assert.equal(await agreement(ada, grace), "grace alone. before. ada alone. ");
  assert.equal(await bench.stored("offline"), "grace alone. before. ada alone. ");
  await ada.close();
  await grace.close();
});

test("windows go on by themselves when the server is killed and started again, and nothing acknowledged is missing", async () => {
  const ada = await bench.open("killed", { name: "Ada" });
  const grace = await bench.open("killed", { name: "Grace" });
  await Promise.all([ada.saved(), grace.saved()]);
  let expected = 0;
  for (let round = 0; round < 3; round++) {
    const typing = Promise.all([ada.type("a".repeat(60), 8), grace.type("g".repeat(60), 8)]);
    expected += 60;
    await ada.page.waitForTimeout(200 + round * 60);
    const acknowledged = await ada.text();
    const unsaved = await ada.unsaved();
    await bench.server.kill();
    await Promise.all([ada.until("state", "offline"), grace.until("state", "offline")]);
    await bench.restartServer();
    await typing;
    const text = await agreement(ada, grace);
    assert.ok(text.length >= acknowledged.length - unsaved);
    assert.equal(text.split("a").length - 1, expected);
    assert.equal(text.split("g").length - 1, expected);
    assert.equal(await bench.stored("killed"), text);
  }
  await ada.close();
  await grace.close();
});

test("a page that is opened while the server is away opens by itself when it is back", async () => {
  const ada = await bench.open("late", { name: "Ada" });
  await ada.saved();
  await ada.type("there");
  await ada.saved();
  const late = await bench.open("late", { name: "Grace" });
  await late.saved();
  bench.network.cut();
  await late.until("state", "offline");
  await late.page.evaluate(() => document.querySelector<HTMLElement>(".cm-content")?.blur());
  bench.network.mend();
  await agreement(ada, late);
  await ada.close();
  await late.close();
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Bench } from "./bench.ts";
import { agreement, DEADLINE_MS, type Window } from "./window.ts";

/** Longer than the page waits for anything. */
const HOUR_MS = 3_600_000;

const bench = new Bench({ own: true });
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

test("the page asks before unsaved edits are lost where they are not kept, and only then", async () => {
  const ada = await bench.open("leaving", { name: "Ada", forgets: true });
  await ada.saved();
  const asked: string[] = [];
  ada.page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  bench.network.cut();
  await ada.until("state", "offline");
  await ada.type("not yet");
  await ada.until("unacknowledged", "7");
  await ada.page.close({ runBeforeUnload: true });
  for (let tries = 0; asked.length === 0 && tries < 200; tries++) await ada.page.waitForTimeout(25);
  assert.deepEqual(asked, ["beforeunload"]);
  bench.network.mend();
  await ada.saved();
  const closed = ada.page.waitForEvent("close");
  await ada.page.close({ runBeforeUnload: true });
  await closed;
  assert.deepEqual(asked, ["beforeunload"]);
  await ada.close();
});

test("a page that cannot reach the server says so, and opens by itself when it can", async () => {
  const ada = await bench.open("late", { name: "Ada" });
  await ada.saved();
  await ada.type("there");
  await ada.saved();
  // The page comes from one place, its socket is cut.
  const late = await bench.open("late", { name: "Grace", blockSocketUntil: "mended" });
  await late.until("state", "opening");
  await late.page.locator("#opening").filter({ hasText: "cannot be reached" }).waitFor({ timeout: 30_000 });
  assert.equal(await late.page.locator(".cm-content").getAttribute("contenteditable"), "false");
  // and goes on saying so while it tries
  const attempts = await saidAtAttempts(late, 2);
  assert.ok(attempts.some(([connection]) => connection === "waiting"), String(attempts));
  for (const [connection, words] of attempts) assert.match(words, /cannot be reached/, connection);
  await late.page.evaluate(() => sessionStorage.setItem("mended", "yes"));
  await late.untilText("there");
  await late.close();
  await ada.close();
});

test("a page that waits to try again does so when its user asks for it, and goes on", async () => {
  const ada = await bench.open("asked", { name: "Ada", ownTime: true });
  await ada.saved();
  await ada.type("there");
  await agreement(ada);
  let attempts = 0;
  ada.page.on("websocket", () => (attempts += 1));
  const now = (): Promise<number> => ada.page.evaluate(() => Date.now());
  const untilWaiting = (): Promise<void> => ada.page.locator("#retry-text", { hasText: /^Reconnecting in \d+ s$/ }).waitFor({ timeout: DEADLINE_MS });
  const press = (): Promise<void> => ada.page.getByRole("button", { name: "Try now" }).click({ timeout: DEADLINE_MS });

  // No wait ends while the page's time stands still: it does not try by itself, however slow the machine is.
  await ada.page.clock.pauseAt((await now()) + HOUR_MS);
  await bench.server.kill();
  await untilWaiting();
  const stoppedAt = await now();
  const untried = attempts;
  await press();
  await untilWaiting();
  assert.ok(attempts > untried, "nothing was tried while there was no server");

  const failed = attempts;
  await bench.restartServer();
  assert.equal(await bench.stored("asked"), "there");
  assert.deepEqual([attempts, await now()], [failed, stoppedAt], "the page tried by itself");
  await press();
  await ada.until("connection", "open");
  assert.deepEqual([attempts, await now()], [failed + 1, stoppedAt]);
  await ada.page.clock.resume();
  await ada.type("again ");
  const text = await agreement(ada);
  assert.equal(await bench.stored("asked"), text);
  await ada.close();
});

/** The connection and what is said in the place of the document, each time that the connection changes, until so many attempts were begun. */
function saidAtAttempts(window: Window, count: number): Promise<[string, string][]> {
  return window.page.evaluate(
    (most) =>
      new Promise<[string, string][]>((resolve) => {
        const root = document.documentElement;
        const said: [string, string][] = [];
        let attempts = 0;
        const look = (): void => {
          const connection = root.dataset["connection"] ?? "";
          said.push([connection, document.getElementById("opening")?.textContent ?? ""]);
          if (connection === "connecting") attempts += 1;
          if (attempts === most) resolve(said);
        };
        new MutationObserver(look).observe(root, { attributeFilter: ["data-connection"] });
      }),
    count,
  );
}

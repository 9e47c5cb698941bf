/** What a keystroke sets off in a page beside the text that appears: counted, not timed, so that no slow machine changes it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { Bench } from "./bench.ts";
import { Bound } from "./bound.ts";
import { DEADLINE_MS } from "./window.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

const KEYS = 8;
/** Keys before that: with the first ones the others are told that somebody is there, and types. */
const FIRST_KEYS = 3;

interface Counted {
  /** Types of the messages that were sent; with `+selection` where presence has one. */
  readonly sent: string[];
  /** What changed in the page outside of the text: the element, and its attribute if it is that. */
  readonly changed: string[];
  /** Uses of the storage that a page waits for. */
  readonly stored: string[];
  /** Whether an acknowledgement took so long that the page said so. */
  isSlow: boolean;
}

/** Runs in the page: counts from now on. */
function count(): void {
  const counted: Counted = { sent: [], changed: [], stored: [], isSlow: false };
  Object.assign(window, { counted });
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (frame) {
    const message = JSON.parse(String(frame)) as { type: string; selection?: unknown };
    counted.sent.push(message.type === "presence:update" && message.selection !== undefined ? "presence:update+selection" : message.type);
    send.call(this, frame);
  };
  for (const name of ["getItem", "setItem"] as const) {
    const use = Storage.prototype[name] as (...given: string[]) => string | null;
    Storage.prototype[name] = function (this: Storage, ...given: string[]) {
      counted.stored.push(`${name} ${given[0] ?? ""}`);
      return use.apply(this, given);
    } as never;
  }
  new MutationObserver((mutations) => {
    counted.isSlow ||= document.querySelector("#chip-text")?.textContent?.startsWith("Saving") === true;
    for (const { target, attributeName } of mutations) {
      const element = target instanceof Element ? target : target.parentElement;
      if (element?.closest(".cm-content") === null) counted.changed.push(`${element.id === "" ? element.localName : `#${element.id}`} ${attributeName ?? ""}`.trim());
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}

/** Waits until all that was typed is acknowledged. */
async function acknowledged(page: Page): Promise<void> {
  await page.locator('html[data-state="saved"][data-unacknowledged="0"]').waitFor({ state: "attached", timeout: DEADLINE_MS });
}

/** Types key by key, each when the one before is acknowledged; returns what was counted meanwhile. */
async function typed(page: Page): Promise<Counted> {
  const key = async (): Promise<void> => {
    const text = page.locator(".cm-content");
    const before = String(await text.textContent()).length;
    await page.keyboard.press("a");
    await page.waitForFunction((length) => (document.querySelector(".cm-content")?.textContent ?? "").length > length, before, { timeout: DEADLINE_MS });
    await acknowledged(page);
  };
  await page.locator(".cm-content").focus();
  for (let keys = 0; keys < FIRST_KEYS; keys++) await key();
  await page.evaluate(count);
  for (let keys = 0; keys < KEYS; keys++) await key();
  return page.evaluate(() => (window as unknown as { counted: Counted }).counted);
}

const times = (all: readonly string[], one: string): number => all.filter((each) => each === one).length;

test("a keystroke is one transaction of the editor and one message, and changes nothing else of a page", async () => {
  const ada = await Bound.open(bench, { fixture: "codemirror", doc: "keystroke", name: "Ada" });
  const transactions = (): Promise<number> => ada.page.evaluate(() => (window as unknown as { transactions: () => number }).transactions());
  await ada.page.locator(".cm-content").focus();
  await ada.press("x");
  await ada.until("shown", "x");
  await ada.saved();
  const before = await transactions();
  const { sent, changed, stored } = await typed(ada.page);
  assert.equal((await transactions()) - before, FIRST_KEYS + KEYS);
  assert.deepEqual([...new Set(sent)], ["op:submit"]);
  assert.equal(sent.length, KEYS);
  // the page of this test says how things are
  assert.deepEqual(changed.filter((each) => !each.startsWith("html data-")), []);
  assert.deepEqual(stored, []);
  await ada.close();
});

test("in the page of a text a keystroke changes only what says how many edits are not saved, and that is not shown", async () => {
  const ada = await bench.open("keystroke-page", { name: "Ada" });
  await ada.saved();
  await ada.type("text");
  await ada.page.locator(".cm-placeholder").waitFor({ state: "detached" });
  await ada.saved();
  const { sent, changed, stored, isSlow } = await typed(ada.page);
  assert.equal(times(sent, "op:submit"), KEYS);
  assert.equal(times(sent, "presence:update+selection"), 0);
  const allowed = new Set(["html data-state", "html data-unacknowledged"]);
  assert.deepEqual(changed.filter((each) => !allowed.has(each) && !(isSlow && each.startsWith("#chip"))), []);
  for (const attribute of allowed) assert.ok(times(changed, attribute) <= 2 * KEYS, `${attribute} changed=${times(changed, attribute)}`);
  assert.deepEqual(stored, []);
  const styled = await ada.page.evaluate(() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter(({ cssText }) => /data-(state|unacknowledged)/.test(cssText)).length);
  assert.equal(styled, 0);
  await ada.close();
});

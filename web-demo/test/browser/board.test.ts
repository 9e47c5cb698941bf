/** A JSON document as a board, in two windows: by mouse, by finger and by keyboard. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.ts";
import { Bench } from "./bench.ts";
import { DEADLINE_MS, type Look, type Window } from "./window.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

async function open(doc: string, look: Look): Promise<Window> {
  const window = await bench.visit(`/board/?doc=${doc}`, look);
  await window.saved();
  await window.page.locator(".column").first().waitFor();
  return window;
}

async function two(doc: string): Promise<[Window, Window]> {
  return [await open(doc, { name: "Ada" }), await open(doc, { name: "Grace", color: "#2a6f97" })];
}

/** What a window shows: columns with their cards. */
function shown({ page }: Window): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".column")]
      .map((column) => `${column.querySelector("input")?.value}: ${[...column.querySelectorAll("textarea")].map(({ value }) => value).join(", ")}`)
      .join(" | "),
  );
}

async function until(expected: string | ((board: string) => boolean), ...windows: Window[]): Promise<void> {
  const matches = typeof expected === "string" ? (board: string) => board === expected : expected;
  for (const window of windows) {
    const deadline = Date.now() + DEADLINE_MS;
    for (let board = await shown(window); !matches(board); board = await shown(window)) {
      assert.ok(Date.now() < deadline, `the board did not come to that, expected=${String(expected)} found=${board}`);
      await window.page.waitForTimeout(20);
    }
  }
}

/** Waits until the windows have saved and show the same. */
async function agreed(...windows: Window[]): Promise<string> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    await Promise.all(windows.map((window) => window.saved()));
    const boards = await Promise.all(windows.map(shown));
    const unsaved = await Promise.all(windows.map((window) => window.unsaved()));
    if (new Set(boards).size === 1 && unsaved.every((count) => count === 0)) return String(boards[0]);
    assert.ok(Date.now() < deadline, `the windows do not agree, shown=${boards.join(" — ")}`);
    await windows[0]?.page.waitForTimeout(20);
  }
}

/** Adds cards at the end of a column. */
async function add(window: Window, column: number, ...texts: string[]): Promise<void> {
  await window.page.locator(".add-card").nth(column).click();
  for (const [index, text] of texts.entries()) {
    if (index > 0) await window.press("Enter");
    await window.page.keyboard.type(text);
  }
}

function card({ page }: Window, index: number) {
  return page.locator(".ticket").nth(index);
}

async function drag(window: Window, from: number, to: { x: number; y: number }): Promise<void> {
  const box = await card(window, from).boundingBox();
  assert.ok(box !== null);
  const { mouse } = window.page;
  await mouse.move(box.x + 80, box.y + 14);
  await mouse.down();
  await mouse.move(box.x + 90, box.y + 30, { steps: 3 });
  await mouse.move(to.x, to.y, { steps: 6 });
  await mouse.up();
}

/** The middle of the place for cards in a column. */
async function middleOf({ page }: Window, column: number): Promise<{ x: number; y: number }> {
  const box = await page.locator(".column").nth(column).boundingBox();
  assert.ok(box !== null);
  return { x: box.x + box.width / 2, y: box.y + box.height - 20 };
}

test("cards are added, written in by two at once, and moved by two at once", async () => {
  const [ada, grace] = await two("board-at-once");
  await add(ada, 0, "one", "two", "three");
  await until("To do: one, two, three | Doing:  | Done: ", ada, grace);
  await card(ada, 0).locator("textarea").focus();
  await card(grace, 0).locator("textarea").focus();
  await Promise.all([ada.press("Home"), grace.press("End")]);
  await Promise.all([ada.page.keyboard.type("Ada "), grace.page.keyboard.type(" Grace")]);
  await until("To do: Ada one Grace, two, three | Doing:  | Done: ", ada, grace);
  await Promise.all([drag(ada, 1, await middleOf(ada, 1)), drag(grace, 1, await middleOf(grace, 2))]);
  const board = await agreed(ada, grace);
  assert.ok(["Doing: two | Done: ", "Doing:  | Done: two"].some((each) => board === `To do: Ada one Grace, three | ${each}`), board);
  await Promise.all([drag(ada, 0, await middleOf(ada, 1)), card(grace, 1).locator("textarea").focus()]);
  await grace.page.keyboard.type("!");
  await agreed(ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("two who come to a new board at once both write on it, and no card is lost", async () => {
  for (const round of [1, 2]) {
    const [ada, grace] = await Promise.all([open(`board-new-${round}`, { name: "Ada" }), open(`board-new-${round}`, { name: "Grace", color: "#2a6f97" })]);
    // neither hears of the other until both have written
    bench.network.hold();
    await add(ada, 0, "hers");
    await add(grace, 1, "mine");
    bench.network.release();
    await until("To do: hers | Doing: mine | Done: ", ada, grace);
    for (const { page } of [ada, grace]) {
      await page.locator("#undo").evaluate((undo: HTMLButtonElement) => {
        while (!undo.disabled) undo.click();
      });
    }
    assert.equal(await agreed(ada, grace), "To do:  | Doing:  | Done: ", "the columns are nobody's to undo");
    for (const window of [ada, grace]) await window.close();
  }
});

// The stand-in makes no document without content.
test("a document that a program left empty becomes a board when somebody wants it to be one", { skip: process.env["STET_LAUNCHER"] === undefined }, async () => {
  const made = await fetch(`${bench.origin}/api/v1/documents`, { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"id": "left-empty", "docType": "json0"}' });
  assert.equal(made.status, 201);
  const ada = await bench.visit("/board/?doc=left-empty", { name: "Ada" });
  await ada.saved();
  await ada.page.locator("#empty").waitFor();
  await assertAccessible(ada.page, "an empty document");
  assert.ok(await ada.page.locator("#add-column").isDisabled());
  await ada.page.locator("#make-board").click();
  await until("To do:  | Doing:  | Done: ", ada);
  await add(ada, 0, "one");
  await until("To do: one | Doing:  | Done: ", ada);
  await ada.close();
});

test("of two who make a board of an empty document at once neither loses a card to the other", { skip: process.env["STET_LAUNCHER"] === undefined }, async () => {
  const made = await fetch(`${bench.origin}/api/v1/documents`, { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"id": "left-to-two", "docType": "json0"}' });
  assert.equal(made.status, 201);
  const windows = [await bench.visit("/board/?doc=left-to-two", { name: "Ada" }), await bench.visit("/board/?doc=left-to-two", { name: "Grace" })] as const;
  const [ada, grace] = windows;
  for (const { page } of windows) await page.locator("#empty").waitFor();
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const asked = new Promise<void>((resolve) => void grace.page.route("**/operations", async (route) => {
    resolve();
    await held;
    await route.continue();
  }));
  await grace.page.locator("#make-board").click();
  await asked;
  await ada.page.locator("#make-board").click();
  await until("To do:  | Doing:  | Done: ", ada, grace);
  await add(ada, 0, "one");
  await until("To do: one | Doing:  | Done: ", ada, grace);
  const answered = grace.page.waitForResponse("**/operations");
  goOn();
  assert.equal((await answered).status(), 200);
  await add(grace, 1, "two");
  await until("To do: one | Doing: two | Done: ", ada, grace);
  for (const window of windows) await window.close();
});

test("whoever is in a card that somebody else removes is told so", async () => {
  const [ada, grace] = await two("board-removed");
  await add(ada, 0, "one");
  await until("To do: one | Doing:  | Done: ", ada, grace);
  await card(grace, 0).locator("textarea").focus();
  await ada.page.locator(".ticket-remove").click();
  assert.equal(await ada.page.evaluate(() => document.activeElement?.className), "add-card");
  await ada.page.locator("#live", { hasText: "Card removed. Undo brings it back." }).waitFor({ state: "attached" });
  await grace.page.locator("#live", { hasText: "The card you were in was removed." }).waitFor({ state: "attached" });
  for (const window of [ada, grace]) await window.close();
});

test("the keyboard moves a card and keeps the focus, and says where it is", async () => {
  const [ada, grace] = await two("board-keyboard");
  await add(ada, 0, "one", "two");
  await until("To do: one, two | Doing:  | Done: ", ada, grace);
  await ada.press("Alt+ArrowUp");
  await until("To do: two, one | Doing:  | Done: ", ada, grace);
  await ada.press("Alt+ArrowRight", "Alt+ArrowRight");
  await until("To do: one | Doing:  | Done: two", ada, grace);
  await ada.page.locator("#live", { hasText: "Moved to Done, 1 of 1." }).waitFor({ state: "attached" });
  assert.equal(await ada.page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value), "two");
  await ada.press("Alt+ArrowLeft", "Enter");
  await ada.page.keyboard.type("three");
  await until("To do: one | Doing: two, three | Done: ", ada, grace);
  await ada.press("Control+a", "Backspace", "Backspace");
  await until("To do: one | Doing: two | Done: ", ada, grace);
  await ada.page.keyboard.type("!");
  await until("To do: one | Doing: two! | Done: ", ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("undo takes back one's own moves and edits, and leaves those of others", async () => {
  const [ada, grace] = await two("board-undo");
  await add(ada, 0, "one");
  await until("To do: one | Doing:  | Done: ", ada, grace);
  await ada.press("Alt+ArrowRight");
  await until("To do:  | Doing: one | Done: ", ada, grace);
  await card(grace, 0).locator("textarea").focus();
  await grace.press("End");
  await grace.page.keyboard.type(" more");
  await until("To do:  | Doing: one more | Done: ", ada, grace);
  await ada.page.locator("#undo").click();
  await until("To do: one more | Doing:  | Done: ", ada, grace);
  await ada.page.locator("#redo").click();
  await until("To do:  | Doing: one more | Done: ", ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("columns are added, named, and removed with their cards", async () => {
  const [ada, grace] = await two("board-columns");
  await ada.page.locator("#add-column").click();
  await ada.page.keyboard.type("Later");
  await until("To do:  | Doing:  | Done:  | Later: ", ada, grace);
  await add(grace, 3, "a card");
  await until("To do:  | Doing:  | Done:  | Later: a card", ada, grace);
  await ada.page.getByRole("button", { name: "Remove the column Later" }).click();
  await until("To do:  | Doing:  | Done: ", ada, grace);
  await ada.page.locator("#undo").click();
  await until("To do:  | Doing:  | Done:  | Later: a card", ada, grace);
  for (const window of [ada, grace]) await window.close();
});

test("pointers of the others are in the cards they are in, and a composition goes on", async () => {
  const [ada, grace] = await two("board-pointers");
  await add(ada, 0, "one", "two");
  await until("To do: one, two | Doing:  | Done: ", ada, grace);
  await grace.page.locator('.ticket.pointed:has(.stet-name:text-is("Ada"))').nth(0).waitFor();
  assert.equal(await grace.page.locator(".ticket.pointed textarea").inputValue(), "two");
  const input = await ada.context.newCDPSession(ada.page);
  await card(grace, 1).locator("textarea").focus();
  for (const reading of ["に", "にほん"]) {
    await input.send("Input.imeSetComposition", { text: reading, selectionStart: reading.length, selectionEnd: reading.length });
    await grace.press("Home");
    await grace.page.keyboard.type("x");
    await until((board) => board.includes(reading), grace);
  }
  await input.send("Input.insertText", { text: "日本" });
  await until("To do: one, xxtwo日本 | Doing:  | Done: ", ada, grace);
  await ada.page.locator("#title").click();
  await grace.page.locator(".ticket.pointed").waitFor({ state: "detached" });
  for (const window of [ada, grace]) await window.close();
});

test("the board is accessible in both themes and on a phone, where a finger moves cards by their grips", async () => {
  for (const scheme of ["light", "dark"] as const) {
    const ada = await open(`board-axe-${scheme}`, { name: "Ada", scheme });
    await assertAccessible(ada.page, `empty, ${scheme}`);
    await add(ada, 0, "one", "two");
    await ada.saved();
    await assertAccessible(ada.page, `two cards, ${scheme}`);
    await ada.close();
  }
  const phone = await open("board-axe-light", { name: "Phone", width: 390, height: 844 });
  await until("To do: one, two | Doing:  | Done: ", phone);
  await assertAccessible(phone.page, "phone");
  const grip = await card(phone, 0).locator(".grip").boundingBox();
  const session = await phone.context.newCDPSession(phone.page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", x: number, y: number): Promise<unknown> =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const [x, y] = [(grip?.x ?? 0) + 8, (grip?.y ?? 0) + 12];
  await touch("touchStart", x, y);
  for (const step of [10, 40, 90, 140]) await touch("touchMove", x + 20, y + step);
  await touch("touchEnd", x, y);
  await until("To do: two, one | Doing:  | Done: ", phone);
  await phone.close();
});

/** A picture of every state the pages of documents and the start page can be in. */
import { after, before, test } from "node:test";
import { Bench } from "./bench.ts";
import { picture } from "./pictures.ts";
import type { Window } from "./window.ts";

const TEXT = `Let it stand

A proof-reader who crosses a word out, and then thinks better of it, puts a row of dots under the word and writes “stet” in the margin: let it stand.

What this page shows as saved stands in the same way. It was written to disk before anybody else saw it, and it will be there when the server comes back, whatever happens in between.

– Write at the same time, in the same sentence.
– Go offline, go on writing, come back.
– Send the link to whoever should join. 🖊️

Everything else is just text.`;

const CODE = `/** Puts dots under what is to stand. */
export function stet(words: readonly string[], kept: number): string {
  const LIMIT = 80; // letters in a line
  return words
    .filter((word, index) => index !== kept && word.length < LIMIT)
    .map((word) => \`\${word.toUpperCase()}!\`)
    .join(" ");
}
`;

// The stand-in has no accounts.
const skip = process.env["STET_LAUNCHER"] === undefined;
const bench = new Bench();
const accounts = new Bench({ accounts: !skip });
const tokens = { ada: "", viewer: "", other: "" };
before(async () => {
  await bench.start();
  if (skip) return;
  await accounts.start();
  tokens.ada = accounts.tokens.of("ada");
  tokens.viewer = accounts.tokens.of("grace", { documents: { minutes: "viewer" } });
  tokens.other = accounts.tokens.of("edsger");
});
after(async () => {
  await bench.stop();
  await accounts.stop();
});

const GRACE = { name: "Grace Hopper", color: "#2a6f97" };

/** Three others in a document, each with a caret where the picture has it. */
async function others(doc: string): Promise<Window[]> {
  const windows = await Promise.all([GRACE, { name: "Edsger", color: "#52702b" }, { name: "Barbara Liskov", color: "#6b4fb3" }].map((look) => bench.open(doc, look)));
  for (const window of windows) await window.untilText((text) => text.endsWith("just text."));
  const [grace, edsger, barbara] = windows as [Window, Window, Window];
  await edsger.focus();
  await edsger.press("Control+Home", "End");
  await barbara.focus();
  await barbara.press("Control+Home", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown");
  await barbara.press("Shift+Control+ArrowRight", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight");
  await grace.focus();
  await grace.press("Control+End");
  await grace.type(" And carets.", 0);
  return windows;
}

test("every state of a text, and the start page", async () => {
  const ada = await bench.open("plan");
  await ada.saved();
  await ada.settled();
  await picture(ada, "1-empty");
  await ada.focus();
  await ada.page.keyboard.insertText(TEXT);
  await ada.saved();
  const windows = await others("plan");
  await ada.until("people", "4");
  await ada.untilText((text) => text.endsWith("carets."));
  await ada.page.locator(".cm-stet-selection").first().waitFor();
  await ada.saved();
  await picture(ada, "2-together");

  await ada.page.locator("#people-button").click();
  await picture(ada, "3-people");
  await ada.page.locator("#others button", { hasText: "Grace" }).click();
  await ada.page.locator("#follow:not([hidden])").waitFor();
  await picture(ada, "3-following");
  await ada.press("Escape");
  await ada.page.locator("#share").click();
  await ada.page.locator("#share-words:not(:empty)").waitFor();
  await picture(ada, "4-shared", async () => {
    await ada.page.locator("#share-copy").click();
    await ada.page.locator("#share-copy[data-copied=true]").waitFor();
  });
  await ada.press("Escape");

  bench.network.cut();
  await ada.until("state", "offline");
  await ada.focus();
  await ada.press("Control+End");
  await ada.type(" Off", 0);
  await ada.until("unacknowledged", "4");
  await ada.until("connection", "waiting");
  await picture(ada, "5-offline");
  bench.network.mend();
  await ada.saved();
  for (const window of windows) await window.close();

  await ada.page.locator("#language").selectOption("typescript");
  await ada.page.locator(".cm-lineNumbers").waitFor();
  await ada.focus();
  await ada.press("Control+a");
  await ada.page.keyboard.insertText(CODE);
  await ada.page.locator(".tok-keyword").first().waitFor();
  await ada.saved();
  await ada.settled();
  await picture(ada, "7-code");
  await ada.page.goto(`${bench.origin}/`);
  await ada.page.locator(".document").waitFor();
  await picture(ada, "0-start");
  await ada.page.goto(`${bench.origin}/edit/?doc=no%20name`);
  await ada.page.locator("#banner").waitFor();
  await picture(ada, "6-wrong-link");
  await ada.close();
});

test("rich text and a board", async () => {
  const letter = await bench.visit("/rich/?doc=letter");
  await letter.saved();
  await letter.page.locator(".ql-editor").focus();
  await letter.page.locator("#kind").selectOption("header 1");
  await letter.page.keyboard.type("Let it stand");
  await letter.press("Enter");
  await letter.page.keyboard.type("A proof-reader who crosses a word out, and then thinks better of it, puts a row of dots under the word.");
  await letter.press("Enter");
  await letter.page.keyboard.type("- dots under the word");
  await letter.press("Enter");
  await letter.page.keyboard.type("“stet” in the margin");
  await letter.saved();
  const reader = await bench.visit("/rich/?doc=letter", GRACE);
  await reader.saved();
  await reader.page.locator(".ql-editor").focus();
  await reader.press("Control+Home", "End");
  await letter.page.locator(".stet-caret").first().waitFor();
  await picture(letter, "10-rich");

  const board = await bench.visit("/board/?doc=plan-board");
  await board.saved();
  await board.page.locator(".column").first().waitFor();
  for (const [column, texts] of [["Ask for the old minutes", "Book the room for the third meeting, and the one after it"], ["Read the proofs"], ["Order paper", "Wider margins"]].entries()) {
    await board.page.locator(".add-card").nth(column).click();
    for (const [index, text] of texts.entries()) {
      if (index > 0) await board.press("Enter");
      await board.page.keyboard.type(text);
    }
    await board.press("Escape");
  }
  await board.saved();
  const other = await bench.visit("/board/?doc=plan-board", GRACE);
  await other.saved();
  await other.page.locator(".column textarea").nth(1).focus();
  await board.until("people", "2");
  await board.page.locator(".ticket.pointed").waitFor();
  await board.page.locator("#board").evaluate((each) => (each.scrollLeft = 0));
  await picture(board, "10-board");
  for (const window of [letter, reader, board, other]) await window.close();
});

test("every state with accounts", { skip }, async () => {
  const stranger = await accounts.open("minutes");
  await stranger.page.locator("#sign-in[open]").waitFor();
  await picture(stranger, "8-sign-in");
  await stranger.page.locator("#sign-in-later").click();
  await stranger.page.locator("#banner").waitFor();
  await picture(stranger, "8-signed-out");
  const ada = await accounts.visit(`/edit/?doc=minutes#token=${tokens.ada}`);
  await ada.saved();
  await ada.focus();
  await ada.page.keyboard.insertText(TEXT);
  await ada.saved();
  await ada.page.locator("#share").click();
  for (const role of ["viewer", "editor"]) {
    await ada.page.locator("#share-role").selectOption(role);
    await ada.page.locator("#share-form button").click();
    await ada.page.locator("#share-links", { hasText: role === "editor" ? "Edit" : "Read" }).waitFor();
  }
  await picture(ada, "8-share");
  const viewer = await accounts.visit(`/edit/?doc=minutes#token=${tokens.viewer}`);
  await viewer.page.locator("#note").waitFor();
  await picture(viewer, "8-viewer");
  const other = await accounts.visit(`/edit/?doc=minutes#token=${tokens.other}`);
  await other.until("state", "failed");
  await picture(other, "8-forbidden");
  for (const window of [stranger, ada, viewer, other]) await window.close();
});

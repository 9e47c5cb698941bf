/** A picture of every state the page can be in, at two widths and in both themes, in target/screenshots. */
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { Bench } from "./bench.ts";
import type { Window } from "./window.ts";

const FOLDER = "target/screenshots";
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
  mkdirSync(FOLDER, { recursive: true });
  await bench.start();
  if (skip) return;
  await accounts.start();
  tokens.ada = accounts.server.token("ada");
  tokens.viewer = accounts.server.token("grace", "--document", "minutes-*=viewer");
  tokens.other = accounts.server.token("edsger");
});
after(async () => {
  await bench.stop();
  await accounts.stop();
});

for (const scheme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test(`every state at ${width} pixels, ${scheme}`, async () => {
      const doc = `plan-${width}-${scheme}`;
      const height = width === 390 ? 844 : 800;
      const ada = await bench.open(doc, { width, height, scheme });
      const take = async (state: string): Promise<void> => {
        await ada.page.screenshot({ path: `${FOLDER}/${state}-${width}-${scheme}.png` });
      };
      await ada.saved();
      await ada.settled();
      await take("1-empty");

      await ada.focus();
      await ada.page.keyboard.insertText(TEXT);
      const others: Window[] = [];
      for (const [name, color] of [["Grace Hopper", "#2a6f97"], ["Edsger", "#52702b"], ["Barbara Liskov", "#6b4fb3"]] as const) {
        others.push(await bench.open(doc, { name, color }));
      }
      await ada.until("people", "4");
      const [grace, edsger, barbara] = others as [Window, Window, Window];
      for (const other of others) await other.untilText((text) => text.endsWith("just text."));
      await edsger.focus();
      await edsger.press("Control+Home", "End");
      await barbara.focus();
      await barbara.press("Control+Home", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown");
      await barbara.press("Shift+Control+ArrowRight", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight");
      await grace.focus();
      await grace.press("Control+End");
      await grace.type(" And carets.", 0);
      await ada.untilText((text) => text.endsWith("carets."));
      await ada.page.locator(".cm-stet-selection").first().waitFor();
      await ada.saved();
      await take("2-together");

      await ada.page.locator("#people-button").click();
      await ada.settled();
      await take("3-people");
      await ada.page.locator("#others button", { hasText: "Grace" }).click();
      await ada.page.locator("#follow:not([hidden])").waitFor();
      await take("3-following");
      await ada.press("Escape");
      await ada.page.locator("#share").click();
      await ada.page.locator("#share-words:not(:empty)").waitFor();
      await ada.page.locator("#share-copy").click();
      await ada.page.locator("#share-copy[data-copied=true]").waitFor();
      await take("4-shared");
      await ada.press("Escape");

      bench.network.cut();
      await ada.until("state", "offline");
      await ada.focus();
      await ada.press("Control+End");
      await ada.type(" Off", 0);
      await ada.until("unacknowledged", "4");
      await ada.until("connection", "waiting");
      await take("5-offline");
      bench.network.mend();
      await ada.saved();

      await ada.page.locator("#language").selectOption("typescript");
      await ada.page.locator(".cm-lineNumbers").waitFor();
      await ada.focus();
      await ada.press("Control+a");
      await ada.page.keyboard.insertText(CODE);
      await ada.page.locator(".tok-keyword").first().waitFor();
      await ada.saved();
      await ada.settled();
      await take("7-code");
      await ada.page.goto(`${bench.origin}/`);
      await ada.page.locator(".document").waitFor();
      await take("0-start");

      const wrong = await bench.open("no%20name", { width, height, scheme });
      await wrong.page.locator("#banner").waitFor();
      await wrong.page.screenshot({ path: `${FOLDER}/6-wrong-link-${width}-${scheme}.png` });
      for (const window of [wrong, ...others, ada]) await window.close();
    });

    test(`rich text and a board at ${width} pixels, ${scheme}`, async () => {
      const look = { width, height: width === 390 ? 844 : 800, scheme } as const;
      const grace = { name: "Grace Hopper", color: "#2a6f97" };
      const letter = await bench.visit(`/rich/?doc=letter-${width}-${scheme}`, look);
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
      const reader = await bench.visit(`/rich/?doc=letter-${width}-${scheme}`, grace);
      await reader.saved();
      await reader.page.locator(".ql-editor").focus();
      await reader.press("Control+Home", "End");
      await letter.page.locator(".stet-caret").first().waitFor();
      await letter.page.screenshot({ path: `${FOLDER}/10-rich-${width}-${scheme}.png` });
      const board = await bench.visit(`/board/?doc=plan-board-${width}-${scheme}`, look);
      await board.saved();
      for (const [column, texts] of [["Ask for the old minutes", "Book the room for the third meeting, and the one after it"], ["Read the proofs"], ["Order paper", "Wider margins"]].entries()) {
        await board.page.locator(".add-card").nth(column).click();
        for (const [index, text] of texts.entries()) {
          if (index > 0) await board.press("Enter");
          await board.page.keyboard.type(text);
        }
        await board.press("Escape");
      }
      await board.saved();
      const other = await bench.visit(`/board/?doc=plan-board-${width}-${scheme}`, grace);
      await other.saved();
      await other.page.locator(".column textarea").nth(1).focus();
      await board.until("people", "2");
      await board.settled();
      await board.page.screenshot({ path: `${FOLDER}/10-board-${width}-${scheme}.png` });
      for (const window of [letter, reader, board, other]) await window.close();
    });

    test(`every state with accounts at ${width} pixels, ${scheme}`, { skip }, async () => {
      const doc = `minutes-${width}-${scheme}`;
      const look = { width, height: width === 390 ? 844 : 800, scheme } as const;
      const stranger = await accounts.open(doc, look);
      await stranger.page.locator("#sign-in[open]").waitFor();
      await stranger.page.screenshot({ path: `${FOLDER}/8-sign-in-${width}-${scheme}.png` });
      const ada = await accounts.visit(`/edit/?doc=${doc}#token=${tokens.ada}`, look);
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
      await ada.page.screenshot({ path: `${FOLDER}/8-share-${width}-${scheme}.png` });
      const viewer = await accounts.visit(`/edit/?doc=${doc}#token=${tokens.viewer}`, look);
      await viewer.page.locator("#note").waitFor();
      await viewer.page.screenshot({ path: `${FOLDER}/8-viewer-${width}-${scheme}.png` });
      const other = await accounts.visit(`/edit/?doc=${doc}#token=${tokens.other}`, look);
      await other.until("state", "failed");
      await other.page.screenshot({ path: `${FOLDER}/8-forbidden-${width}-${scheme}.png` });
      for (const window of [stranger, ada, viewer, other]) await window.close();
    });
  }
}

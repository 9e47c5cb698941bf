/** The page over TLS, under its content security policy: it does all it has to, and nothing else runs in it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Bench } from "./bench.ts";
import { agreement } from "./window.ts";

// The stand-in has neither TLS nor a policy.
const skip = process.env["STET_LAUNCHER"] === undefined;
const bench = new Bench({ tls: !skip });
before(() => (skip ? undefined : bench.start()));
after(() => bench.stop());

test("two windows edit over TLS, and nothing that the page does is against its policy", { skip }, async () => {
  assert.match(bench.origin, /^https:/);
  const ada = await bench.open("policy", { name: "Ada" });
  const grace = await bench.open("policy", { name: "Grace", color: "#2a6f97" });
  await Promise.all([ada.saved(), grace.saved()]);
  await ada.type("one two");
  await agreement(ada, grace);
  await grace.focus();
  await grace.press("Control+Home", "Shift+Control+ArrowRight");
  await ada.page.locator(".cm-stet-caret").waitFor({ state: "attached" });
  await ada.page.locator("#people-button").click();
  await ada.page.locator("#own-name").fill("Ada Lovelace");
  await ada.page.locator("#own-name").press("Enter");
  await ada.page.keyboard.press("Escape");
  await grace.page.reload();
  await agreement(ada, grace);
  await ada.close();
  await grace.close();
});

test("the pages for rich text, boards and history do nothing against it either", { skip }, async () => {
  const rich = await bench.visit("/rich/?doc=policy-rich", { name: "Ada" });
  await rich.saved();
  await rich.page.locator(".ql-editor").focus();
  await rich.page.locator('[data-format="bold"]').click();
  await rich.page.keyboard.type("bold");
  await rich.page.locator(".ql-editor strong", { hasText: "bold" }).waitFor();
  await rich.saved();
  const board = await bench.visit("/board/?doc=policy-board", { name: "Ada" });
  await board.saved();
  await board.page.locator(".add-card").first().click();
  await board.page.keyboard.type("a card");
  await board.saved();
  const past = await bench.visit("/past/?doc=policy-rich", { name: "Ada" });
  await past.page.getByText("bold").first().waitFor();
  for (const window of [rich, board, past]) await window.close();
});

test("a script that got into the page does not run, and nothing is fetched from elsewhere", { skip }, async () => {
  const ada = await bench.open("injected", { name: "Ada" });
  await ada.saved();
  await ada.page.evaluate(() => {
    const inline = document.createElement("script");
    inline.textContent = "document.title = 'run'";
    document.body.append(inline);
    const button = document.createElement("button");
    button.setAttribute("onclick", "document.title = 'clicked'");
    document.body.append(button);
    button.click();
  });
  const fetched = await ada.page.evaluate(() => fetch("https://elsewhere.example/").then(() => "fetched", () => "refused"));
  assert.equal(fetched, "refused");
  assert.ok(!["run", "clicked"].includes(await ada.page.title()));
  const told = ada.errors.splice(0);
  assert.ok(told.length >= 3 && told.every((error) => /content security policy/i.test(error)), told.join("\n"));
  await ada.close();
});

test("no page shows this one in a frame", { skip }, async () => {
  const ada = await bench.open("framed", { name: "Ada" });
  await ada.saved();
  const outside = await ada.context.newPage();
  await outside.setContent(`<iframe src="${bench.origin}/edit/?doc=framed"></iframe>`);
  const frame = await (await outside.locator("iframe").elementHandle())?.contentFrame();
  await outside.waitForTimeout(500);
  assert.equal(await frame?.locator(".cm-content").count(), 0);
  await ada.close();
});

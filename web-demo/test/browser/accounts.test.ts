/** A server with accounts: signing in, what a viewer may do, links that give a role, and tokens that end. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.ts";
import { Bench } from "./bench.ts";
import { agreement, DEADLINE_MS } from "./window.ts";

// The stand-in has no accounts.
const skip = process.env["STET_LAUNCHER"] === undefined;
const bench = new Bench({ accounts: !skip });
let ada = "";
let grace = "";
let reader = "";
before(async () => {
  if (skip) return;
  await bench.start();
  ada = bench.server.token("ada");
  grace = bench.server.token("grace");
  reader = bench.server.token("reader", "--document", "read-*=viewer");
});
after(() => bench.stop());

test("whoever has no token is asked for one, told when it is none, and let in when it counts", { skip }, async () => {
  const window = await bench.open("signing-in");
  await window.page.locator("#sign-in[open]").waitFor({ timeout: DEADLINE_MS });
  assert.match(String(await window.page.locator("#sign-in-words").textContent()), /has accounts/);
  await assertAccessible(window.page, "signing in");
  const input = window.page.locator("#sign-in-token");
  const submit = window.page.locator("#sign-in button[type=submit]");
  const trouble = window.page.locator("#sign-in-trouble");
  await input.fill("nonsense");
  await submit.click();
  await trouble.filter({ hasText: "This is no token" }).waitFor();
  await input.fill(`${ada.slice(0, -8)}AAAAAAAA`);
  await submit.click();
  await trouble.filter({ hasText: "does not count here" }).waitFor();
  await input.fill(ada);
  await submit.click();
  await window.saved();
  await window.type("signed in");
  await window.saved();
  await window.page.reload();
  await window.untilText("signed in");
  await window.page.locator(".brand").click();
  await window.page.locator("#user", { hasText: "Signed in as ada" }).waitFor();
  await window.page.locator("#user button", { hasText: "Sign out" }).click();
  await window.page.locator("#user button", { hasText: "Sign in" }).click();
  await window.page.locator("#sign-in[open]").waitFor();
  await assertAccessible(window.page, "start, signing in");
  await window.close();
});

test("a token in the fragment of a link is taken out of the address at once", { skip }, async () => {
  const window = await bench.visit(`/edit/?doc=by-fragment#token=${ada}`);
  await window.saved();
  assert.equal(new URL(window.page.url()).hash, "");
  assert.equal(await window.page.evaluate(() => history.length), 2);
  await window.close();
});

test("a viewer who tries to type is told why nothing happens, and is shown what others write", { skip }, async () => {
  const owner = await bench.visit(`/edit/?doc=read-this#token=${ada}`);
  await owner.saved();
  await owner.type("to be read");
  await owner.saved();
  const viewer = await bench.visit(`/edit/?doc=read-this#token=${reader}`);
  await viewer.untilText("to be read");
  await viewer.page.locator("#note").waitFor();
  assert.match(String(await viewer.page.locator("#note").textContent()), /read this document, but not change it/);
  assert.ok(await viewer.page.locator("#role").isVisible());
  await viewer.focus();
  await viewer.page.keyboard.type("mine!");
  await viewer.page.locator("#note.told").waitFor();
  await assertAccessible(viewer.page, "viewer");
  await owner.type(" by all");
  await viewer.untilText((text) => text.includes("by all"));
  assert.ok(!(await viewer.text()).includes("mine!"));
  await viewer.page.locator("#share").click();
  await viewer.page.locator("#share-words", { hasText: "Only its owners" }).waitFor();
  assert.ok(await viewer.page.locator("#share-owner").isHidden());
  await viewer.close();
  await owner.close();
});

test("an owner makes a link that lets somebody edit, and is obeyed when it is revoked", { skip }, async () => {
  const owner = await bench.visit(`/edit/?doc=shared#token=${ada}`);
  await owner.saved();
  const stranger = await bench.visit(`/edit/?doc=shared#token=${grace}`);
  await stranger.until("state", "failed");
  assert.match(String(await stranger.page.locator("#banner-text").textContent()), /may not open this document/);
  await stranger.close();

  await owner.page.locator("#share").click();
  await owner.page.locator("#share-owner").waitFor();
  await owner.page.locator("#access-list", { hasText: "ada owns" }).waitFor();
  await owner.page.locator("#share-role").selectOption("editor");
  await owner.page.locator("#share-time").selectOption("7");
  await owner.page.locator("#share-form button").click();
  await owner.page.locator("#share-links", { hasText: "Edit · until" }).waitFor();
  await assertAccessible(owner.page, "share dialog of an owner");
  const link = await owner.page.locator("#share-link").inputValue();
  assert.match(link, /#share=.{20,}$/);

  const friend = await bench.visit(`${new URL(link).pathname}${new URL(link).search}${new URL(link).hash}&token=${grace}`);
  await friend.saved();
  assert.equal(new URL(friend.page.url()).hash, "");
  await friend.type("by a friend");
  await agreement(owner, friend);
  await owner.page.locator("#share-links button").click();
  await friend.until("state", "failed");
  await owner.page.locator("#share-links", { hasText: "No links yet" }).waitFor();

  await owner.page.locator("#access-user").fill("grace");
  await owner.page.locator("#access-form button").click();
  await owner.page.locator("#access-list", { hasText: "grace reads" }).waitFor();
  await friend.page.reload();
  await friend.untilText("by a friend");
  await friend.page.locator("#note").waitFor();
  await friend.close();
  await owner.close();
});

test("what is written after a token has ended is saved when the user signs in again", { skip }, async () => {
  const window = await bench.visit(`/edit/?doc=ending#token=${ada}`);
  await window.saved();
  const ended = bench.server.token("ada", "--valid", "1s");
  const deadline = Date.now() + DEADLINE_MS;
  const counts = async (): Promise<boolean> => (await fetch(`${bench.origin}/api/v1/documents/ending`, { headers: { Authorization: `Bearer ${ended}` } })).status !== 401;
  while (await counts()) {
    assert.ok(Date.now() < deadline, "the token does not end");
    await window.page.waitForTimeout(100);
  }
  await window.page.evaluate((token) => sessionStorage.setItem("stet.token", JSON.stringify(token)), ended);
  bench.network.cut();
  await window.until("state", "offline");
  await window.type("after the end");
  bench.network.mend();
  await window.page.locator("#sign-in[open]").waitFor({ timeout: DEADLINE_MS });
  assert.match(String(await window.page.locator("#sign-in-words").textContent()), /Your token has ended.*kept in this page/);
  await window.until("unacknowledged", String("after the end".length));
  await window.page.locator("#sign-in-token").fill(bench.server.token("ada"));
  await window.page.locator("#sign-in button[type=submit]").click();
  await window.saved();
  await window.page.reload();
  await window.untilText("after the end");
  await window.close();
});

/** The history page on a server with accounts: who may look, and who may change something. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HttpProblem, StetHttp } from "../../src/http/index.ts";
import { assertAccessible } from "./accessible.ts";
import { Bench } from "./bench.ts";
import { PastWindow } from "./past-window.ts";
import { DEADLINE_MS } from "./window.ts";

// The stand-in has no accounts.
const skip = process.env["STET_LAUNCHER"] === undefined;
const bench = new Bench({ accounts: !skip });
let ada = "";
before(async () => {
  if (skip) return;
  await bench.start();
  ada = bench.tokens.of("ada");
});
after(() => bench.stop());

test("a viewer looks at everything, and is told why there is nothing to restore or name", { skip }, async () => {
  const http = new StetHttp(bench.origin, { token: () => ada });
  await http.create({ id: "kept-minutes", content: "Let it stand.\n" });
  const minutes = http.document("kept-minutes");
  await minutes.edit(1, [7, "all "]);
  await minutes.nameVersion("Draft", { revision: 1 });
  const { secret } = await minutes.share({ role: "viewer" });
  const grace = bench.tokens.of("grace");
  const page = new PastWindow(await bench.visit(`/past/?doc=kept-minutes&at=1#token=${grace}&share=${secret}`));
  assert.equal(await page.shown(1), "Let it stand.\n");
  await page.at("#only-viewer").waitFor({ timeout: DEADLINE_MS });
  for (const change of ["#restore", "#name-form", ".cross"]) assert.ok(await page.at(change).isHidden(), change);
  assert.equal(await page.at(".version").count(), 1);
  await assertAccessible(page.window.page, "history of a viewer");
  await page.close();
  const viewer = new StetHttp(bench.origin, { token: () => grace, share: secret }).document("kept-minutes");
  await assert.rejects(viewer.restore({ revision: 1 }), (error) => error instanceof HttpProblem && error.code === "forbidden");
  assert.equal((await minutes.shares())[0]?.role, "viewer");
  assert.equal((await minutes.access()).users["ada"], "owner");
});

test("whoever may not read the document is told so, and whoever is not signed in is asked who they are", { skip }, async () => {
  const stranger = new PastWindow(await bench.visit(`/past/?doc=kept-minutes#token=${bench.tokens.of("edsger")}`));
  assert.match(await stranger.banner(), /^You may not do this with this document/);
  await stranger.close();
  const nobody = new PastWindow(await bench.visit("/past/?doc=kept-minutes"));
  await nobody.at("#sign-in[open]").waitFor({ timeout: DEADLINE_MS });
  await nobody.at("#sign-in-token").fill(ada);
  await nobody.at("#sign-in button[type=submit]").click();
  assert.equal(await nobody.shown(2), "Let it all stand.\n");
  await nobody.at('#legend:has-text("ada")').waitFor();
  await nobody.close();
});

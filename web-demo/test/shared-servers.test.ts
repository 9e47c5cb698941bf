import assert from "node:assert/strict";
import { test } from "node:test";
import { claimDocument, SharedServers } from "./browser/shared-servers.ts";

test("of two files that give documents of one server the same name, the later one is refused", async (context) => {
  const servers = new SharedServers();
  process.env["STET_SHARED_SERVERS"] = await servers.start();
  context.after(() => servers.stop());
  await claimDocument("plain", "minutes", "first.test.mjs");
  await claimDocument("plain", "minutes", "first.test.mjs");
  await claimDocument("accounts", "minutes", "second.test.mjs");
  await claimDocument("plain", "letter", "second.test.mjs");
  await assert.rejects(claimDocument("plain", "minutes", "second.test.mjs"), /another file's.*doc=minutes file=second\.test\.mjs other=first\.test\.mjs/);
});

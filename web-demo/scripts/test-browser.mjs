// Runs the tests that need a server, which STET_LAUNCHER starts, or a stand-in: those with clients only, then those in a browser.
import { bundleTests, runTests } from "./bundle-tests.mjs";
import { chromium as chrome } from "./chromium.mjs";

const names = process.argv.slice(2);
/** Files that run at the same time: each has a browser of its own, and mostly waits for it. */
const AT_ONCE = 2;
/** For servers that live for seconds or minutes: to compile better what they do, and to collect beside it, is not worth the processor. */
const SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

if (!process.env.STET_LAUNCHER) console.log("STET_LAUNCHER is not set: clients talk to a stand-in for the server.");
const files = await bundleTests("test/server", ["test/support/stand-in.ts", "test/browser/shared-servers.ts"]);
if (chrome === undefined) {
  console.error("No browser tests: there is no Chromium (CHROME_BIN, chromium, chromium-browser or google-chrome).");
} else {
  files.push(...(await bundleTests("test/browser")));
  process.env.CHROME_BIN = chrome;
}
const chosen = files.filter((file) => names.length === 0 || names.some((name) => file.includes(name)));
const { SharedServers } = await import("../target/test/browser/shared-servers.mjs");
const servers = new SharedServers();
process.env.STET_JAVA_OPTS ??= SHORT_LIVED;
process.env.STET_SHARED_SERVERS = await servers.start();
try {
  const code = await runTests(chosen, AT_ONCE);
  process.exitCode = chrome === undefined && process.env.CI === "true" ? 1 : code;
} finally {
  await servers.stop();
}

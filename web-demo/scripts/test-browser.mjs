// Runs the tests that need a server, which STET_LAUNCHER starts, or a stand-in: those with clients only, then those in a browser.
import { bundleTests, runTests } from "./bundle-tests.mjs";
import { chromium as chrome } from "./chromium.mjs";

const names = process.argv.slice(2);
/** Files that run at the same time: each has a server and a browser of its own, which mostly wait for one another. */
const AT_ONCE = 2;

if (!process.env.STET_LAUNCHER) console.log("STET_LAUNCHER is not set: clients talk to a stand-in for the server.");
const files = await bundleTests("test/server", ["test/support/stand-in.ts"]);
if (chrome === undefined) {
  console.error("No browser tests: there is no Chromium (CHROME_BIN, chromium, chromium-browser or google-chrome).");
} else {
  files.push(...(await bundleTests("test/browser")));
}
const chosen = files.filter((file) => names.length === 0 || names.some((name) => file.includes(name)));
const code = await runTests(chosen, chrome === undefined ? {} : { CHROME_BIN: chrome }, AT_ONCE);
process.exitCode = chrome === undefined && process.env.CI === "true" ? 1 : code;

// Runs the tests that need a browser, against the server that STET_LAUNCHER starts, or a stand-in.
import { spawnSync } from "node:child_process";
import { bundleTests, runTests } from "./bundle-tests.mjs";

const chrome = [process.env.CHROME_BIN, "chromium", "chromium-browser", "google-chrome"].filter(Boolean).map(located).find(Boolean);

if (chrome === undefined) {
  console.error("No browser tests: there is no Chromium (CHROME_BIN, chromium, chromium-browser or google-chrome).");
  process.exitCode = process.env.CI === "true" ? 1 : 0;
} else {
  if (!process.env.STET_LAUNCHER) console.log("STET_LAUNCHER is not set: the browser talks to a stand-in for the server.");
  const names = process.argv.slice(2);
  const files = await bundleTests("test/browser", ["test/support/stand-in.ts"]);
  const chosen = files.filter((file) => names.length === 0 || names.some((name) => file.includes(name)));
  process.exitCode = await runTests(chosen, { CHROME_BIN: chrome });
}

/** The path of a program, if it is there and starts. */
function located(program) {
  const path = program.includes("/") ? program : spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();
  return path !== "" && spawnSync(path, ["--version"]).status === 0 ? path : undefined;
}

// Turns the TypeScript tests of a folder into JavaScript below target/, and runs them with Node's test runner.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Bundles every `*.test.ts` of a folder, and the programs named; returns the paths of the tests. */
export async function bundleTests(folder, programs = []) {
  const tests = readdirSync(root + folder).filter((name) => name.endsWith(".test.ts"));
  await build({
    absWorkingDir: root,
    entryPoints: [...tests.map((name) => `${folder}/${name}`), ...programs],
    outdir: "target/test",
    outbase: "test",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    logLevel: "warning",
  });
  const sub = folder === "test" ? "" : `${folder.slice("test/".length)}/`;
  return tests.map((name) => `${root}target/test/${sub}${name.replace(/\.ts$/, ".mjs")}`);
}

/** Runs test files, so many at the same time; returns the exit code. */
export function runTests(files, concurrency = 1) {
  if (files.length === 0) {
    console.error("no test has such a name");
    return Promise.resolve(1);
  }
  const runner = spawn(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=spec", `--test-concurrency=${concurrency}`, ...files], {
    cwd: root,
    stdio: "inherit",
  });
  return new Promise((resolve) => runner.on("close", (code) => resolve(code ?? 1)));
}

// Runs bench/pages.ts, with the names of the parts to measure.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "./chromium.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
await build({ absWorkingDir: root, entryPoints: ["bench/pages.ts"], outfile: "target/bench/pages.mjs", bundle: true, packages: "external", platform: "node", format: "esm", target: "node20", sourcemap: true, logLevel: "warning" });
process.exitCode = spawnSync(process.execPath, ["--enable-source-maps", "target/bench/pages.mjs", ...process.argv.slice(2)], { cwd: root, stdio: "inherit", env: { CHROME_BIN: chromium, ...process.env } }).status ?? 1;

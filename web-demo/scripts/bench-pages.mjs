// Runs bench/pages.ts.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
await build({ absWorkingDir: root, entryPoints: ["bench/pages.ts"], outfile: "target/bench/pages.mjs", bundle: true, packages: "external", platform: "node", format: "esm", target: "node20", sourcemap: true, logLevel: "warning" });
process.exitCode = spawnSync(process.execPath, ["--enable-source-maps", "target/bench/pages.mjs"], { cwd: root, stdio: "inherit" }).status ?? 1;

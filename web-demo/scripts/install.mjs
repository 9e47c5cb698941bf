// Installs the dependencies, unless those of this lock file are installed already.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const LEAST_NODE = 20;

if (Number(process.versions.node.split(".")[0]) < LEAST_NODE) {
  console.error(`Stet's web client is built with Node ${LEAST_NODE} or newer, found=${process.versions.node} at=${process.execPath}`);
  process.exit(1);
}

const root = new URL("../", import.meta.url);
const marker = new URL("node_modules/.stet-lock-hash", root);
const wanted = createHash("sha256").update(readFileSync(new URL("package-lock.json", root))).digest("hex");
if (!existsSync(marker) || readFileSync(marker, "utf8") !== wanted) {
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  writeFileSync(marker, wanted);
}

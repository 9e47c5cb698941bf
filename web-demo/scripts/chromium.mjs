// Finds the browser that tests and measurements run in.
import { spawnSync } from "node:child_process";

/** The path of Chromium; undefined where there is none. */
export const chromium = [process.env.CHROME_BIN, "chromium", "chromium-browser", "google-chrome"].filter(Boolean).map(located).find(Boolean);

/** The path of a program, if it is there and starts. */
function located(program) {
  const path = program.includes("/") ? program : spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();
  return path !== "" && spawnSync(path, ["--version"]).status === 0 ? path : undefined;
}

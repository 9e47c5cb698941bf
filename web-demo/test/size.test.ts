import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What the client may take, minified and compressed, without any editor. */
const LIMIT_BYTES = 15_000;
/** What it fetches only where WebSockets are blocked. */
const ON_DEMAND = ["./event-socket.ts", "./socket-probe.ts"];

test("the client is small", async () => {
  const { outputFiles } = await build({ entryPoints: ["src/client/index.ts"], bundle: true, format: "esm", target: "es2022", minify: true, external: ON_DEMAND, write: false });
  const bytes = gzipSync(outputFiles[0]?.contents ?? "").length;
  console.log(`client gzipBytes=${bytes} limit=${LIMIT_BYTES}`);
  assert.ok(bytes > 0 && bytes <= LIMIT_BYTES, `bytes=${bytes}`);
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

test("the examples in README.md are the ones that are compiled", () => {
  const readme = readFileSync("README.md", "utf8");
  const examples = [...readme.matchAll(/<!-- (\S+) -->\n```ts\n([\s\S]*?)```/g)];
  assert.equal(examples.length, 8);
  for (const [, path, code] of examples) assert.equal(code, readFileSync(String(path), "utf8"), `README.md and ${path} differ`);
});

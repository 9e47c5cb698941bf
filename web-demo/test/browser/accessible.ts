/** What a page must not get wrong for people who hear it, or go through it with the keyboard: checked by axe. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** Fails if axe finds something in the page as it is now; `state` names what is shown. */
export async function assertAccessible(page: Page, state: string): Promise<void> {
  // evaluated by the browser's own tools, which the page's policy does not bind; it is half a megabyte
  if ((await page.evaluate("'axe' in window")) === false) await page.evaluate(AXE);
  const violations = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ["violations"] }).then((result) => result.violations)`,
  )) as readonly Violation[];
  const told = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help}, at=${String(target)} ${failureSummary ?? ""}`));
  assert.deepEqual(told, [], `axe finds fault with the page, state=${state}`);
}

/** A browser window on the history page, as a user sees it. */
import type { Locator } from "playwright-core";
import type { Bench } from "./bench.ts";
import { DEADLINE_MS, type Look, type Window } from "./window.ts";

export class PastWindow {
  /** @param window on the history page */
  constructor(readonly window: Window) {}

  /** @param moment the revision to begin at; the newest if absent */
  static async open(bench: Bench, doc: string, { moment, ...look }: Look & { readonly moment?: number } = {}): Promise<PastWindow> {
    return new PastWindow(await bench.visit(`/past/?doc=${doc}${moment === undefined ? "" : `&at=${moment}`}`, look));
  }

  at(selector: string): Locator {
    return this.window.page.locator(selector);
  }

  async state(name: "ready" | "empty" | "failed"): Promise<this> {
    await this.at(`html[data-state="${name}"]`).waitFor({ state: "attached", timeout: DEADLINE_MS });
    return this;
  }

  /** Waits until the moment that was asked for is shown, with its colours. */
  async shown(revision: number): Promise<string> {
    await this.at(`#slider[aria-valuenow="${revision}"]`).waitFor({ timeout: DEADLINE_MS });
    await this.at('#sheet[aria-busy="false"]').waitFor({ timeout: DEADLINE_MS });
    return (await this.at("#paper").textContent()) ?? "";
  }

  /** The parts of the document with the name of whoever wrote each. */
  async parts(): Promise<string[]> {
    return this.at("#paper [data-author]").evaluateAll((parts) => parts.map((part) => `${(part as HTMLElement).title.replace(/, .*/, "")}: ${part.textContent}`));
  }

  async press(...keys: string[]): Promise<void> {
    await this.at("#slider").focus();
    for (const key of keys) await this.window.page.keyboard.press(key);
  }

  async banner(): Promise<string> {
    await this.at("#banner").waitFor({ timeout: DEADLINE_MS });
    return (await this.at("#banner-text").textContent()) ?? "";
  }

  close(): Promise<void> {
    return this.window.close();
  }
}

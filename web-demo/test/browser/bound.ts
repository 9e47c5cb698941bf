/** A browser window on a page with nothing but one bound editor, which is no page of the server. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { build } from "esbuild";
import type { Bench } from "./bench.ts";
import type { Profiles } from "./profiles.ts";
import { DEADLINE_MS } from "./window.ts";

const scripts = new Map<string, string>();

/** The script of a page below `fixtures`. */
async function scriptOf(fixture: string): Promise<string> {
  const known = scripts.get(fixture);
  if (known !== undefined) return known;
  const { outputFiles } = await build({ entryPoints: [`test/browser/fixtures/${fixture}.ts`], bundle: true, format: "esm", target: "es2022", write: false, logLevel: "warning" });
  const script = String(outputFiles[0]?.text);
  scripts.set(fixture, script);
  return script;
}

/** Puts the pages of a fixture where the server has none. */
async function serve(context: BrowserContext, folder: string, fixture: string): Promise<void> {
  const script = await scriptOf(fixture);
  const style = fixture === "quill" ? readFileSync("node_modules/quill/dist/quill.snow.css", "utf8") : "";
  await context.route(`${folder}/**`, (route) =>
    route.request().url().endsWith(".js")
      ? route.fulfill({ contentType: "text/javascript", body: script })
      : route.fulfill({
          contentType: "text/html",
          body: `<!doctype html><meta charset="utf-8"><style>${style} body { margin: 20px } #place { position: relative }</style>
            <button id="elsewhere">elsewhere</button><div id="place"><div id="editor"></div></div><script type="module" src="page.js"></script>`,
        }),
  );
}

export interface BoundOptions {
  readonly fixture: "codemirror" | "quill" | "textarea" | "input";
  readonly doc: string;
  readonly name: string;
  readonly color?: string;
}

export class Bound {
  private constructor(
    private readonly profiles: Profiles,
    readonly page: Page,
    readonly errors: string[],
  ) {}

  static async open(bench: Bench, { fixture, doc, name, color = "#b4436c" }: BoundOptions): Promise<Bound> {
    await bench.claim(doc);
    const { profiles } = bench;
    const folder = `${profiles.origin}/bound`;
    const page = await profiles.page(`bound ${fixture}`, {
      viewport: { width: 900, height: 700 },
      permissions: ["clipboard-read", "clipboard-write", "local-network-access"],
      prepare: (context) => serve(context, folder, fixture),
    });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error.stack)));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().startsWith("WebSocket")) errors.push(message.text());
    });
    await page.goto(`${folder}/?doc=${doc}&name=${name}&color=${encodeURIComponent(color)}`);
    const window = new Bound(profiles, page, errors);
    await window.saved();
    return window;
  }

  async saved(): Promise<void> {
    const { page, errors } = this;
    await page.locator('html[data-state="saved"]').waitFor({ state: "attached", timeout: DEADLINE_MS }).catch((error: unknown) => {
      throw new Error(`the document was not saved, errors=${errors.join()}`, { cause: error });
    });
  }

  /** What a function of the page, `shown` or `held` or `range`, returns. */
  call(name: "shown" | "held" | "range"): Promise<string> {
    return this.page.evaluate((each) => (window as unknown as Record<string, () => string>)[each]?.() ?? "", name);
  }

  /** Waits until that is so. */
  async until(name: "shown" | "held" | "range", expected: string | ((text: string) => boolean)): Promise<void> {
    const matches = typeof expected === "string" ? (text: string) => text === expected : expected;
    const deadline = Date.now() + DEADLINE_MS;
    for (let found = await this.call(name); !matches(found); found = await this.call(name)) {
      assert.ok(Date.now() < deadline, `it did not come to that, ${name} expected=${String(expected)} found=${found.slice(0, 2000)} errors=${this.errors.join()}`);
      await this.page.waitForTimeout(20);
    }
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 3 });
  }

  /** Pastes a text, as from another program. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((each) => navigator.clipboard.writeText(each), text);
    await this.press("Control+v");
  }

  /** An input method: what it shows while the user composes, and what the user takes in the end. */
  async inputMethod(): Promise<InputMethod> {
    return new InputMethod(await this.page.context().newCDPSession(this.page));
  }

  async close(): Promise<void> {
    await this.profiles.leave(this.page.context());
    assert.deepEqual(this.errors, []);
  }
}

export class InputMethod {
  constructor(private readonly session: CDPSession) {}

  async compose(reading: string): Promise<void> {
    await this.session.send("Input.imeSetComposition", { text: reading, selectionStart: reading.length, selectionEnd: reading.length });
  }

  async commit(text: string): Promise<void> {
    await this.session.send("Input.insertText", { text });
  }
}

/** Waits until all windows have saved, and show and hold the same; returns what they show. */
export async function agreed(...windows: Bound[]): Promise<string> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    await Promise.all(windows.map((window) => window.saved()));
    const [shown, held] = [await Promise.all(windows.map((window) => window.call("shown"))), await Promise.all(windows.map((window) => window.call("held")))];
    const unsaved = await Promise.all(windows.map((window) => window.page.locator("html").getAttribute("data-unacknowledged")));
    if (new Set(shown).size === 1 && new Set(held).size === 1 && unsaved.every((count) => count === "0")) return String(shown[0]);
    assert.ok(Date.now() < deadline, `the windows do not agree, shown=${shown.join(" | ")} held=${held.join(" | ")}`);
    await windows[0]?.page.waitForTimeout(20);
  }
}

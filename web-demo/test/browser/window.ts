/** A browser window on the page, as a user sees it. */
import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import type { Profiles } from "./profiles.ts";

export const DEADLINE_MS = 30_000;
const POLL_MS = 25;

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  readonly name?: string;
  readonly color?: string;
  /** Every socket and every request of the page's script fails until something is stored in the page's session under this key. */
  readonly blockSocketUntil?: string;
  /** The browser has no storage for what is not acknowledged. */
  readonly forgets?: boolean;
  /** The page's time is the test's, which can stop it: `page.clock`. */
  readonly ownTime?: boolean;
}

export class Window {
  private constructor(
    private readonly profiles: Profiles,
    readonly page: Page,
    readonly errors: string[],
  ) {}

  /** @param path of a page, with what follows it */
  static async open(profiles: Profiles, path: string, look: Look = {}): Promise<Window> {
    const { width = 1280, height = 800, scheme = "light", name = "Ada", color = "#b4436c", blockSocketUntil, forgets = false, ownTime = false } = look;
    const page = await profiles.page(JSON.stringify({ width, height, scheme, name, color, blockSocketUntil, forgets, ownTime }), {
      ignoreHTTPSErrors: true,
      viewport: { width, height },
      colorScheme: scheme,
      permissions: ["clipboard-read", "clipboard-write"],
      isMobile: width < 700,
      hasTouch: width < 700,
      prepare: async (context) => {
        await context.addInitScript((profile) => localStorage.setItem("stet.profile", profile), JSON.stringify({ name, color }));
        if (blockSocketUntil !== undefined) await context.addInitScript(blockSockets, blockSocketUntil);
        if (forgets) await context.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
        if (ownTime) await context.clock.install();
      },
    });
    return Window.#on(profiles, page, path);
  }

  static async #on(profiles: Profiles, page: Page, path: string): Promise<Window> {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (/content security policy/i.test(message.text())) errors.push(message.text());
    });
    await page.goto(profiles.origin + path, { waitUntil: "load" });
    return new Window(profiles, page, errors);
  }

  /** The user's browser. */
  get context(): BrowserContext {
    return this.page.context();
  }

  /**
   * Another tab of the same browser and the same user.
   *
   * @param before is done before the page is there
   */
  async tab(path: string, before?: (page: Page) => Promise<unknown>): Promise<Window> {
    const page = await this.context.newPage();
    await before?.(page);
    return Window.#on(this.profiles, page, path);
  }

  /** Waits until an attribute of the page is this. */
  async until(attribute: "state" | "connection" | "unacknowledged" | "people", value: string): Promise<void> {
    await this.page.locator(`html[data-${attribute}="${value}"]`).waitFor({ state: "attached", timeout: DEADLINE_MS });
  }

  async saved(): Promise<void> {
    await this.until("state", "saved");
  }

  /** Waits until closing the tab would lose nothing. The page would ask otherwise. */
  async kept(): Promise<void> {
    await this.page.waitForFunction(() => globalThis.dispatchEvent(new Event("beforeunload", { cancelable: true })), undefined, { timeout: DEADLINE_MS });
  }

  /** Waits until the editor took in what was typed: two frames. */
  async settled(): Promise<void> {
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  async unsaved(): Promise<number> {
    return Number(await this.page.locator("html").getAttribute("data-unacknowledged"));
  }

  /** The whole text of the editor, as its lines. */
  async text(): Promise<string> {
    return this.page.locator(".cm-content").evaluate((content) => {
      const copy = content.cloneNode(true) as HTMLElement;
      copy.querySelectorAll(".cm-stet-caret, .cm-placeholder").forEach((each) => each.remove());
      return [...copy.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n");
    });
  }

  async untilText(expected: string | ((text: string) => boolean)): Promise<string> {
    const matches = typeof expected === "string" ? (text: string) => text === expected : expected;
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      const text = await this.text();
      if (matches(text)) return text;
      assert.ok(Date.now() < deadline, `the text did not come, expected=${String(expected)} found=${JSON.stringify(text.slice(0, 2000))}`);
      await this.page.waitForTimeout(POLL_MS);
    }
  }

  async focus(): Promise<void> {
    await this.page.locator(".cm-content").focus();
  }

  /** Types as a user does, key by key. */
  async type(text: string, delay = 5): Promise<void> {
    await this.focus();
    await this.page.keyboard.type(text, { delay });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Closes the window and all others of the user, and fails if its script had failed or did what the page's policy forbids. */
  async close(): Promise<void> {
    await this.profiles.leave(this.context);
    assert.deepEqual(this.errors, []);
  }
}

/** Waits until all windows have saved and show the same text, and returns it. What was typed last may need a moment to count. */
export async function agreement(...windows: Window[]): Promise<string> {
  const deadline = Date.now() + DEADLINE_MS;
  await Promise.all(windows.map((window) => window.settled()));
  for (;;) {
    await Promise.all(windows.map((window) => window.saved()));
    const texts = await Promise.all(windows.map((window) => window.text()));
    const states = await Promise.all(windows.map((window) => window.unsaved()));
    if (new Set(texts).size === 1 && states.every((count) => count === 0)) return texts[0] as string;
    assert.ok(Date.now() < deadline, `the windows do not agree: ${JSON.stringify(texts)}`);
    await windows[0]?.page.waitForTimeout(POLL_MS);
  }
}

/** Runs in the page: sends sockets to where there is none, and fails what stands in for them, until the key is set. */
function blockSockets(key: string): void {
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    constructor(url: string | URL, protocols?: string | string[]) {
      // where no socket is: another origin would be against the page's policy
      super(sessionStorage.getItem(key) === null ? new URL("/no-socket", url) : url, protocols);
    }
  };
  const { fetch } = window;
  window.fetch = (input, init) => (sessionStorage.getItem(key) === null ? Promise.reject(new TypeError("cut off")) : fetch(input, init));
}

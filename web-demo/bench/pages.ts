/**
 * What the pages cost in a real Chromium, against the server that STET_LAUNCHER starts:
 *
 *     STET_LAUNCHER=$PWD/../stet npm run bench:pages [-- opening|windows|keystroke|frames ...]
 *
 * Prints a line for each figure, the median of its rounds with the least and the greatest. Times are those of the page's own clock; Chromium,
 * the server and this program share the machine.
 */
import type { Page } from "playwright-core";
import { Bench } from "../test/browser/bench.ts";
import { tell } from "./figures.ts";
import { framesWhileOthersWrite } from "./frames.ts";
import { keystrokes } from "./keystroke.ts";
import { TEXT } from "./text.ts";

const ROUNDS = 5;
const KEYS = 200;

/** Runs in the page, before anything of it: notes when the document was open, when keys went down, and when the text changed. */
function watch(): void {
  const notes = { open: 0, keys: [] as number[], changes: [] as number[] };
  Object.assign(window, { notes });
  const now = (): number => performance.timeOrigin + performance.now();
  document.addEventListener("keydown", () => notes.keys.push(now()), { capture: true });
  new MutationObserver((mutations) => {
    if (notes.open === 0 && document.documentElement.dataset["state"] === "saved") notes.open = performance.now();
    const inLine = ({ target }: MutationRecord): boolean => ((target instanceof Element ? target : target.parentElement)?.closest(".cm-line") ?? null) !== null;
    if (mutations.some(inLine)) notes.changes.push(now());
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["data-state"] });
}

interface Notes {
  readonly open: number;
  readonly keys: readonly number[];
  readonly changes: readonly number[];
}

const notesOf = (page: Page): Promise<Notes> => page.evaluate(() => (window as unknown as { notes: Notes }).notes);

const bench = new Bench();

async function fresh(path: string): Promise<Page> {
  const context = await bench.browser.newContext();
  await context.addInitScript(watch);
  const page = await context.newPage();
  await page.goto(bench.origin + path, { waitUntil: "load" });
  await page.locator('html[data-state="saved"]').waitFor({ state: "attached", timeout: 60_000 });
  return page;
}

async function write(id: string, content: string): Promise<void> {
  const answer = await fetch(`${bench.origin}/api/v1/documents`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ id, content }) });
  if (answer.status !== 201) throw new Error(`the document was not made, status=${answer.status}`);
}

/** From the start of the navigation, nothing in any cache, until the document can be edited. */
async function opening(what: string, id: string): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const page = await fresh(`/edit/?doc=${id}`);
    if (round > 0) times.push((await notesOf(page)).open);
    await page.context().close();
  }
  tell(what, "ms", times);
}

/** From the key in one window until the text has changed in the other. */
async function toTheOtherWindow(): Promise<void> {
  await write("remote", "");
  const [here, there] = [await fresh("/edit/?doc=remote"), await fresh("/edit/?doc=remote")];
  await here.locator(".cm-content").focus();
  const times: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    const before = (await notesOf(there)).changes.length;
    await here.keyboard.press("a");
    await there.waitForFunction((count) => (window as unknown as { notes: Notes }).notes.changes.length > count, before, { polling: 10 });
    times.push(((await notesOf(there)).changes[before] as number) - ((await notesOf(here)).keys.at(-1) as number));
  }
  tell("a keystroke to the other window", "ms", times.slice(20));
  await here.context().close();
  await there.context().close();
}

/** What can be measured, by the name to ask for it. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  opening: async () => {
    await write("small", "Let it stand.\n");
    await opening("a page usable, cold cache", "small");
    await write("large", "All work and no play makes a long text.\n".repeat(25_000));
    await opening("a document of 1,000,000 characters, cold cache", "large");
  },
  windows: toTheOtherWindow,
  keystroke: () => keystrokes(bench, (id) => write(id, TEXT)),
  frames: async () => {
    await write("frames", TEXT);
    await framesWhileOthersWrite(bench, "frames");
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) throw new Error(`there are no such parts, asked=${unknown.join()} parts=${Object.keys(PARTS).join()}`);
await bench.start();
try {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (asked.length === 0 || asked.includes(name)) await measure();
  }
} finally {
  await bench.stop();
}

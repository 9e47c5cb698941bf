/**
 * What the pages cost in a real Chromium, against the server that STET_LAUNCHER starts:
 *
 *     STET_LAUNCHER=$PWD/../stet npm run bench:pages
 *
 * Prints a line for each figure, the median of its rounds with the least and the greatest. Times are those of the page's own clock; Chromium,
 * the server and this program share the machine.
 */
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { StetClient } from "../src/client/index.ts";
import { Bench } from "../test/browser/bench.ts";
import { NODE } from "../test/support/node.ts";

const ROUNDS = 5;
const KEYS = 200;
const REMOTE_OPERATIONS = 10_000;
const REMOTE_WRITERS = 10;

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

function tell(what: string, unit: string, values: readonly number[]): void {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number).toFixed(1);
  console.log(`${what}: median ${at(0.5)} ${unit} (${at(0)} to ${at(1)}, p95 ${at(0.95)}, n=${sorted.length})`);
}

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

/** The main thread's time for a keystroke: the editor alone, and bound to a document, in turn. */
async function ofTheMainThread(): Promise<void> {
  const [{ text: script } = { text: "" }] = (await build({ entryPoints: ["bench/bare.ts"], bundle: true, minify: true, write: false, format: "esm" })).outputFiles;
  await write("bound", "x".repeat(80).concat("\n").repeat(100));
  const ratios: number[] = [];
  const costs = { alone: [] as number[], bound: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const alone = await keystrokes(script, "");
    const bound = await keystrokes(script, "?bound=bound");
    costs.alone.push(alone);
    costs.bound.push(bound);
    ratios.push(bound / alone);
  }
  tell("main thread for a keystroke, editor alone", "ms", costs.alone);
  tell("main thread for a keystroke, bound", "ms", costs.bound);
  tell("bound to alone", "times", ratios);
}

async function keystrokes(script: string, query: string): Promise<number> {
  const context = await bench.browser.newContext();
  const page = await context.newPage();
  await page.route("**/bare/**", (route) => route.fulfill({ contentType: "text/html", body: '<!doctype html><body><script type="module" src="script.js"></script>' }));
  await page.route("**/bare/script.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  await page.goto(`${bench.origin}/bare/${query}`);
  await page.locator('html[data-state="saved"]').waitFor({ state: "attached" });
  await page.locator(".cm-content").focus();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  const time = async (): Promise<number> => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN;
  await page.keyboard.type("b".repeat(KEYS), { delay: 20 });
  const before = await time();
  await page.keyboard.type("c".repeat(KEYS), { delay: 20 });
  const cost = ((await time()) - before) / KEYS;
  await context.close();
  return cost * 1000;
}

/** The longest time between two frames while others write as fast as they can and somebody types. */
async function underRemoteOperations(): Promise<void> {
  await write("burst", "x".repeat(80).concat("\n").repeat(100));
  const page = await fresh("/edit/?doc=burst");
  await page.locator(".cm-content").focus();
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    let last = performance.now();
    const frame = (time: number): void => {
      frames.push(time - last);
      last = time;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  let finished = false;
  const began = performance.now();
  const writers = Array.from({ length: REMOTE_WRITERS }, () => remoteWriter("burst", REMOTE_OPERATIONS / REMOTE_WRITERS));
  const all = Promise.all(writers).finally(() => (finished = true));
  while (!finished) await page.keyboard.press("z", { delay: 10 });
  await all;
  const seconds = (performance.now() - began) / 1000;
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames.slice(2));
  tell(`time between frames while ${REMOTE_OPERATIONS} operations of others arrive in ${seconds.toFixed(1)} s`, "ms", frames);
  console.log(`frames longer than 50 ms: ${frames.filter((each) => each > 50).length} of ${frames.length}`);
  await page.context().close();
}

/** Makes operations one after the other, each when the one before is durable. */
async function remoteWriter(id: string, operations: number): Promise<void> {
  const client = new StetClient(`${bench.origin.replace("http", "ws")}/ws`, { environment: NODE });
  const document = client.document(id);
  await document.saved();
  for (let count = 0; count < operations; count++) {
    document.edit([Math.floor(Math.random() * document.text.length), "y"]);
    await document.saved();
  }
  client.close();
}

await bench.start();
try {
  await write("small", "Let it stand.\n");
  await opening("a page usable, cold cache", "small");
  await write("large", "All work and no play makes a long text.\n".repeat(25_000));
  await opening("a document of 1,000,000 characters, cold cache", "large");
  await toTheOtherWindow();
  await ofTheMainThread();
  await underRemoteOperations();
} finally {
  await bench.stop();
}

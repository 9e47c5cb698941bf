/** How evenly a page is drawn while others write as fast as they can and its user types. */
import { StetClient } from "../src/client/index.ts";
import type { Bench } from "../test/browser/bench.ts";
import { NODE } from "../test/support/node.ts";
import { tell } from "./figures.ts";

const OPERATIONS = 10_000;
/** Each makes an operation when the one before is durable. */
const WRITERS = 10;
/** When the writers stop at the latest. */
const LONGEST_MS = 60_000;
/** A frame that takes longer is one that people notice. */
const LONG_MS = 50;

/** Notes the time between the frames of the page, and what was long in it, from now on. */
function watch(): void {
  const noted: Noted = { frames: [], tasks: [], long: [] };
  Object.assign(window, { noted });
  new PerformanceObserver((list) => noted.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  type LongFrame = PerformanceEntry & { readonly renderStart: number; readonly scripts: readonly { readonly duration: number; readonly invoker: string }[] };
  new PerformanceObserver((list) => {
    for (const { duration, startTime, renderStart, scripts } of list.getEntries() as LongFrame[]) {
      const longest = [...scripts].sort((one, other) => other.duration - one.duration).slice(0, 3);
      noted.long.push(`${duration.toFixed(0)} ms, drawn after ${renderStart === 0 ? "-" : (renderStart - startTime).toFixed(0)} ms, scripts: ${longest.map((each) => `${each.invoker} ${each.duration.toFixed(0)} ms`).join(", ")}`);
    }
  }).observe({ type: "long-animation-frame" });
  let last: number | undefined;
  const frame = (time: number): void => {
    if (last !== undefined) noted.frames.push(time - last);
    last = time;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

interface Noted {
  /** Milliseconds from each frame to the next. */
  readonly frames: number[];
  /** Milliseconds of each task of the main thread that took more than 50. */
  readonly tasks: number[];
  /** What frames that the main thread took more than 50 ms for were made of; a frame that is not among them waited for something else. */
  readonly long: string[];
}

/** Measures in the page of this document, which is there. */
export async function framesWhileOthersWrite(bench: Bench, doc: string): Promise<void> {
  const context = await bench.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${bench.origin}/edit/?doc=${doc}`);
  await page.locator('html[data-state="saved"]').waitFor({ state: "attached" });
  await page.locator(".cm-content").focus();
  const clients = Array.from({ length: WRITERS }, () => new StetClient(`${bench.origin.replace("http", "ws")}/ws`, { environment: NODE }));
  await Promise.all(clients.map((client) => client.document(doc).saved()));
  await page.evaluate(watch);

  const began = performance.now();
  let [made, typed, isOver] = [0, 0, false];
  const write = async (client: StetClient): Promise<void> => {
    const document = client.document(doc);
    while (made < OPERATIONS && performance.now() - began < LONGEST_MS) {
      made += 1;
      document.edit([1 + Math.floor(Math.random() * (document.text.length - 1)), "y"]);
      await document.saved();
    }
  };
  const writing = Promise.all(clients.map(write)).finally(() => (isOver = true));
  for (; !isOver; typed++) await page.keyboard.press("z", { delay: 10 });
  await writing;
  const seconds = (performance.now() - began) / 1000;
  const { frames, tasks, long } = await page.evaluate(() => (window as unknown as { noted: Noted }).noted);
  for (const client of clients) client.close();
  console.log(`${made} operations of others and ${typed} keystrokes in ${seconds.toFixed(1)} s`);
  tell("from a frame to the next meanwhile", "ms", frames);
  console.log(`frames longer than ${LONG_MS} ms: ${frames.filter((each) => each > LONG_MS).length} of ${frames.length}; tasks longer than that: ${tasks.length}, the longest ${Math.max(0, ...tasks).toFixed(0)} ms`);
  for (const each of long) console.log(`a frame that the main thread took long for: ${each}`);
  await context.close();
}

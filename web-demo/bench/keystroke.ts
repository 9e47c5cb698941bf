/** What a keystroke costs the main thread: of an editor alone, of one bound to a document, and of the page. */
import { build } from "esbuild";
import type { CDPSession, Page } from "playwright-core";
import type { Bench } from "../test/browser/bench.ts";
import { tell } from "./figures.ts";
import { tasksDuring } from "./tasks.ts";

const ROUNDS = Number(process.env["STET_ROUNDS"] ?? 5);
const KEYS = 100;
/** Between one key and the next, in milliseconds: long enough for the acknowledgement. */
const DELAY_MS = 20;

/** What is compared, with the address of each for a document. */
const PAGES = {
  "editor alone": () => "/bare/",
  "editor alone, a message out and in": () => "/bare/?messages",
  "bound to a document": (doc: string) => `/bare/?bound=${doc}`,
  "bound, and kept on this device": (doc: string) => `/bare/?bound=${doc}&kept`,
  "the page of a text": (doc: string) => `/edit/?doc=${doc}`,
} as const;
type Name = keyof typeof PAGES;
const NAMES = Object.keys(PAGES) as Name[];

/** What is read of a page, per keystroke. */
const METRICS = { ThreadTime: "ms of the processor", TaskDuration: "ms in tasks", LayoutCount: "layouts", RecalcStyleCount: "style recalculations" } as const;
type Metric = keyof typeof METRICS;

/**
 * Types in each page in turn, round by round, and prints what a key costs and how that compares with the first.
 *
 * @param write makes a document
 */
export async function keystrokes(bench: Bench, write: (id: string) => Promise<void>): Promise<void> {
  const { outputFiles } = await build({ entryPoints: ["bench/bare.ts"], bundle: true, minify: true, write: false, format: "esm" });
  const script = String(outputFiles[0]?.text);
  let documents = 0;
  const inPage = async <T>(name: Name, act: (page: Page) => Promise<T>): Promise<T> => {
    documents += 1;
    const doc = `typed-${documents}`;
    await write(doc);
    return inFresh(bench, script, PAGES[name](doc), act);
  };
  const costs = new Map<Name, Record<Metric, number>[]>(NAMES.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of NAMES) costs.get(name)?.push(await inPage(name, cost));
  }
  const [alone = []] = [...costs.values()];
  for (const [name, rounds] of costs) {
    for (const metric of Object.keys(METRICS) as Metric[]) {
      tell(`a keystroke, ${name}`, METRICS[metric], rounds.map((each) => each[metric]), 2);
    }
    for (const metric of ["ThreadTime", "TaskDuration"] as const) {
      if (rounds !== alone) tell(`a keystroke, ${name}, to the editor alone, ${METRICS[metric]}`, "times", rounds.map((each, round) => each[metric] / (alone[round]?.[metric] ?? NaN)), 2);
    }
  }
  for (const name of NAMES) await inPage(name, (page) => split(bench, name, page));
}

/** Does something in a page where something was typed already. */
async function inFresh<T>(bench: Bench, script: string, path: string, act: (page: Page) => Promise<T>): Promise<T> {
  // what stands in for the server's page is of no address, and may open no socket to this machine without that
  const context = await bench.browser.newContext({ permissions: ["local-network-access"] });
  const page = await context.newPage();
  await page.route("**/bare/**", (route) => route.fulfill({ contentType: "text/html", body: '<!doctype html><body><script type="module" src="script.js"></script>' }));
  await page.route("**/bare/script.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  await page.goto(bench.origin + path);
  await page.locator('html[data-state="saved"]').waitFor({ state: "attached" });
  await page.locator(".cm-content").focus();
  await type(page, "b");
  const result = await act(page);
  await context.close();
  return result;
}

const type = (page: Page, letter: string): Promise<void> => page.keyboard.type(letter.repeat(KEYS), { delay: DELAY_MS });

async function cost(page: Page): Promise<Record<Metric, number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const before = await metrics(session);
  await type(page, "c");
  const after = await metrics(session);
  const per = (metric: Metric, scale: number): number => (scale * (after[metric] - before[metric])) / KEYS;
  return { ThreadTime: per("ThreadTime", 1000), TaskDuration: per("TaskDuration", 1000), LayoutCount: per("LayoutCount", 1), RecalcStyleCount: per("RecalcStyleCount", 1) };
}

async function metrics(session: CDPSession): Promise<Record<Metric, number>> {
  const { metrics: all } = await session.send("Performance.getMetrics");
  const value = (metric: Metric): number => all.find(({ name }) => name === metric)?.value ?? NaN;
  return { ThreadTime: value("ThreadTime"), TaskDuration: value("TaskDuration"), LayoutCount: value("LayoutCount"), RecalcStyleCount: value("RecalcStyleCount") };
}

/** Prints what the cost is made of. */
async function split(bench: Bench, name: Name, page: Page): Promise<void> {
  const tasks = await tasksDuring(bench.browser, page, () => type(page, "d"));
  const parts = [...tasks].sort(([, one], [, other]) => other.ms - one.ms);
  console.log(`a keystroke, ${name}, traced: ${parts.map(([kind, { count, ms }]) => `${kind} ${(ms / KEYS).toFixed(2)} ms in ${(count / KEYS).toFixed(1)} tasks`).join(", ")}`);
}

/** What the main thread of a page does, from a trace of Chromium: each of its tasks, put down to what is in it. */
import type { Browser, Page } from "playwright-core";

const CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"];

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Microseconds of the processor. */
  readonly tdur?: number;
  readonly args: { readonly data?: { readonly type?: string }; readonly name?: string };
}

/** What tasks are told apart by: the first of these that one of their events belongs to. */
const KINDS: readonly (readonly [kind: string, belongs: (event: TraceEvent) => boolean])[] = [
  ["keys", ({ name, args }) => name === "EventDispatch" && /^(key|beforeinput|input|selectionchange)/.test(args.data?.type ?? "")],
  ["frames", ({ name }) => name === "Commit" || name === "FireAnimationFrame" || name === "PrePaint"],
  ["what comes from the server and the storage", ({ name }) => /^(Receive mojo|SimpleWatcher|Closed mojo)/.test(name)],
  ["timers", ({ name }) => name === "TimerFire"],
  ["collection of garbage", ({ name }) => name.includes("GC")],
];

/** Tasks of one kind. */
export interface Tasks {
  count: number;
  /** Milliseconds of the processor. */
  ms: number;
}

/** Traces the page while something is done. Returns its tasks by what they are about; tracing takes its share of each. */
export async function tasksDuring(browser: Browser, page: Page, act: () => Promise<void>): Promise<ReadonlyMap<string, Tasks>> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await act();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  return tasksOf(traceEvents);
}

/** The tasks of the thread that keys come to. */
function tasksOf(events: readonly TraceEvent[]): ReadonlyMap<string, Tasks> {
  const key = events.find((event) => KINDS[0]?.[1](event) === true);
  const ofThread = events.filter(({ ph, pid, tid, dur }) => ph === "X" && dur !== undefined && pid === key?.pid && tid === key?.tid).sort((a, b) => a.ts - b.ts);
  const found = new Map<string, Tasks>();
  let index = 0;
  while (index < ofThread.length) {
    const task = ofThread[index] as TraceEvent;
    const end = task.ts + (task.dur ?? 0);
    const inside: TraceEvent[] = [];
    for (; index < ofThread.length && (ofThread[index] as TraceEvent).ts < end; index++) inside.push(ofThread[index] as TraceEvent);
    if (inside.length === 0) index++;
    const kind = KINDS.find(([, belongs]) => inside.some(belongs))?.[0] ?? "others";
    const tasks = found.get(kind) ?? { count: 0, ms: 0 };
    tasks.count += 1;
    tasks.ms += (task.tdur ?? 0) / 1000;
    found.set(kind, tasks);
  }
  return found;
}

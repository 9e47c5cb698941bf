/**
 * The difference of two texts as one operation.
 *
 * What both texts begin and end with is set aside, then the lines between are matched (Myers' greedy algorithm), then the
 * lines that differ are narrowed to what differs in them. Texts with more than {@link MAX_LINE_EDITS} differing lines
 * are taken as replaced from the first difference to the last: correct, only coarser.
 */
import { OperationBuilder, type TextOperation } from "./operation.ts";
import { splitsPair } from "./text.ts";

/** Up to how many inserted and deleted lines the difference is found line by line: bounds time and memory. */
export const MAX_LINE_EDITS = 500;

/** Returns the operation that turns `before` into `after`; its deletes carry their text. */
export function diff(before: string, after: string): TextOperation {
  const result = new OperationBuilder();
  const { start, end } = commonEnds(before, after);
  result.add(start);
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  for (const hunk of matchLines(lines(old), lines(fresh))) {
    if (typeof hunk === "number") result.add(hunk);
    else replace(result, lines(hunk.old), lines(hunk.fresh));
  }
  return result.build();
}

/** How many code units two texts have in common at the start and, without those, at the end; pairs stay whole. */
function commonEnds(before: string, after: string): { start: number; end: number } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (splitsPair(before, start) || splitsPair(after, start)) start -= 1;
  let end = 0;
  while (end < shorter - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end += 1;
  if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end -= 1;
  return { start, end };
}

/** Replaces lines by others; as many lines as before are taken to be the same ones, changed. */
function replace(result: OperationBuilder, old: readonly string[], fresh: readonly string[]): void {
  if (old.length === fresh.length) old.forEach((line, index) => narrow(result, line, fresh[index] as string));
  else narrow(result, old.join(""), fresh.join(""));
}

/** Replaces a text by another, but for what both begin and end with. */
function narrow(result: OperationBuilder, old: string, fresh: string): void {
  const { start, end } = commonEnds(old, fresh);
  result
    .add(start)
    .add(fresh.slice(start, fresh.length - end))
    .add({ d: old.slice(start, old.length - end) })
    .add(end);
}

function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** A stretch of code units both texts have, or what one has in place of the other. */
type Hunk = number | { readonly old: string; readonly fresh: string };

/** Matches two lists of lines. `reached[k]` is how far into `old` the best path on diagonal k (old - fresh) has come. */
function matchLines(old: readonly string[], fresh: readonly string[]): Hunk[] {
  const trace: Map<number, number>[] = [];
  let reached = new Map([[1, 0]]);
  for (let edits = 0; edits <= MAX_LINE_EDITS; edits++) {
    trace.push(reached);
    const next = new Map(reached);
    for (let k = -edits; k <= edits; k += 2) {
      let x = stepsDown(reached, k, edits) ? at(reached, k + 1) : at(reached, k - 1) + 1;
      while (x < old.length && x - k < fresh.length && old[x] === fresh[x - k]) x += 1;
      next.set(k, x);
      if (x >= old.length && x - k >= fresh.length) return walkBack(trace, old, fresh);
    }
    reached = next;
  }
  return [{ old: old.join(""), fresh: fresh.join("") }];
}

/** Whether the best way onto diagonal k is to insert a line, rather than to delete one. */
function stepsDown(reached: Map<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && at(reached, k - 1) < at(reached, k + 1));
}

function at(reached: Map<number, number>, k: number): number {
  return reached.get(k) ?? -1;
}

/** Follows the path back from the end to the start, and returns its hunks from start to end. */
function walkBack(trace: readonly Map<number, number>[], old: readonly string[], fresh: readonly string[]): Hunk[] {
  const steps: Hunk[] = [];
  let x = old.length;
  let y = fresh.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reached = trace[edits] as Map<number, number>;
    const k = x - y;
    const down = stepsDown(reached, k, edits);
    const fromX = edits === 0 ? 0 : down ? at(reached, k + 1) : at(reached, k - 1);
    const fromY = edits === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY && (edits === 0 || x > fromX + (down ? 0 : 1) || y > fromY + (down ? 1 : 0))) {
      x -= 1;
      y -= 1;
      steps.push((old[x] as string).length);
    }
    if (edits > 0) steps.push(down ? { old: "", fresh: fresh[y - 1] as string } : { old: old[x - 1] as string, fresh: "" });
    x = fromX;
    y = fromY;
  }
  return joined(steps.reverse());
}

/** Joins neighbouring differences, so that a changed line is one hunk. */
function joined(steps: readonly Hunk[]): Hunk[] {
  const hunks: Hunk[] = [];
  for (const step of steps) {
    const last = hunks.at(-1);
    if (typeof last === "object" && typeof step === "object") {
      hunks[hunks.length - 1] = { old: last.old + step.old, fresh: last.fresh + step.fresh };
    } else {
      hunks.push(step);
    }
  }
  return hunks;
}

/**
 * The difference of two texts as one operation.
 *
 * What both texts begin and end with is set aside, then the lines between are matched, then the
 * lines that differ are narrowed to what differs in them. Texts with too many differing lines are taken as replaced from the first
 * difference to the last: correct, only coarser.
 */
import { match } from "./match.ts";
import { OperationBuilder, type TextOperation } from "./operation.ts";
import { splitsPair } from "./surrogates.ts";

/** Returns the operation that turns `before` into `after`; its deletes carry their text. */
export function diff(before: string, after: string): TextOperation {
  const result = new OperationBuilder();
  const { start, end } = commonEnds(before, after);
  result.add(start);
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  const [oldLines, freshLines] = [lines(old), lines(fresh)];
  let [taken, given] = [0, 0];
  for (const hunk of match(oldLines, freshLines)) {
    if (typeof hunk === "number") {
      for (const line of oldLines.slice(taken, taken + hunk)) result.add(line.length);
      [taken, given] = [taken + hunk, given + hunk];
    } else {
      const [takenEnd, givenEnd] = [taken + hunk.removed, given + hunk.added];
      replace(result, oldLines.slice(taken, takenEnd), freshLines.slice(given, givenEnd));
      [taken, given] = [takenEnd, givenEnd];
    }
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

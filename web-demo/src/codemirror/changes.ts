/** CodeMirror changes as text operations, and back. Both count UTF-16 code units; line breaks are `\n` and nothing else. */
import type { ChangeDesc, ChangeSet, ChangeSpec, Text } from "@codemirror/state";
import { lengthOf, OperationBuilder, type TextOperation } from "../client/operation.ts";
import { hasLoneSurrogate, splitsPair, wellFormed } from "../client/surrogates.ts";

/** The only thing that ends a line: `\r` and U+2028 are characters like others, so that offsets agree with the server's. */
export const LINE_BREAK = "\n";

/** Returns the operation of a change, with the deleted texts. A pair that the change cuts is deleted and inserted as a whole. */
export function toOperation(changes: ChangeSet, before: Text, after: Text): TextOperation {
  const result = new OperationBuilder();
  let reached = 0;
  for (const { fromA, toA, fromB, toB } of wholePairs(changes, before, after)) {
    result
      .add(fromA - reached)
      .add(after.sliceString(fromB, toB, LINE_BREAK))
      .add({ d: before.sliceString(fromA, toA, LINE_BREAK) });
    reached = toA;
  }
  return result.build();
}

interface Range {
  fromA: number;
  toA: number;
  fromB: number;
  toB: number;
}

function wholePairs(changes: ChangeDesc, before: Text, after: Text): Range[] {
  const ranges: Range[] = [];
  changes.iterChangedRanges((fromA, toA, fromB, toB) => {
    const starts = cutsPair(before, fromA) || cutsPair(after, fromB) ? 1 : 0;
    const ends = cutsPair(before, toA) || cutsPair(after, toB) ? 1 : 0;
    const range = { fromA: fromA - starts, toA: toA + ends, fromB: fromB - starts, toB: toB + ends };
    const last = ranges.at(-1);
    if (last !== undefined && last.toA > range.fromA) {
      last.toA = range.toA;
      last.toB = range.toB;
    } else {
      ranges.push(range);
    }
  });
  return ranges;
}

function cutsPair(text: Text, position: number): boolean {
  if (position <= 0 || position >= text.length) return false;
  return splitsPair(text.sliceString(position - 1, position + 1, LINE_BREAK), 1);
}

/** Returns the changes that replace halves of surrogate pairs a change left by U+FFFD; undefined if there are none. */
export function repair(changes: ChangeDesc, after: Text): ChangeSpec[] | undefined {
  const repairs: ChangeSpec[] = [];
  const whole = (position: number, step: number): number => (cutsPair(after, position) ? position + step : position);
  let reached = 0;
  changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    // nearly always
    if (!hasLoneSurrogate(after.sliceString(Math.max(0, fromB - 1), toB + 1, LINE_BREAK))) return;
    const from = Math.max(reached, whole(Math.max(0, fromB - 1), -1));
    const to = Math.max(from, whole(Math.min(after.length, toB + 1), 1));
    const text = after.sliceString(from, to, LINE_BREAK);
    if (hasLoneSurrogate(text)) repairs.push({ from, to, insert: wellFormed(text) });
    reached = to;
  });
  return repairs.length === 0 ? undefined : repairs;
}

/** Returns the changes an operation makes. */
export function toChanges(operation: TextOperation): ChangeSpec[] {
  const changes: ChangeSpec[] = [];
  let position = 0;
  for (const component of operation) {
    if (typeof component === "string") {
      changes.push({ from: position, insert: component });
      continue;
    }
    const end = position + lengthOf(component);
    if (typeof component === "object") changes.push({ from: position, to: end });
    position = end;
  }
  return changes;
}

/** Where the last change an operation makes ends, in the text after it. */
export function endOf(operation: TextOperation): number {
  return operation.reduce((end: number, component) => end + (typeof component === "object" ? 0 : lengthOf(component)), 0);
}

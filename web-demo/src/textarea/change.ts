/** What a user changed in a text field, which says no more than what it holds now. */
import { OperationBuilder, type TextOperation } from "../client/operation.ts";
import { hasLoneSurrogate, splitsPair, wellFormed } from "../client/surrogates.ts";

/** A stretch of a text, and what is there instead. */
export interface Change {
  readonly start: number;
  readonly removed: number;
  readonly inserted: string;
}

/**
 * Finds the smallest change between two texts. Where it could be at several places, as when one of many equal letters goes, it is the one
 * at the caret. Surrogate pairs change as a whole.
 *
 * @param caret where the caret is in the new text: what was typed ends there
 */
export function changeBetween(before: string, after: string, caret: number): Change {
  const behind = after.slice(caret);
  const isAtCaret = before.length >= behind.length && before.endsWith(behind);
  let end = isAtCaret ? behind.length : commonEnd(before, after, Math.min(before.length, after.length));
  let start = commonStart(before, after, Math.min(before.length, after.length) - end);
  if (isAtCaret) end += commonEnd(before.slice(0, before.length - end), after.slice(0, after.length - end), Math.min(before.length, after.length) - end - start);
  if (splitsPair(before, start) || splitsPair(after, start)) start -= 1;
  if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end -= 1;
  return { start, removed: before.length - end - start, inserted: after.slice(start, after.length - end) };
}

function commonStart(one: string, other: string, most: number): number {
  let length = 0;
  while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length;
}

function commonEnd(one: string, other: string, most: number): number {
  let length = 0;
  while (length < most && one.charCodeAt(one.length - 1 - length) === other.charCodeAt(other.length - 1 - length)) length += 1;
  return length;
}

/** The operation of a change; halves of surrogate pairs become U+FFFD. */
export function operationOf({ start, removed, inserted }: Change, before: string): TextOperation {
  return new OperationBuilder()
    .add(start)
    .add(hasLoneSurrogate(inserted) ? wellFormed(inserted) : inserted)
    .add({ d: before.slice(start, start + removed) })
    .build();
}

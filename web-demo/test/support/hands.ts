/** Random edits of documents of every type, as somebody at an editor would make them. */
import Delta from "quill-delta";
import type { DocumentType, Selection, TextOperation } from "../../src/client/index.ts";
import { textType } from "../../src/client/text-type.ts";
import type { UnicodeOperation } from "../../src/ottypes/index.ts";
import { JsonHand } from "./json-hand.ts";
import { boundary, stretch } from "./places.ts";
import type { Random } from "./random.ts";
import { deltas, unicodeText } from "./types.ts";

/** Somebody's way to edit documents of a type. */
export interface Hand<S, O> {
  readonly type: DocumentType<S, O>;
  /** What is in the document before anybody edits it; nothing if absent. */
  readonly initial?: O;
  /**
   * An edit that fits the document.
   *
   * @param mark a text to put in. What has it, and does not replace anything if `deletes` is not set, must be in the document for good
   */
  edit(random: Random, snapshot: S, mark: string, deletes: boolean): O;
  /** Some place in the document, if there is one. */
  place(random: Random, snapshot: S): Selection | undefined;
}

const textHand: Hand<string, TextOperation> = {
  type: textType,
  edit: (random, text, mark, deletes) => {
    const [at, until] = stretch(random, text, deletes);
    const word = until > at && random.chance(0.5) ? "" : random.pick(["", "ab", "\r\n", "\n"]) + mark;
    return [...(at > 0 ? [at] : []), ...(word === "" ? [] : [word]), ...(until > at ? [{ d: until - at }] : [])];
  },
  place: (random, text) => ({ anchor: boundary(random, text), head: boundary(random, text) }),
};

const unicodeHand: Hand<string, UnicodeOperation> = {
  type: unicodeText,
  edit: (random, text, mark, deletes) => {
    const count = (units: number): number => [...text.slice(0, units)].length;
    const [at, until] = stretch(random, text, deletes).map(count) as [number, number];
    const word = until > at && random.chance(0.5) ? "" : random.pick(["", "ab", "e\u0301", "\n"]) + mark;
    return [...(at > 0 ? [at] : []), ...(word === "" ? [] : [word]), ...(until > at ? [{ d: until - at }] : [])];
  },
  place: (random, text) => ({ anchor: random.below([...text].length + 1), head: random.below([...text].length + 1) }),
};

const richHand: Hand<Delta, Delta> = {
  type: deltas,
  edit: (random, document, mark, deletes) => {
    const flat = flatten(document);
    const [at, until] = stretch(random, flat, true);
    const attributes = random.pick([undefined, { bold: true }, { color: random.pick(["red", "blue"]) }, { bold: true, link: { to: "x" } }]);
    const edit = new Delta().retain(at);
    if (until > at && random.chance(0.4)) return edit.retain(until - at, random.pick([{ bold: true }, { bold: null }, { color: "green" }, { color: null, link: null }]));
    if (random.chance(0.2)) edit.insert({ image: mark }, attributes);
    else edit.insert(random.pick(["", "ab", "\n", "😀"]) + mark, attributes);
    return deletes && until > at ? edit.delete(until - at) : edit;
  },
  place: (random, document) => ({ anchor: boundary(random, flatten(document)), head: boundary(random, flatten(document)) }),
};

/** The text of a rich text, with a space for each embed. */
function flatten(document: Delta): string {
  return document.ops.map(({ insert }) => (typeof insert === "string" ? insert : " ")).join("");
}

/** One for each type. */
export const HANDS: readonly Hand<any, any>[] = [textHand, unicodeHand, richHand, new JsonHand()];

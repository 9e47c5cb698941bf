import { diff, InvalidOperation, type Component, type DocumentType, type TextOperation } from "../client/index.ts";
import { split, type Walked } from "../client/split.ts";
import { hasLoneSurrogate } from "../client/surrogates.ts";
import { fromOttype, type Ottype } from "./ottype.ts";

/** One step of an operation. */
export type UnicodeComponent = number | string | { d: number | string };

/** A change to a text, counted in code points; the form is that of `TextOperation`. */
export type UnicodeOperation = UnicodeComponent[];

/** What the package `ot-text-unicode` exports as `type`. */
export interface UnicodeOttype extends Ottype<string, UnicodeOperation> {
  normalize(operation: UnicodeOperation): UnicodeOperation;
  transformPosition(position: number, operation: UnicodeOperation): number;
  readonly invertWithDoc?: (operation: UnicodeOperation, before: string) => UnicodeOperation;
}

/** Text whose units are Unicode code points. `type` is that of the package `ot-text-unicode`. */
export function textUnicode(type: UnicodeOttype): DocumentType<string, UnicodeOperation> {
  const { invertWithDoc } = type;
  if (invertWithDoc === undefined) throw new Error("this version of ot-text-unicode cannot invert, needed=4");
  const canonical = (operation: readonly UnicodeComponent[]): UnicodeOperation => type.normalize(operation.map(counted));
  return fromOttype(type, {
    empty: "",
    yielding: "right",
    invertAlone: (operation) => (operation.some(takesAway) ? undefined : canonical(invertWithDoc(operation, ""))),
    invert: (operation, before) => canonical(invertWithDoc(operation, before)),
    diff: (before, after) => inCodePoints(diff(before, after), before),
    isNoop: (operation) => operation.length === 0,
    transformSelection: ({ anchor, head }, operation) => ({
      anchor: type.transformPosition(anchor, operation),
      head: type.transformPosition(head, operation),
    }),
    check: (operation, before) => {
      for (const [index, component] of operation.entries()) {
        const length = lengthOf(component);
        if (!Number.isSafeInteger(length) || length < 0) throw new InvalidOperation("malformed", `a count is a whole number, count=${length}`, index);
        if (typeof component === "string" && hasLoneSurrogate(component)) throw new InvalidOperation("lone_surrogate", "an insert holds half a surrogate pair", index);
      }
      const taken = operation.reduce<number>((sum, component) => sum + (typeof component === "string" ? 0 : lengthOf(component)), 0);
      const length = codePoints(before);
      if (taken > length) throw new InvalidOperation("past_the_end", `an operation reaches past the end of the document, end=${taken} length=${length}`);
      return canonical(operation);
    },
    split: (operation, maxBytes) => {
      const parts = split(operation, maxBytes, walked);
      return parts && [canonical(parts[0]), canonical(parts[1])];
    },
    decode: (value) => canonical(value as UnicodeOperation),
    decodeSnapshot: (value) => {
      if (typeof value !== "string") throw new InvalidOperation("malformed", "the snapshot of a text is a string");
      return value;
    },
  });
}

function takesAway(component: UnicodeComponent): boolean {
  return typeof component === "object";
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function lengthOf(component: UnicodeComponent): number {
  if (typeof component === "number") return component;
  return typeof component === "string" ? codePoints(component) : lengthOf(component.d);
}

/** Deletes as counts, which is all the server takes. */
function counted(component: UnicodeComponent): UnicodeComponent {
  return typeof component === "object" ? { d: lengthOf(component.d) } : component;
}

/** A text operation with code points for code units. */
function inCodePoints(operation: TextOperation, before: string): UnicodeOperation {
  let position = 0;
  return operation.map((component: Component) => {
    if (typeof component === "string") return component;
    const units = typeof component === "number" ? component : typeof component.d === "number" ? component.d : component.d.length;
    const count = codePoints(before.slice(position, position + units));
    position += units;
    return typeof component === "number" ? count : { d: count };
  });
}

const walked: Walked<UnicodeComponent> = {
  // A retain, a delete, or the quotes of an insert.
  overheadOf: () => 24,
  textOf: (component) => (typeof component === "string" ? component : ""),
  withText: (_component, text) => text,
  reachOf: (component) => (typeof component === "object" ? 0 : lengthOf(component)),
  retain: (units) => units,
  isRetain: (component) => typeof component === "number",
};

import { diff } from "./diff.ts";
import { InvalidOperation, type DocumentType } from "./document-type.ts";
import { decode, encode } from "./encoding.ts";
import { lengthOf, OperationBuilder, type Component, type TextOperation } from "./operation.ts";
import { split, type Walked } from "./split.ts";
import { hasLoneSurrogate } from "./surrogates.ts";
import { apply, compose, invert, transform, transformSelection, withDeletedText } from "./text.ts";

/** Plain text; a unit is a UTF-16 code unit. */
export const textType: DocumentType<string, TextOperation> = {
  name: "text",
  empty: "",
  apply,
  transform,
  yielding: "right",
  compose,
  invertAlone: (operation) => (operation.every(saysAll) ? invert(operation) : undefined),
  invert: (operation, before) => invert(withDeletedText(operation, before)),
  diff,
  isNoop: (operation) => operation.length === 0,
  transformSelection,
  check: (operation, before) => {
    operation.forEach((component, index) => {
      const length = lengthOf(component);
      if (!Number.isSafeInteger(length) || length < 0) throw new InvalidOperation("malformed", `a count is a whole number, count=${length}`, index);
    });
    const complete = withDeletedText(operation, before);
    if (hasLoneSurrogate(apply(before, complete))) throw new InvalidOperation("lone_surrogate", "an edit leaves half a surrogate pair");
    return complete;
  },
  split: (operation, maxBytes) => {
    const parts = split(operation, maxBytes, walked);
    return parts && [canonical(parts[0]), canonical(parts[1])];
  },
  encode,
  decode,
  encodeSnapshot: (snapshot) => snapshot,
  decodeSnapshot: (value) => {
    if (typeof value !== "string") throw new InvalidOperation("malformed", "the snapshot of a text is a string");
    return value;
  },
};

const walked: Walked<Component> = {
  // A retain, a delete, or the quotes of an insert.
  overheadOf: () => 24,
  textOf: (component) => (typeof component === "string" ? component : ""),
  withText: (_component, text) => text,
  reachOf: (component) => (typeof component === "object" ? 0 : lengthOf(component)),
  retain: (units) => units,
  isRetain: (component) => typeof component === "number",
};

/** Whether a component is no delete that only counts. */
function saysAll(component: Component): boolean {
  return typeof component !== "object" || typeof component.d === "string";
}

function canonical(components: readonly Component[]): TextOperation {
  return components.reduce((builder: OperationBuilder, component) => builder.add(component), new OperationBuilder()).build();
}

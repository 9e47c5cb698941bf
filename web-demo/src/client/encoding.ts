/** Text operations as JSON values: checked and normalised when they come in, reduced to the format when they go out. */
import { InvalidOperation } from "./document-type.ts";
import { OperationBuilder, lengthOf, type Component, type TextOperation } from "./operation.ts";
import { hasLoneSurrogate } from "./surrogates.ts";

/** Reads an operation from the wire. Adjacent inserts, and deletes, are read as one. Throws InvalidOperation. */
export function decode(value: unknown): TextOperation {
  if (!Array.isArray(value)) throw new InvalidOperation("malformed", "an operation is a list");
  const result = new OperationBuilder();
  value.forEach((component: unknown, index) => {
    result.add(decodeComponent(component, index));
    if (typeof component === "number" && (index === value.length - 1 || typeof value[index + 1] === "number")) {
      throw new InvalidOperation("not_canonical", "a retain stands at the end, or before another one", index);
    }
  });
  return result.build();
}

function decodeComponent(value: unknown, index: number): Component {
  if (typeof value === "string") {
    if (value === "") throw new InvalidOperation("empty_component", "an insert is empty", index);
    if (hasLoneSurrogate(value)) throw new InvalidOperation("lone_surrogate", "an insert holds half a surrogate pair", index);
    return value;
  }
  if (typeof value === "number") return decodeCount(value, index);
  if (typeof value !== "object" || value === null || !("d" in value) || Object.keys(value).length !== 1) {
    throw new InvalidOperation("malformed", "a component is a number, a string or a delete", index);
  }
  return { d: decodeCount(value.d, index) };
}

function decodeCount(value: unknown, index: number): number {
  if (typeof value !== "number" || !Number.isInteger(value)) throw new InvalidOperation("malformed", `a count is a whole number, count=${String(value)}`, index);
  if (value <= 0) throw new InvalidOperation("empty_component", `a count is positive, count=${value}`, index);
  if (value > Number.MAX_SAFE_INTEGER) throw new InvalidOperation("too_large", `a count is too large, count=${value}`, index);
  return value;
}

/** The operation as it goes over the wire: deletes are counts. */
export function encode(operation: TextOperation): TextOperation {
  return operation.map((component) => (typeof component === "object" ? { d: lengthOf(component) } : component));
}

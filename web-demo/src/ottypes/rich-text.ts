import { InvalidOperation, type DocumentType } from "../client/index.ts";
import { split, type Walked } from "../client/split.ts";
import { hasLoneSurrogate } from "../client/surrogates.ts";
import { requireShallow, type Json } from "./json.ts";
import { diffRich } from "./rich-diff.ts";

/** One step of a delta: exactly one of insert, delete and retain. */
export interface DeltaComponent {
  insert?: string | Record<string, unknown>;
  delete?: number;
  retain?: number | Record<string, unknown>;
  attributes?: Record<string, unknown>;
}

/** What is used of the class `Delta` of `quill-delta`, which `rich-text` exports too. */
export interface DeltaLike<D> {
  readonly ops: DeltaComponent[];
  push(component: DeltaComponent): unknown;
  chop(): unknown;
  compose(other: D): D;
  invert(base: D): D;
  transform(other: D, priority?: boolean): D;
  transformPosition(position: number, priority?: boolean): number;
}

type DeltaClass<D> = new (components?: DeltaComponent[]) => D;

/**
 * Rich text: documents and operations are deltas, a unit is a UTF-16 code unit or an embed.
 *
 * @param given the class `Delta` that `quill-delta`, or `rich-text`, exports; or what has it as its default, which is what the types of
 *   `quill-delta` say to programs that resolve modules as Node does
 */
export function richText<D extends DeltaLike<D>>(given: DeltaClass<D> | { readonly default: DeltaClass<D> }): DocumentType<D, D> {
  const Delta = "default" in given ? given.default : given;
  const canonical = (components: readonly DeltaComponent[]): D => {
    const delta = new Delta();
    for (const component of components) {
      if (component.insert !== "" && component.delete !== 0 && component.retain !== 0) delta.push(component);
    }
    delta.chop();
    return delta;
  };
  return {
    name: "rich-text",
    empty: new Delta(),
    apply: (snapshot, operation) => snapshot.compose(operation),
    // The names of the sides are those of the type: where both are at one place, what is left goes after.
    transform: (operation, against, side) => against.transform(operation, side === "left"),
    // Hence what is left, and set a value, is what gives way.
    yielding: "left",
    compose: (first, second) => first.compose(second),
    invertAlone: (operation) => (operation.ops.every(onlyAdds) ? operation.invert(new Delta()) : undefined),
    invert: (operation, before) => operation.invert(before),
    diff: (before, after) => canonical(diffRich(before.ops, after.ops)),
    isNoop: ({ ops }) => ops.length === 0,
    transformSelection: ({ anchor, head }, operation) => ({
      anchor: operation.transformPosition(anchor, true),
      head: operation.transformPosition(head, true),
    }),
    check: ({ ops }, before) => {
      requireKnown(ops);
      for (const [index, { insert = null, attributes = null }] of ops.entries()) requireShallow([insert, attributes] as Json, -1, index);
      const operation = canonical(ops);
      requireWhole(operation.ops, "an insert holds half a surrogate pair");
      const { ops: after } = before.compose(operation);
      if (!after.every(isInsert)) throw new InvalidOperation("past_the_end", "an operation reaches past the end of the document");
      requireWhole(after, "an edit leaves half a surrogate pair");
      return operation;
    },
    split: ({ ops }, maxBytes) => {
      const parts = split(ops, maxBytes, walked);
      return parts && [canonical(parts[0]), canonical(parts[1])];
    },
    encode: ({ ops }) => ops,
    decode: (value) => canonical(listOf(value)),
    encodeSnapshot: ({ ops }) => ops,
    decodeSnapshot: (value) => {
      const components = listOf(value);
      if (!components.every(isInsert)) throw new InvalidOperation("malformed", "a document has only inserts");
      return new Delta(components);
    },
  };
}

function listOf(value: unknown): DeltaComponent[] {
  if (!Array.isArray(value)) throw new InvalidOperation("malformed", "a delta is a list");
  return value as DeltaComponent[];
}

/** Whether a component takes nothing away: no text, and no look. */
function onlyAdds({ insert, retain, attributes }: DeltaComponent): boolean {
  return insert !== undefined || (retain !== undefined && attributes === undefined);
}

function isInsert({ insert }: DeltaComponent): boolean {
  return insert !== undefined;
}

/** Retains of embeds that change inside are an addition of newer deltas that the server's type does not have. */
function requireKnown(components: readonly DeltaComponent[]): void {
  const isCount = (value: unknown): boolean => value === undefined || (Number.isSafeInteger(value) && Number(value) >= 0);
  const index = components.findIndex((component) => !isCount(component.retain) || !isCount(component.delete));
  if (index >= 0) throw new InvalidOperation("malformed", "a retain or a delete is a whole number", index);
}

function requireWhole(components: readonly DeltaComponent[], sentence: string): void {
  const index = components.findIndex(({ insert }) => typeof insert === "string" && hasLoneSurrogate(insert));
  if (index >= 0) throw new InvalidOperation("splits_surrogate_pair", sentence, index);
}

const walked: Walked<DeltaComponent> = {
  overheadOf: (component) => 16 + byteLength(JSON.stringify(typeof component.insert === "string" ? { ...component, insert: "" } : component)),
  textOf: ({ insert }) => (typeof insert === "string" ? insert : ""),
  withText: (component, text) => ({ ...component, insert: text }),
  reachOf: ({ insert, retain }) => (typeof insert === "string" ? insert.length : insert !== undefined ? 1 : typeof retain === "number" ? retain : 0),
  retain: (units) => ({ retain: units }),
  isRetain: ({ retain, attributes }) => retain !== undefined && attributes === undefined,
};

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

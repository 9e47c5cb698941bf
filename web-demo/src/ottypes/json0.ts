import { InvalidOperation, type DocumentType, type Selection } from "../client/index.ts";
import { sumOf } from "./decimal.ts";
import { fingerprint, valueAt, withOwnPath, type Json, type Path } from "./json.ts";
import { checkHeld, completed } from "./json-check.ts";
import { diffJson, replacement } from "./json-diff.ts";
import { fromOttype, type Ottype } from "./ottype.ts";

/** An edit of a text inside a document: inserts or deletes at an offset in UTF-16 code units. */
export type TextEdit = { readonly p: number; readonly i: string } | { readonly p: number; readonly d: string };

/** One step of an operation: a path, and what happens there. The steps are taken one after another. */
export interface Json0Component {
  readonly p: Path;
  /** Adds to a number. */
  readonly na?: number;
  /** Inserts into a list; with `ld`, in place of what was there. */
  readonly li?: Json;
  readonly ld?: Json;
  /** Moves an element of a list to this index. */
  readonly lm?: number;
  /** Sets a member of an object; with `od`, in place of what was there. */
  readonly oi?: Json;
  readonly od?: Json;
  /** Edits a text: `o` by the type `t`. */
  readonly t?: "text0";
  readonly o?: readonly TextEdit[];
  /** The old way to edit a text: the offset is the last of the path. */
  readonly si?: string;
  readonly sd?: string;
}

/** A change to a JSON document. `[]` changes nothing. */
export type Json0Operation = readonly Json0Component[];

/** What the package `ot-json0` exports as `type`. */
export interface Json0Ottype extends Ottype<unknown, any[]> {
  invert(operation: any[]): any[];
}

/**
 * JSON documents. `type` is that of the package `ot-json0`. An edit from code need not say what it takes away: a missing or wrong `od`
 * or `ld` is put right.
 */
export function json0(type: Json0Ottype): DocumentType<Json, Json0Operation> {
  /** The package changes snapshots in place: everything it is about to change is copied before, and no more. */
  const apply = (snapshot: Json, operation: Json0Operation): Json => {
    const own = new Set<unknown>();
    return operation.reduce((document, component) => {
      const there = component.na === undefined ? undefined : valueAt(document, component.p);
      // The package adds binary fractions.
      const sound = typeof there === "number" ? replacement(component.p, there, sumOf(there, component.na ?? 0)) : component;
      const copy = withOwnPath(document, component.p, own);
      if (component.p.includes("__proto__")) ownPrototype(copy, component);
      return type.apply(copy, [sound]) as Json;
    }, snapshot);
  };
  const complete = (operation: Json0Operation, before: Json, check: (component: Json0Component, document: Json, index: number) => void): Json0Operation => {
    let document = before;
    return operation.map((component, index) => {
      const whole = completed(modern(component, index), document, index);
      check(whole, document, index);
      document = apply(document, [whole]);
      return whole;
    });
  };
  return fromOttype(type as Ottype<Json, Json0Operation>, {
    apply,
    compose: (first, second) => {
      const [last, next] = [first.at(-1), second[0]];
      if (last?.na === undefined || next?.na === undefined || fingerprint(last.p) !== fingerprint(next.p)) return type.compose([...first], [...second]);
      return type.compose([...first.slice(0, -1), { p: last.p, na: sumOf(last.na, next.na) }], second.slice(1));
    },
    yielding: "right",
    // What `check` returns says all that it takes away.
    invertAlone: (operation) => type.invert([...operation]) as Json0Operation,
    invert: (operation, before) => type.invert(complete(operation, before, () => undefined) as Json0Component[]) as Json0Operation,
    diff: diffJson,
    isNoop: (operation) => operation.length === 0,
    transformSelection: (selection, operation) => operation.reduce<Selection | undefined>((moved, component) => moved && over(type, moved, component), selection),
    check: (operation, before) => complete(operation, before, checkHeld),
    split,
    decode: (value) => {
      if (!Array.isArray(value)) throw new InvalidOperation("malformed", "an operation is a list");
      return (value as Json0Operation).map(modern);
    },
  });
}

/** `__proto__` is a key like others: it never leads out of the document, and what is set there is a member. */
function ownPrototype(copy: Json, { p, oi }: Json0Component): void {
  const parent = valueAt(copy, p.slice(0, -1));
  if (parent === undefined) throw new InvalidOperation("no_such_place", "a path leads out of the document");
  if (oi === undefined || p.at(-1) !== "__proto__" || Object.hasOwn(parent as object, "__proto__")) return;
  Object.defineProperty(parent, "__proto__", { value: null, configurable: true, enumerable: true, writable: true });
}

/** Takes the old form of a text edit for the new one. */
function modern(component: Json0Component, index: number): Json0Component {
  const { p, si, sd, ...rest } = component;
  if (!Array.isArray(p)) throw new InvalidOperation("malformed", "a path is a list of keys and indexes", index);
  if (si === undefined && sd === undefined) return component;
  const edit = si === undefined ? { p: Number(p.at(-1)), d: String(sd) } : { p: Number(p.at(-1)), i: si };
  return { ...rest, p: p.slice(0, -1), t: "text0", o: [edit] };
}

/** Moves a selection in a text over one component. The type moves no selections, so a change of nothing at the path is moved in its stead. */
function over(type: Json0Ottype, { path = [], anchor, head }: Selection, component: Json0Component): Selection | undefined {
  const [marker] = type.transform([{ p: path, na: 0 }], [component], "left") as Json0Component[];
  if (marker === undefined) return undefined;
  const isHere = component.t !== undefined && fingerprint(component.p) === fingerprint(path);
  const [a, h] = [anchor, head].map((position) => (isHere ? (component.o ?? []).reduce(overEdit, position) : position)) as [number, number];
  return { path: marker.p, anchor: a, head: h };
}

function overEdit(position: number, edit: TextEdit): number {
  if ("i" in edit) return edit.p < position ? position + edit.i.length : position;
  return position - Math.max(0, Math.min(position - edit.p, edit.d.length));
}

/** Cuts between components, which come one after another. */
function split(operation: Json0Operation, maxBytes: number): readonly [Json0Operation, Json0Operation] | undefined {
  let left = maxBytes;
  const end = operation.findIndex((component) => (left -= new TextEncoder().encode(JSON.stringify(component)).length + 1) < 0);
  return end < 0 || operation.length === 1 ? undefined : [operation.slice(0, Math.max(1, end)), operation.slice(Math.max(1, end))];
}

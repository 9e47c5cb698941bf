/** Whether components fit their place in a document, and what they take away there. */
import { InvalidOperation, type Rule } from "../client/index.ts";
import { hasLoneSurrogate, splitsPair } from "../client/surrogates.ts";
import { exactSumOf } from "./decimal.ts";
import { childOf, isList, isObject, requireShallow, valueAt, type Json } from "./json.ts";
import type { Json0Component, TextEdit } from "./json0.ts";

/** The component with what it takes away as it is in the document. Throws InvalidOperation where it does not fit. */
export function completed(component: Json0Component, document: Json, index: number): Json0Component {
  const { p, na, t, o = [], li, ld, lm, oi, od } = component;
  const parent = p.length === 0 ? { "": document } : valueAt(document, p.slice(0, -1));
  const key = p.at(-1) ?? "";
  const there = childOf(parent, key);
  const require = (fits: boolean, expected: string): void => {
    if (!fits) throw new InvalidOperation("no_such_place", `a component does not fit its place, expected=${expected}`, index);
  };
  if (na !== undefined) {
    require(typeof there === "number", "number");
    return component;
  }
  if (t !== undefined) {
    require(typeof there === "string", "text");
    checkEdits(String(there), o, index);
    return component;
  }
  if (oi !== undefined || od !== undefined) {
    require(isObject(parent) && typeof key === "string" && (oi !== undefined || there !== undefined), "member");
    const { od: _, ...rest } = component;
    return there === undefined ? rest : { ...rest, od: there };
  }
  const isInsert = li !== undefined && ld === undefined;
  require(isList(parent) && typeof key === "number" && (isInsert ? Number.isInteger(key) && key >= 0 && key <= parent.length : there !== undefined), "element");
  require(lm === undefined || childOf(parent, lm) !== undefined, "element");
  return ld === undefined ? component : { ...component, ld: there as Json };
}

/** Refuses what the server could not hold. */
export function checkHeld(component: Json0Component, document: Json, index: number): void {
  const { p, na, li, oi } = component;
  requireShallow(li ?? oi ?? na ?? null, p.length, index);
  if (na !== undefined && exactSumOf(Number(valueAt(document, p)), na) === undefined) {
    throw new InvalidOperation("too_large", `a sum cannot be held exactly, added=${na}`, index);
  }
}

/** Refuses edits that do not fit a text, one after another. */
function checkEdits(text: string, edits: readonly TextEdit[], index: number): void {
  edits.reduce((before, edit) => {
    const { p } = edit;
    const end = "i" in edit ? p : p + edit.d.length;
    const fail = (rule: Rule, sentence: string): never => {
      throw new InvalidOperation(rule, `${sentence}, start=${p} end=${end} length=${before.length}`, index);
    };
    if (!Number.isInteger(p) || p < 0 || p > before.length) fail("past_the_end", "an edit lies outside its text");
    if (splitsPair(before, p) || splitsPair(before, end)) fail("splits_surrogate_pair", "an edit ends inside a surrogate pair");
    if ("d" in edit && before.slice(p, end) !== edit.d) fail("different_content", "an edit deletes what is not there");
    if ("i" in edit && hasLoneSurrogate(edit.i)) fail("lone_surrogate", "an edit inserts half a surrogate pair");
    return before.slice(0, p) + ("i" in edit ? edit.i : "") + before.slice(end);
  }, text);
}

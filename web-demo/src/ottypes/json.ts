import { InvalidOperation } from "../client/index.ts";
import { hasLoneSurrogate } from "../client/surrogates.ts";

/** JSON values, which are never changed in place. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The way from the root of a document to a value: keys of objects, and indexes of lists. */
export type Path = readonly (string | number)[];

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** How deep the server takes lists and objects to be nested, and how long the name of a member may be as UTF-8. */
const MAX_DEPTH = 100;
const MAX_NAME_BYTES = 1024;

/**
 * Refuses values that are no JSON, and those that the server would not even read.
 *
 * @param depth how many lists and objects stand around the value
 * @param component index of the component it stands in
 */
export function requireShallow(value: Json, depth: number, component: number): void {
  if (!isList(value) && !isPlain(value)) return requireScalar(value, component);
  if (depth >= MAX_DEPTH) throw new InvalidOperation("too_deep", `a value is nested too deep, limit=${MAX_DEPTH}`, component);
  for (const [name, each] of Object.entries(value)) {
    requireScalar(name, component);
    if (new TextEncoder().encode(name).length > MAX_NAME_BYTES) throw new InvalidOperation("too_large", `the name of a member is too long, limitBytes=${MAX_NAME_BYTES}`, component);
    requireShallow(each, depth + 1, component);
  }
}

/** Whether a value is an object of members, and not a date or a map. */
function isPlain(value: Json): value is JsonObject {
  return isObject(value) && Object.prototype.toString.call(value) === "[object Object]";
}

/** Refuses what `JSON.stringify` would leave out or turn into something else: the server would have another document. */
function requireScalar(value: unknown, component: number): void {
  if (typeof value === "string" && hasLoneSurrogate(value)) throw new InvalidOperation("lone_surrogate", "a value holds half a surrogate pair", component);
  if (value === null || typeof value === "boolean" || typeof value === "string" || Number.isFinite(value)) return;
  throw new InvalidOperation("malformed", `a value is not JSON, type=${typeof value}`, component);
}

/** The member of an object or the element of a list; undefined where there is none. */
export function childOf(value: Json | undefined, key: string | number): Json | undefined {
  if (isList(value)) return typeof key === "number" ? value[key] : undefined;
  return isObject(value) && typeof key === "string" && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(childOf, root);
}

/** A text that two values have in common if they are equal, whatever the order of their members. */
export function fingerprint(value: Json): string {
  return JSON.stringify(value, (_key, each: Json) => (isObject(each) ? Object.fromEntries(Object.entries(each).sort(byKey)) : each));
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/**
 * The value with copies of every list and object along a path, so that what is there can be changed in place. All that lies
 * beside the path is shared. What is in `own` is a copy already; new copies are put there.
 */
export function withOwnPath(value: Json, [key, ...rest]: Path, own: Set<unknown>): Json {
  if (!isList(value) && !isObject(value)) return value;
  const copy = (own.has(value) ? value : isList(value) ? [...value] : { ...value }) as Record<string | number, Json>;
  own.add(copy);
  const child = key === undefined ? undefined : childOf(copy, key);
  if (key !== undefined && child !== undefined) copy[key] = withOwnPath(child, rest, own);
  return copy;
}

import { diff } from "../client/index.ts";
import { match } from "../client/match.ts";
import { fingerprint, isList, isObject, type Json, type JsonObject, type Path } from "./json.ts";
import type { Json0Component, Json0Operation, TextEdit } from "./json0.ts";

/**
 * The difference of two JSON values as one operation, as fine as the type allows: members of objects by their keys, elements of lists by what
 * is equal or has moved, texts by their characters, and whole numbers by what was added.
 */
export function diffJson(before: Json, after: Json, path: Path = []): Json0Operation {
  if (isObject(before) && isObject(after)) return diffObjects(before, after, path);
  if (isList(before) && isList(after)) return diffLists(before, after, path);
  if (typeof before === "string" && typeof after === "string") return diffTexts(before, after, path);
  if (before === after) return [];
  if (Number.isSafeInteger(before) && Number.isSafeInteger(after) && typeof before === "number" && typeof after === "number") return [{ p: path, na: after - before }];
  return [replacement(path, before, after)];
}

/** What puts a value in the place of another. */
export function replacement(path: Path, before: Json, after: Json): Json0Component {
  return typeof path.at(-1) === "number" ? { p: path, ld: before, li: after } : { p: path, od: before, oi: after };
}

function diffObjects(before: JsonObject, after: JsonObject, path: Path): Json0Operation {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...gone.map((key): Json0Component => ({ p: [...path, key], od: before[key] as Json })),
    ...Object.entries(after).flatMap(([key, value]): Json0Operation => {
      const p = [...path, key];
      return Object.hasOwn(before, key) ? diffJson(before[key] as Json, value, p) : [{ p, oi: value }];
    }),
  ];
}

/** Takes away what is gone, puts what stayed and what is new in their places, and then goes into what has changed. */
function diffLists(before: readonly Json[], after: readonly Json[], path: Path): Json0Operation {
  const { sources, kept } = pairUp(before, after);
  const components: Json0Component[] = [];
  const used = new Set(sources);
  for (let i = before.length - 1; i >= 0; i--) {
    if (!used.has(i)) components.push({ p: [...path, i], ld: before[i] as Json });
  }
  const current: (number | undefined)[] = [...before.keys()].filter((i) => used.has(i));
  const move = (from: number, to: number): void => {
    components.push({ p: [...path, from], lm: to });
    current.splice(to, 0, ...current.splice(from, 1));
  };
  for (const [j, source] of sources.entries()) {
    // What is not in its order is put aside, at the end.
    for (let here = current[j]; here !== undefined && here !== source && !kept.has(here) && current.indexOf(source, j) > j; here = current[j]) move(j, current.length - 1);
    if (source === undefined) {
      components.push({ p: [...path, j], li: after[j] as Json });
      current.splice(j, 0, undefined);
    } else if (current[j] !== source) {
      move(current.indexOf(source, j), j);
    }
  }
  return [...components, ...sources.flatMap((source, j) => (source === undefined ? [] : diffJson(before[source] as Json, after[j] as Json, [...path, j])))];
}

/** Where the elements of a list come from. */
interface Pairs {
  /** For each element of the new list its index in the old one; undefined if it is new. */
  readonly sources: readonly (number | undefined)[];
  /** The indexes in the old list of what is in order. */
  readonly kept: ReadonlySet<number>;
}

/** Finds the elements that stayed, then those that moved; what is left in one place is taken to be the same, changed. */
function pairUp(before: readonly Json[], after: readonly Json[]): Pairs {
  const [old, fresh] = [before.map(fingerprint), after.map(fingerprint)];
  const sources = Array<number | undefined>(after.length).fill(undefined);
  const kept = new Set<number>();
  const hunks = hunksOf(old, fresh);
  for (const { taken, given, length } of hunks.filter(({ isEqual }) => isEqual)) {
    for (let n = 0; n < length; n++) {
      sources[given + n] = taken + n;
      kept.add(taken + n);
    }
  }
  const free = new Map<string, number[]>();
  for (const [i, each] of old.entries()) if (!kept.has(i)) free.set(each, [...(free.get(each) ?? []), i]);
  for (const [j, each] of fresh.entries()) sources[j] ??= free.get(each)?.shift();
  const used = new Set(sources);
  for (const { taken, given, length } of hunks) {
    for (let n = 0; n < length; n++) {
      if (sources[given + n] !== undefined || used.has(taken + n)) continue;
      sources[given + n] = taken + n;
      kept.add(taken + n);
    }
  }
  return { sources, kept };
}

/** Stretches of the two lists that lie at each other's place: `length` elements from `taken`, and from `given` on. */
function hunksOf(old: readonly string[], fresh: readonly string[]): { taken: number; given: number; length: number; isEqual: boolean }[] {
  let [taken, given] = [0, 0];
  return match(old, fresh).map((hunk) => {
    const [removed, added] = typeof hunk === "number" ? [hunk, hunk] : [hunk.removed, hunk.added];
    [taken, given] = [taken + removed, given + added];
    return { taken: taken - removed, given: given - added, length: Math.min(removed, added), isEqual: typeof hunk === "number" };
  });
}

function diffTexts(before: string, after: string, path: Path): Json0Operation {
  let position = 0;
  const edits = diff(before, after).flatMap((component): TextEdit[] => {
    const p = position;
    if (typeof component === "object") return [{ p, d: String(component.d) }];
    position += typeof component === "string" ? component.length : component;
    return typeof component === "string" ? [{ p, i: component }] : [];
  });
  return edits.length === 0 ? [] : [{ p: path, t: "text0", o: edits }];
}

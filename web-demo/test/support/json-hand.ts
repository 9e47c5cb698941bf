import type { Selection } from "../../src/client/index.ts";
import type { Json, Json0Component, Json0Operation, Path } from "../../src/ottypes/index.ts";
import { isList, isObject } from "../../src/ottypes/json.ts";
import type { Hand } from "./hands.ts";
import { boundary, stretch } from "./places.ts";
import type { Random } from "./random.ts";
import { json } from "./types.ts";

interface Place {
  readonly path: Path;
  readonly value: Json;
}

/** Edits a JSON document all over: members, elements, numbers and texts, in one step or several. */
export class JsonHand implements Hand<Json, Json0Operation> {
  readonly type = json;
  readonly initial: Json0Operation = [{ p: [], oi: { title: "", count: 0, list: [], board: { a: "", b: [1, 2] } } }];

  edit(random: Random, snapshot: Json, mark: string, deletes: boolean): Json0Operation {
    const first = [step(random, snapshot, mark, deletes)];
    if (!random.chance(0.3)) return first;
    return [...first, step(random, this.type.apply(snapshot, this.type.check(first, snapshot)), undefined, deletes)];
  }

  place(random: Random, snapshot: Json): Selection | undefined {
    const texts = places(snapshot).filter(({ value }) => typeof value === "string");
    if (texts.length === 0) return undefined;
    const { path, value } = random.pick(texts);
    return { path, anchor: boundary(random, String(value)), head: boundary(random, String(value)) };
  }
}

function places(value: Json, path: Path = []): readonly Place[] {
  const below = isList(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return [{ path, value }, ...below.flatMap(([key, child]) => places(child, [...path, key]))];
}

/** @param mark to be put in; if undefined, nothing new is */
function step(random: Random, document: Json, mark: string | undefined, deletes: boolean): Json0Component {
  const all = places(document);
  const { path, value } = random.pick(all);
  if (deletes && path.length > 0 && random.chance(0.25)) return remove(random, path, value, mark);
  if (typeof value === "number") return { p: path, na: random.below(9) - 4 };
  if (isList(value) && value.length > 0 && (mark === undefined || random.chance(0.3))) {
    return { p: [...path, random.below(value.length)], lm: random.below(value.length) };
  }
  if (mark === undefined) return { p: ["count"], ...(deletes ? { oi: random.below(100) } : { na: 1 }) };
  if (typeof value === "string") return { p: path, t: "text0", o: [{ p: boundary(random, value), i: mark }] };
  const fresh = random.pick<Json>([mark, [mark], { [mark.slice(0, 40)]: random.below(5) }, { text: mark, list: [] }]);
  if (isList(value)) return { p: [...path, random.below(value.length + 1)], li: fresh };
  if (!isObject(value)) return { p: [`k${mark.slice(0, 40)}`], oi: 0 };
  return { p: [...path, deletes ? random.pick(["a", "b", "c", "title"]) : `key ${mark.slice(0, 40)}`], oi: deletes ? fresh : random.below(9) };
}

function remove(random: Random, path: Path, value: Json, mark: string | undefined): Json0Component {
  if (typeof value === "string" && random.chance(0.5)) {
    const [from, to] = stretch(random, value, true);
    if (from < to) return { p: path, t: "text0", o: [{ p: from, d: value.slice(from, to) }] };
  }
  const isElement = typeof path.at(-1) === "number";
  const fresh: Json = mark ?? { n: 1 };
  if (random.chance(0.5)) return isElement ? { p: path, ld: value, li: fresh } : { p: path, od: value, oi: fresh };
  return isElement ? { p: path, ld: value } : { p: path, od: value };
}

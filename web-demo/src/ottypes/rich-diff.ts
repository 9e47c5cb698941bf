import { diff } from "../client/index.ts";
import { fingerprint, type Json } from "./json.ts";
import type { DeltaComponent } from "./rich-text.ts";

type Attributes = Readonly<Record<string, unknown>>;

/** Stands for an embed where only the text of a document matters. */
const EMBED = "\ufffc";

/**
 * The difference of two documents: that of their texts, and of the attributes of what they share. Unlike the difference that comes with
 * deltas it never parts a surrogate pair, and its cost is bounded for documents that have little in common. Not in canonical form.
 */
export function diffRich(before: readonly DeltaComponent[], after: readonly DeltaComponent[]): DeltaComponent[] {
  const [old, fresh] = [new Reader(before), new Reader(after)];
  const components: DeltaComponent[] = [];
  for (const part of [...diff(textOf(before), textOf(after)), Infinity]) {
    if (typeof part === "string") components.push(...fresh.take(part.length));
    else if (typeof part === "object") components.push(...old.take(String(part.d).length).map(removal));
    else components.push(...keep(old, fresh, part));
  }
  return components;
}

/** What becomes of so many units whose text stays. */
function keep(old: Reader, fresh: Reader, units: number): DeltaComponent[] {
  const components: DeltaComponent[] = [];
  for (let left = units; left > 0; ) {
    const length = Math.min(old.ahead(), fresh.ahead(), left);
    if (length === 0) break;
    left -= length;
    const [from] = old.take(length);
    const [to] = fresh.take(length);
    if (from === undefined || to === undefined) break;
    if (fingerprint(from.insert as Json) !== fingerprint(to.insert as Json)) components.push(to, removal(from));
    else components.push(retain(length, diffAttributes(from.attributes ?? {}, to.attributes ?? {})));
  }
  return components;
}

function retain(length: number, attributes: Record<string, unknown>): DeltaComponent {
  return Object.keys(attributes).length === 0 ? { retain: length } : { retain: length, attributes };
}

function removal(component: DeltaComponent): DeltaComponent {
  return { delete: lengthOf(component) };
}

/** What makes the one the other: null takes an attribute away. */
function diffAttributes(before: Attributes, after: Attributes): Record<string, unknown> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => fingerprint((before[name] ?? null) as Json) !== fingerprint((after[name] ?? null) as Json));
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]));
}

function textOf(components: readonly DeltaComponent[]): string {
  return components.map(({ insert }) => (typeof insert === "string" ? insert : EMBED)).join("");
}

function lengthOf({ insert }: DeltaComponent): number {
  return typeof insert === "string" ? insert.length : 1;
}

/** Hands out a document from its start. */
class Reader {
  #index = 0;
  #offset = 0;

  constructor(private readonly components: readonly DeltaComponent[]) {}

  /** How many units the next component has left; 0 at the end. */
  ahead(): number {
    const component = this.components[this.#index];
    return component === undefined ? 0 : lengthOf(component) - this.#offset;
  }

  /** Takes so many units, of one component or several. */
  take(units: number): DeltaComponent[] {
    const taken: DeltaComponent[] = [];
    for (let left = units; left > 0; ) {
      const component = this.components[this.#index];
      if (component === undefined) break;
      const length = Math.min(left, this.ahead());
      const { insert } = component;
      taken.push(typeof insert === "string" ? { ...component, insert: insert.slice(this.#offset, this.#offset + length) } : component);
      left -= length;
      this.#offset += length;
      if (this.ahead() > 0) continue;
      this.#index += 1;
      this.#offset = 0;
    }
    return taken;
  }
}

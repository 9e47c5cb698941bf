/** What an editor can show of a document, which may hold what only other programs know. */
import type Quill from "quill";
import type { AttributeMap, Op } from "quill";
import type { Delta } from "./deltas.ts";

/** Stands for an embed the editor does not know. */
const UNKNOWN_EMBED = "\ufffc";
/** Stands for a carriage return, which the editor would take for the end of a line. */
const RETURN = "\u240d";

/**
 * The formats of one editor.
 *
 * A line is of one kind there: heading, list, quotation, code. In a document it can be of several, when two users format it at once; of
 * these the first in the order of their names is shown, in every window.
 */
export class Formats {
  readonly #quill: Quill;

  constructor(quill: Quill) {
    this.#quill = quill;
  }

  /** The operation, or the document, as the editor takes it: as long, unit by unit. */
  shown(ops: readonly Op[]): Op[] {
    return ops.map((op) => {
      const { insert } = op;
      if (insert === undefined) return op;
      const attributes = op.attributes && shownKind(op.attributes, this.#kindsIn(op.attributes));
      const shown = typeof insert === "string" ? insert.replaceAll("\r", RETURN) : this.#knows(insert) ? insert : UNKNOWN_EMBED;
      return { insert: shown, ...(attributes && { attributes }) };
    });
  }

  /** What is to be formatted in the editor so that lines an operation touched and that are of several kinds now look the same everywhere. */
  settled(operation: Delta, after: Delta): Op[] {
    return this.#alongTouched(operation, after, (attributes) => {
      const kinds = this.#kindsIn(attributes);
      return kinds.length < 2 ? undefined : withoutAll(kinds.slice(1), { [String(kinds[0])]: attributes[String(kinds[0])] });
    });
  }

  /** What the user's operation has to take away besides: kinds of lines that were not shown when the user set another. */
  overridden(operation: Delta, after: Delta): Op[] {
    return this.#alongTouched(operation, after, (attributes, set) => {
      const kinds = this.#kindsIn(set);
      const hidden = this.#kindsIn(attributes).filter((kind) => !kinds.includes(kind));
      return kinds.length === 0 || hidden.length === 0 ? undefined : withoutAll(hidden, {});
    });
  }

  /** @param change what becomes of the attributes of a stretch; `set` are those the operation sets or removes there */
  #alongTouched(operation: Delta, after: Delta, change: (attributes: AttributeMap, set: AttributeMap) => AttributeMap | undefined): Op[] {
    const result: Op[] = [];
    let position = 0;
    for (const { delete: deleted, insert, retain, attributes: set } of operation.ops) {
      if (deleted !== undefined) continue;
      const length = typeof insert === "string" ? insert.length : typeof retain === "number" ? retain : 1;
      const isTouched = set !== undefined && this.#kindsIn(set).length > 0;
      for (const stretch of isTouched ? stretchesOf(after, position, length) : [{ length, attributes: {} }]) {
        const attributes = isTouched ? change(stretch.attributes, set) : undefined;
        result.push(attributes ? { retain: stretch.length, attributes } : { retain: stretch.length });
      }
      position += length;
    }
    while (result.length > 0 && result.at(-1)?.attributes === undefined) result.pop();
    return result;
  }

  /** The kinds of line among attributes, in the order of their names. */
  #kindsIn(attributes: AttributeMap): string[] {
    const block = this.#quill.scroll.query("block");
    return Object.keys(attributes)
      .filter((name) => {
        const format = this.#quill.scroll.query(name);
        return format !== null && "blotName" in format && block !== null && "blotName" in block && format.scope === block.scope;
      })
      .sort();
  }

  #knows(embed: Readonly<Record<string, unknown>>): boolean {
    return Object.keys(embed).length === 1 && Object.keys(embed).every((name) => this.#quill.scroll.query(name) !== null);
  }
}

function stretchesOf(document: Delta, start: number, length: number): { length: number; attributes: AttributeMap }[] {
  return document.slice(start, start + length).ops.map(({ insert, attributes = {} }) => ({ length: typeof insert === "string" ? insert.length : 1, attributes }));
}

function shownKind(attributes: AttributeMap, [, ...hidden]: readonly string[]): AttributeMap {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !hidden.includes(name)));
}

function withoutAll(kinds: readonly string[], attributes: AttributeMap): AttributeMap {
  return { ...Object.fromEntries(kinds.map((kind) => [kind, null])), ...attributes };
}

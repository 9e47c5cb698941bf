/** Documents of each sequence type as characters, each typed once: what undo has to do can be said without operations. */
import type Delta from "quill-delta";
import type { DocumentType, TextOperation } from "../../src/client/index.ts";
import { OperationBuilder } from "../../src/client/operation.ts";
import { textType } from "../../src/client/text-type.ts";
import type { Json, Json0Operation, UnicodeOperation } from "../../src/ottypes/index.ts";
import { deltas, json, unicodeText } from "./types.ts";

/** How documents of a type are characters. Places and lengths count characters. */
export interface Characters<S, O> {
  readonly name: string;
  readonly type: DocumentType<S, O>;
  document(characters: readonly string[]): S;
  characters(document: S): readonly string[];
  /** The operation that puts characters in the place of others. */
  replace(document: S, at: number, deleted: number, inserted: readonly string[]): O;
}

function unitsOf(characters: readonly string[]): number {
  return characters.join("").length;
}

const text: Characters<string, TextOperation> = {
  name: "text",
  type: textType,
  document: (characters) => characters.join(""),
  characters: (document) => [...document],
  replace: (document, at, deleted, inserted) => {
    const all = [...document];
    const components = [unitsOf(all.slice(0, at)), inserted.join(""), { d: all.slice(at, at + deleted).join("") }];
    return components.reduce((operation: OperationBuilder, each) => operation.add(each), new OperationBuilder()).build();
  },
};

const unicode: Characters<string, UnicodeOperation> = {
  name: "text-unicode",
  type: unicodeText,
  document: (characters) => characters.join(""),
  characters: (document) => [...document],
  replace: (document, at, deleted, inserted) => unicodeText.check([at, inserted.join(""), { d: deleted }], document),
};

const rich: Characters<Delta, Delta> = {
  name: "rich-text",
  type: deltas,
  document: (characters) => deltas.decodeSnapshot(characters.length === 0 ? [] : [{ insert: characters.join("") }]),
  characters: ({ ops }) => [...ops.map(({ insert }) => String(insert)).join("")],
  replace: (document, at, deleted, inserted) => {
    const all = rich.characters(document);
    return deltas.decode([{ retain: unitsOf(all.slice(0, at)) }, { insert: inserted.join("") }, { delete: unitsOf(all.slice(at, at + deleted)) }]);
  },
};

/** A list with a character in each element. */
const list: Characters<Json, Json0Operation> = {
  name: "json0 list",
  type: json,
  document: (characters) => [...characters],
  characters: (document) => document as readonly string[],
  replace: (document, at, deleted, inserted) => [
    ...(document as readonly Json[]).slice(at, at + deleted).map((ld) => ({ p: [at], ld })),
    ...inserted.map((li, index) => ({ p: [at + index], li })),
  ],
};

/** A text inside a document. */
const member: Characters<Json, Json0Operation> = {
  name: "json0 text",
  type: json,
  document: (characters) => ({ text: characters.join("") }),
  characters: (document) => [...(document as { text: string }).text],
  replace: (document, at, deleted, inserted) => {
    const all = member.characters(document);
    const p = unitsOf(all.slice(0, at));
    const [d, i] = [all.slice(at, at + deleted).join(""), inserted.join("")];
    const edits = [...(d === "" ? [] : [{ p, d }]), ...(i === "" ? [] : [{ p, i }])];
    return edits.length === 0 ? [] : [{ p: ["text"], t: "text0", o: edits }];
  },
};

export const SEQUENCES: readonly Characters<any, any>[] = [text, unicode, rich, list, member];

import json0Type from "ot-json0";
import unicodeType from "ot-text-unicode";
import Delta from "quill-delta";
import type { DocumentType } from "../../src/client/document-type.ts";
import { textType } from "../../src/client/text-type.ts";
import { json0, richText, textUnicode } from "../../src/ottypes/index.ts";

export const unicodeText = textUnicode(unicodeType.type);
export const deltas = richText(Delta);
export const json = json0(json0Type.type);

/** Every type, by its name. */
export const TYPES: ReadonlyMap<string, DocumentType<any, any>> = new Map(
  [textType, unicodeText, deltas, json].map((type: DocumentType<any, any>) => [type.name, type]),
);

/** The type of that name. */
export function typeOf(name: string): DocumentType<any, any> {
  const type = TYPES.get(name);
  if (type === undefined) throw new Error(`there is no such type, name=${name}`);
  return type;
}

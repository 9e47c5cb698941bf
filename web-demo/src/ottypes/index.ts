/**
 * Document types beside plain text. Each takes what a package of the field exports, so that there is one implementation in a program:
 * {@link richText} `quill-delta` or `rich-text`, {@link json0} `ot-json0`, {@link textUnicode} `ot-text-unicode`.
 * {@link fromOttype} makes a type of any other such package, if the server has it.
 *
 * @packageDocumentation
 */
export { fromOttype, type Missing, type Ottype } from "./ottype.ts";
export type { Json, Path } from "./json.ts";
export { json0, type Json0Component, type Json0Operation, type Json0Ottype, type TextEdit } from "./json0.ts";
export { richText, type DeltaComponent, type DeltaLike } from "./rich-text.ts";
export { textUnicode, type UnicodeComponent, type UnicodeOperation, type UnicodeOttype } from "./text-unicode.ts";

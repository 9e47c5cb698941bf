/** Surrogate pairs: the two UTF-16 code units of one character. No operation may part them. */

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const LONE_SURROGATES = new RegExp(LONE_SURROGATE, "g");

/** Returns whether a text holds half of a surrogate pair. */
export function hasLoneSurrogate(text: string): boolean {
  return LONE_SURROGATE.test(text);
}

/** Returns the text with U+FFFD in place of every half of a surrogate pair. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATES, "\ufffd");
}

/** Returns whether a boundary at `position` would part the two halves of a surrogate pair. */
export function splitsPair(document: string, position: number): boolean {
  return isHighSurrogate(document.charCodeAt(position - 1)) && isLowSurrogate(document.charCodeAt(position));
}

export function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

export function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

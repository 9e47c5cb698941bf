/** Surrogate pairs: the two UTF-16 code units of one character. No operation may part them. */

/** Returns whether a text holds half of a surrogate pair. */
export function hasLoneSurrogate(text: string): boolean {
  return !text.isWellFormed();
}

/** Returns the text with U+FFFD in place of every half of a surrogate pair. */
export function wellFormed(text: string): string {
  return text.toWellFormed();
}

/** Returns whether a boundary at `position` would part the two halves of a surrogate pair. */
export function splitsPair(document: string, position: number): boolean {
  return isHighSurrogate(document.charCodeAt(position - 1)) && isLowSurrogate(document.charCodeAt(position));
}

export function isHighSurrogate(unit: number): boolean {
  return unit >> 10 === 0xd800 >> 10;
}

export function isLowSurrogate(unit: number): boolean {
  return unit >> 10 === 0xdc00 >> 10;
}

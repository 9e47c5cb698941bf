/** A text as a field shows it: as long, unit by unit, though a field cannot hold every character. */

/** Stands for a carriage return, which a field takes for the end of a line. */
const RETURN = "\u240d";
/** Stands for the end of a line in a field that has only one. */
const LINE_END = "\u21b5";

export function visible(text: string, hasLines: boolean): string {
  const withoutReturns = text.includes("\r") ? text.replaceAll("\r", RETURN) : text;
  return hasLines ? withoutReturns : withoutReturns.replaceAll("\n", LINE_END);
}

/** What the documents that are measured hold: a hundred lines. */
export const TEXT = "x".repeat(80).concat("\n").repeat(100);

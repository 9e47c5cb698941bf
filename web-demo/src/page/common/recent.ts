/** The documents this browser's user had open, newest first. On a server with accounts each user has a list. */
import { user } from "./account.ts";
import { isDocumentId, type Kind } from "./address.ts";
import { recall, remember } from "./store.ts";

export interface Recent {
  readonly id: string;
  /** The page that shows it. */
  readonly kind: Kind;
  /** The language of code; empty for plain text, and for what is no text. */
  readonly language: string;
  /** How it begins, in one line. */
  readonly excerpt: string;
  /** When it was seen last, in milliseconds since 1970. */
  readonly when: number;
}

const MAX_RECENT = 40;
const MAX_EXCERPT = 120;

export function recentDocuments(): readonly Recent[] {
  const kept = recall(key());
  return Array.isArray(kept) ? kept.filter(isRecent) : [];
}

/** The document was seen now. */
export function seen(document: Omit<Recent, "when">): void {
  const letters = [...document.excerpt.replace(/\s+/g, " ").trim()];
  const excerpt = letters.length > MAX_EXCERPT ? `${letters.slice(0, MAX_EXCERPT).join("")}…` : letters.join("");
  const others = recentDocuments().filter(({ id }) => id !== document.id);
  remember(key(), [{ ...document, excerpt, when: Date.now() }, ...others].slice(0, MAX_RECENT));
}

/** Takes a document off the list; it stays on the server. */
export function forget(id: string): void {
  remember(key(), recentDocuments().filter((each) => each.id !== id));
}

/** One list for those of whom nothing is known. */
function key(): string {
  const name = user();
  return name === undefined ? "stet.recent" : `stet.recent.${name}`;
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== "object" || value === null) return false;
  const { id, kind, language, excerpt, when } = value as Partial<Record<keyof Recent, unknown>>;
  const isKind = kind === "edit" || kind === "rich" || kind === "board";
  return isKind && typeof id === "string" && isDocumentId(id) && typeof language === "string" && typeof excerpt === "string" && typeof when === "number";
}

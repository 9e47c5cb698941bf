/** What goes wrong, in words, with what to do about it. */
import { HttpProblem } from "../../http/index.ts";

/** What a person is told; `again` if trying again may help. */
export interface Trouble {
  readonly words: string;
  readonly code: string;
  readonly again: boolean;
}

const WORDS: Readonly<Record<string, string>> = {
  unreachable: "The server cannot be reached. Check your connection.",
  bad_answer: "Something between here and the server answered in its place. Check your connection.",
  unauthenticated: "You are not signed in, or no longer.",
  forbidden: "You may not do this with this document. Ask its owner for a link that lets you.",
  doc_not_found: "There is no such document. Check the link, or open it to begin one.",
  doc_deleted: "This document was deleted.",
  history_too_long: "Too many edits lie between the two moments to compare them at once. Choose one that is nearer.",
  revision_squashed: "This moment was tidied up: of old edits only the end of each stretch is kept. Choose another moment.",
  version_exists: "Another moment has this name already. Choose another name.",
  document_too_large: "The document would become longer than the server takes.",
  operation_too_large: "This changes more at once than the server takes. Choose a moment that is nearer.",
  rate_limited: "That was too much at once. Wait a moment.",
  overloaded: "The server has too much to do. Wait a moment.",
  draining: "The server restarts. Wait a moment.",
  document_unavailable: "The document cannot be read from storage now. Wait a moment.",
  storage_unavailable: "The server cannot store anything now. Wait a moment.",
};

/** Says what went wrong. What is no problem of a request is one of the page: it is thrown on. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof HttpProblem)) throw error;
  return { words: WORDS[error.code] ?? `The server did not do this: ${error.message}.`, code: error.code, again: error.mayPass };
}

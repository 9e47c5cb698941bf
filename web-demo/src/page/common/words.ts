/** What goes wrong over HTTP, in words, with what to do about it. */
import { HttpProblem } from "../../http/index.ts";

/** What a person is told; `again` if trying again may help. */
export interface Trouble {
  readonly words: string;
  readonly code: string;
  readonly again: boolean;
}

/** Words by the codes of problems. */
export type Words = Readonly<Record<string, string>>;

const WORDS: Words = {
  unreachable: "The server cannot be reached. Check your connection, and try again in a moment.",
  bad_answer: "Something between here and the server answered in its place. Check your connection.",
  unauthenticated: "You are not signed in, or no longer.",
  forbidden: "You may not do this with this document. Ask its owner for a link that lets you.",
  doc_not_found: "There is no such document. Check the link, or open it to begin one.",
  doc_deleted: "This document was deleted.",
  history_too_long: "Too many edits lie between the two moments to compare them at once. Choose one that is nearer.",
  revision_squashed: "This moment was tidied up: of old edits only the end of each stretch is kept. Choose another moment.",
  version_exists: "Another moment has this name already. Choose another name.",
  no_such_version: "Somebody removed this name meanwhile.",
  document_too_large: "The document would become longer than the server takes.",
  operation_too_large: "This changes more at once than the server takes. Choose a moment that is nearer.",
  rate_limited: "That was too much at once. Wait a moment, and try again.",
  overloaded: "The server has too much to do. Wait a moment, and try again.",
  draining: "The server restarts. Wait a moment, and try again.",
  document_unavailable: "The document cannot be read from storage now. Wait a moment, and try again.",
  storage_unavailable: "The server cannot store anything now. Wait a moment, and try again.",
  identity_unavailable: "The server cannot check now who you are. Wait a moment, and try again.",
};

/**
 * Says what went wrong. What is no problem of a request is one of the page: it is thrown on.
 *
 * @param here what is said in other words at this place
 */
export function troubleOf(error: unknown, here: Words = {}): Trouble {
  if (!(error instanceof HttpProblem)) throw error;
  const words = here[error.code] ?? WORDS[error.code] ?? `The server did not do this: ${error.message}.`;
  return { words, code: error.code, again: error.mayPass };
}

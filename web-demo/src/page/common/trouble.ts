/** What goes wrong with an open document for good, in words, with what to do about it. */
import type { DocumentStatus, Rejection, StetDocument } from "../../client/index.ts";
import { HttpProblem } from "../../http/index.ts";
import { addressOf, kindOf, startAddress } from "./address.ts";
import { hideBanner, showBanner, type Action } from "./banner.ts";
import { copyAction } from "./clipboard.ts";
import { attempt, overHttp } from "./server.ts";
import { troubleOf } from "./words.ts";

const reload: Action = { label: "Reload", run: () => location.reload() };
const start: Action = { label: "All documents", run: () => location.assign(startAddress()) };

type Failure = Extract<DocumentStatus, { name: "failed" }>;

/** What a person is told, and what can be done. */
interface Told {
  readonly words: string;
  readonly actions: readonly Action[];
}

/** How documents and operations of a type are told in plain text. */
export interface PlainText<S, O> {
  /** The whole document. */
  textOf(snapshot: S): string;
  /** What a person would copy of an operation that was taken back; empty if there is nothing. */
  textWritten(operation: O): string;
}

/** The address names something that cannot be a document. */
export function badAddress(): void {
  showBanner("This link does not name a document. A name has at most 128 letters, digits, or any of . _ ~ - in it.", [start]);
}

/**
 * Shows a banner when the document stops, or the server takes an edit back. A document of another type is shown by the page of that type.
 *
 * @param signIn lets the user sign in as somebody else
 */
export function watchTrouble<S, O>(stet: StetDocument<S, O>, plain: PlainText<S, O>, signIn: () => void): void {
  stet.on("status", (status) => {
    if (status.name !== "failed") return;
    if (status.code === "doc_type_mismatch") attempt(goToItsPage(stet.id), (words) => showBanner(words, [reload, start]));
    else showFailure(stet, status, plain, signIn);
  });
  watchRejections(stet, plain);
}

async function goToItsPage(id: string): Promise<void> {
  const { docType } = await overHttp(id).about();
  location.replace(addressOf(kindOf(docType), id));
}

function showFailure<S, O>(stet: StetDocument<S, O>, failure: Failure, plain: PlainText<S, O>, signIn: () => void): void {
  const { words, actions } = failureOf(stet.id, failure, signIn);
  if (failure.unacknowledged === 0) showBanner(words, actions);
  else showBanner(`${words} Your last edits are not saved: copy the text before you go.`, [copyAction("Copy the text", plain.textOf(stet.snapshot)), ...actions]);
}

function failureOf(id: string, { code, message }: Failure, signIn: () => void): Told {
  switch (code) {
    case "forbidden":
      return {
        words: "You may not open this document, or there is none of this name. Ask its owner for a link, or sign in as somebody else.",
        actions: [{ label: "Sign in", run: signIn }, start],
      };
    case "doc_deleted":
      return { words: "This document was deleted. Its owner can bring it back.", actions: [bringBack(id), start] };
    case "doc_not_found":
      return { words: "There is no such document. Look at the name in the link again.", actions: [start] };
    case "closed_4009":
      return { words: "Another window took over this connection, so this one stopped. Reload to go on here.", actions: [reload] };
    case "closed_1009":
      return { words: "Something you wrote is too long to be sent at once. Reload, and paste it in pieces.", actions: [reload] };
    default:
      return { words: `The server refused this document: ${message}.`, actions: [reload, start] };
  }
}

/** Undoes that a document was deleted. */
export function bringBack(id: string): Action {
  const run = async (): Promise<void> => {
    try {
      await overHttp(id).undelete();
      location.reload();
    } catch (error) {
      showBanner(troubleOf(error, { forbidden: "Only an owner of this document can bring it back." }).words, [...(error instanceof HttpProblem && error.mayPass ? [bringBack(id)] : []), start]);
    }
  };
  return { label: "Bring it back", run: () => void run() };
}

/** Keeps what was taken back until the user has seen it: several edits may be refused in a row. */
function watchRejections<S, O>(stet: StetDocument<S, O>, plain: PlainText<S, O>): void {
  let written: string[] = [];
  const dismiss: Action = {
    label: "Dismiss",
    run: () => {
      written = [];
      hideBanner("rejection");
    },
  };
  stet.on("rejected", (rejection) => {
    const text = plain.textWritten(rejection.operation);
    if (text !== "") written.push(text);
    const actions = written.length === 0 ? [dismiss] : [copyAction("Copy what you wrote", written.join("\n")), dismiss];
    showBanner(`${whyRejected(rejection)} ${written.length > 1 ? "Your edits were" : "The edit was"} taken back.`, actions, "rejection");
  });
}

function whyRejected<O>({ code, message }: Rejection<O>): string {
  switch (code) {
    case "document_too_large":
      return "The document is as long as it may become.";
    case "forbidden":
      return "You may not change this document any more.";
    default:
      return `The server did not take your last edit: ${message}.`;
  }
}

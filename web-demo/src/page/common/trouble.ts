/** What goes wrong for good, in words, with what to do about it. */
import type { DocumentStatus, Rejection, StetDocument } from "../../client/index.ts";
import { addressOf, kindOf, startAddress } from "./address.ts";
import { ask, askAbout, attempt } from "./api.ts";
import { hideBanner, showBanner, type Action } from "./banner.ts";
import { copy } from "./clipboard.ts";

const reload: Action = { label: "Reload", run: () => location.reload() };
const start: Action = { label: "All documents", run: () => location.assign(startAddress()) };
const dismiss: Action = { label: "Dismiss", run: hideBanner };

type Failure = Extract<DocumentStatus, { name: "failed" }>;

/** What a person is told, and what can be done. */
interface Trouble {
  readonly words: string;
  readonly actions: readonly Action[];
}

/** The address names something that cannot be a document. */
export function badAddress(): void {
  showBanner("This link does not name a document. A name has at most 128 letters, digits, or any of . _ ~ - in it.", [start]);
}

/**
 * Shows a banner when the document stops, or the server takes an edit back. A document of another type is shown by the page of that type.
 *
 * @param textOf what a person would copy of an operation that was taken back; empty if there is nothing
 * @param signIn lets the user sign in as somebody else
 */
export function watchTrouble<S, O>(stet: StetDocument<S, O>, textOf: (operation: O) => string, signIn: () => void): void {
  stet.on("status", (status) => {
    if (status.name !== "failed") return;
    if (status.code === "doc_type_mismatch") attempt(goToItsPage(stet.id, status), (words) => showBanner(words, [reload, start]));
    else showFailure(stet, status, signIn);
  });
  stet.on("rejected", (rejection) => showRejection(rejection, textOf(rejection.operation)));
}

async function goToItsPage(id: string, failure: Failure): Promise<void> {
  const { docType } = await askAbout(id);
  if (docType === "") showBanner(troubleOf(id, failure, dismiss.run).words, [start]);
  else location.replace(addressOf(kindOf(docType), id));
}

function showFailure<S, O>(stet: StetDocument<S, O>, failure: Failure, signIn: () => void): void {
  const { words, actions } = troubleOf(stet.id, failure, signIn);
  if (failure.unacknowledged === 0) {
    showBanner(words, actions);
    return;
  }
  const { snapshot } = stet;
  const copyIt: Action = { label: "Copy the text", run: () => void copy(typeof snapshot === "string" ? snapshot : JSON.stringify(snapshot)) };
  showBanner(`${words} Your last edits are not saved: copy the text before you go.`, [copyIt, ...actions]);
}

function troubleOf(id: string, { code, message }: Failure, signIn: () => void): Trouble {
  switch (code) {
    case "forbidden":
      return {
        words: "You may not open this document, or there is none of this name. Ask its owner for a link, or sign in as somebody else.",
        actions: [{ label: "Sign in", run: signIn }, start],
      };
    case "doc_deleted":
      return { words: "This document was deleted. Its owner can bring it back.", actions: [{ label: "Bring it back", run: () => attempt(bringBack(id), (words) => showBanner(words, [reload, start])) }, start] };
    case "doc_not_found":
      return { words: "There is no such document. Look at the name in the link again.", actions: [start] };
    case "doc_type_mismatch":
      return { words: "This document is of another kind, so it cannot be shown here.", actions: [start] };
    case "closed_4009":
      return { words: "Another window took over this connection, so this one stopped. Reload to go on here.", actions: [reload] };
    case "closed_1009":
      return { words: "Something you wrote is too long to be sent at once. Reload, and paste it in pieces.", actions: [reload] };
    default:
      return { words: `The server refused this document: ${message}.`, actions: [reload, start] };
  }
}

async function bringBack(id: string): Promise<void> {
  const { status } = await ask(id, "/undelete", { method: "POST" });
  if (status < 300) location.reload();
  else showBanner("Only an owner of this document can bring it back.", [start]);
}

function showRejection<O>({ code, message }: Rejection<O>, text: string): void {
  const copyIt: Action = { label: "Copy what you wrote", run: () => void copy(text) };
  showBanner(`${whyRejected(code, message)} The edit was taken back.`, text === "" ? [dismiss] : [copyIt, dismiss]);
}

function whyRejected(code: string, message: string): string {
  switch (code) {
    case "document_too_large":
      return "The document is as long as it may become.";
    case "forbidden":
      return "You may not change this document any more.";
    default:
      return `The server did not take your last edit: ${message}.`;
  }
}

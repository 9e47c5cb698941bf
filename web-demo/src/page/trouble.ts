/** What goes wrong for good, in words, with what to do about it. */
import type { DocumentStatus, Rejection, StetDocument, TextOperation } from "../client/index.ts";
import { hideBanner, showBanner, type Action } from "./banner.ts";
import { copy } from "./share.ts";

const reload: Action = { label: "Reload", run: () => location.reload() };
const startNew: Action = { label: "New document", run: () => location.assign("./") };
const dismiss: Action = { label: "Dismiss", run: hideBanner };

/** The address names something that cannot be a document. */
export function badAddress(): void {
  showBanner("This link does not name a document. A name has at most 128 letters, digits, or any of . _ ~ - in it.", [startNew]);
}

/** Shows a banner when the document stops, or the server takes an edit back. */
export function watchTrouble(stet: StetDocument): void {
  stet.on("status", (status) => {
    if (status.name === "failed") showFailure(stet, status);
  });
  stet.on("rejected", showRejection);
}

function showFailure(stet: StetDocument, { code, message, unacknowledged }: Extract<DocumentStatus, { name: "failed" }>): void {
  const lost = unacknowledged === 0 ? "Everything you wrote is saved." : "Your last edits are not saved: copy the text before you reload.";
  const copyText: Action = { label: "Copy the text", run: () => void copy(stet.text) };
  showBanner(`${reasons[code] ?? `The server refused this document: ${message}.`} ${lost}`, unacknowledged === 0 ? [reload] : [copyText, reload]);
}

const reasons: Readonly<Record<string, string>> = {
  closed_4009: "Another window took over this connection, so this one stopped.",
  closed_1009: "Something you wrote is too long to be sent at once.",
  doc_type_mismatch: "This document is not plain text, so it cannot be shown here.",
  doc_not_found: "There is no such document.",
  doc_deleted: "This document was deleted.",
};

function showRejection({ code, message, operation }: Rejection): void {
  const why = code === "document_too_large" ? "The document is as long as it may become." : `The server did not take your last edit: ${message}.`;
  const text = insertedText(operation);
  const copyIt: Action = { label: "Copy what you wrote", run: () => void copy(text) };
  showBanner(`${why} The edit was taken back.`, text === "" ? [dismiss] : [copyIt, dismiss]);
}

function insertedText(operation: TextOperation): string {
  return operation.filter((component) => typeof component === "string").join("\n");
}

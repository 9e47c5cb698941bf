/** What goes wrong for good, in words, with what to do about it. */
import type { DocumentStatus, Rejection, StetDocument } from "../../client/index.ts";
import { startAddress } from "./address.ts";
import { hideBanner, showBanner, type Action } from "./banner.ts";
import { copy } from "./share.ts";

const reload: Action = { label: "Reload", run: () => location.reload() };
const start: Action = { label: "All documents", run: () => location.assign(startAddress()) };
const dismiss: Action = { label: "Dismiss", run: hideBanner };

/** The address names something that cannot be a document. */
export function badAddress(): void {
  showBanner("This link does not name a document. A name has at most 128 letters, digits, or any of . _ ~ - in it.", [start]);
}

/**
 * Shows a banner when the document stops, or the server takes an edit back.
 *
 * @param textOf what a person would copy of an operation that was taken back; empty if there is nothing
 */
export function watchTrouble<S, O>(stet: StetDocument<S, O>, textOf: (operation: O) => string): void {
  stet.on("status", (status) => {
    if (status.name === "failed") showFailure(stet, status);
  });
  stet.on("rejected", (rejection) => showRejection(rejection, textOf(rejection.operation)));
}

function showFailure<S, O>(stet: StetDocument<S, O>, { code, message, unacknowledged }: Extract<DocumentStatus, { name: "failed" }>): void {
  const { snapshot } = stet;
  const lost = unacknowledged === 0 ? "Everything you wrote is saved." : "Your last edits are not saved: copy the text before you reload.";
  const copyText: Action = { label: "Copy the text", run: () => void copy(typeof snapshot === "string" ? snapshot : JSON.stringify(snapshot)) };
  showBanner(`${reasons[code] ?? `The server refused this document: ${message}.`} ${lost}`, unacknowledged === 0 ? [reload] : [copyText, reload]);
}

const reasons: Readonly<Record<string, string>> = {
  closed_4009: "Another window took over this connection, so this one stopped.",
  closed_1009: "Something you wrote is too long to be sent at once.",
  doc_type_mismatch: "This document is of another kind, so it cannot be shown here.",
  doc_not_found: "There is no such document.",
  doc_deleted: "This document was deleted.",
};

function showRejection<O>({ code, message }: Rejection<O>, text: string): void {
  const why = code === "document_too_large" ? "The document is as long as it may become." : `The server did not take your last edit: ${message}.`;
  const copyIt: Action = { label: "Copy what you wrote", run: () => void copy(text) };
  showBanner(`${why} The edit was taken back.`, text === "" ? [dismiss] : [copyIt, dismiss]);
}

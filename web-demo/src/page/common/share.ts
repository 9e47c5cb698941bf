/** The share dialog: the link of the document, and for its owners who may do what. */
import { HttpProblem, type HttpDocument, type Share } from "../../http/index.ts";
import { copy } from "./clipboard.ts";
import { byId, say } from "./elements.ts";
import { overHttp } from "./server.ts";
import { showAccess } from "./share-access.ts";
import { showLinks } from "./share-links.ts";
import { carryOut } from "./share-rows.ts";

const FEEDBACK_MS = 2_000;

/** Lets the share button open the dialog. */
export function offerSharing(id: string): void {
  const dialog = byId<HTMLDialogElement>("share-dialog");
  byId("share").addEventListener("click", () => {
    showLink(linkWith(""));
    byId("share-words").textContent = byId("share-trouble").textContent = "";
    byId("share-owner").hidden = true;
    dialog.showModal();
    carryOut(showRights(overHttp(id)));
  });
  byId("share-close").addEventListener("click", () => dialog.close());
  // a click beside the dialog is one on its backdrop, which is the dialog itself
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  offerCopying();
}

/** Shows what can be done about the rights on the document, which depends on who asks. */
async function showRights(document: HttpDocument): Promise<void> {
  let shares: readonly Share[];
  try {
    shares = await document.shares();
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    byId("share-words").textContent = wordsOf(error.code);
    return;
  }
  byId("share-words").textContent = "Whoever may open this document finds it at this link. Links for others are made below.";
  byId("share-owner").hidden = false;
  showLinks(document, shares, (secret) => showLink(linkWith(`share=${secret}`)));
  await showAccess(document);
}

/** What the dialog says about the link it shows to whoever may not say who may do what. */
function wordsOf(code: string): string {
  switch (code) {
    case "no_accounts":
      return "Whoever has this link can read and write. This server has no accounts: the link is what keeps the document to those you give it to.";
    case "forbidden":
      return "This link is for those who may open the document already. Only its owners can let in others.";
    case "doc_not_found":
      return "The document is not on the server yet: the link leads to it as soon as it is saved.";
    default:
      return "The server cannot be asked now who may do what. The link can be copied all the same.";
  }
}

/** The address of this page with something behind it, such as a secret that lets others in. */
function linkWith(behind: string): string {
  const link = new URL(location.href);
  link.hash = behind;
  return link.href;
}

function showLink(link: string): void {
  byId<HTMLInputElement>("share-link").value = link;
}

function offerCopying(): void {
  const button = byId("share-copy");
  const link = byId<HTMLInputElement>("share-link");
  let feedback: ReturnType<typeof setTimeout> | undefined;
  link.addEventListener("focus", () => link.select());
  button.addEventListener("click", () => {
    void copy(link.value).then((isCopied) => {
      button.textContent = isCopied ? "Copied" : "Press Ctrl+C";
      button.dataset["copied"] = String(isCopied);
      if (!isCopied) link.focus();
      say(isCopied ? "The link is on the clipboard." : "Copy the link that is selected.");
      clearTimeout(feedback);
      feedback = setTimeout(() => {
        button.textContent = "Copy link";
        delete button.dataset["copied"];
      }, FEEDBACK_MS);
    });
  });
}

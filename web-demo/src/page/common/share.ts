/** The share dialog: the link of the document, and for its owners who may do what. */
import { ask, attempt } from "./api.ts";
import { copy } from "./clipboard.ts";
import { byId, say } from "./elements.ts";
import { showAccess } from "./share-access.ts";
import { showLinks } from "./share-links.ts";

const FEEDBACK_MS = 2_000;

/** Lets the share button open the dialog. */
export function offerSharing(id: string): void {
  const dialog = byId<HTMLDialogElement>("share-dialog");
  byId("share").addEventListener("click", () => {
    showLink(location.href);
    dialog.showModal();
    attempt(showRights(id), () => (byId("share-words").textContent = wordsOf(0, undefined)));
  });
  byId("share-close").addEventListener("click", () => dialog.close());
  // a click beside the dialog is one on its backdrop, which is the dialog itself
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  offerCopying();
}

/** Shows what can be done about the rights on the document, which depends on who asks. */
async function showRights(id: string): Promise<void> {
  say("");
  byId("share-trouble").textContent = "";
  byId("share-owner").hidden = true;
  const { status, body } = await ask(id, "/shares");
  byId("share-words").textContent = wordsOf(status, body["code"]);
  byId("share-owner").hidden = status !== 200;
  if (status !== 200) return;
  showLinks(id, body, (secret) => showLink(linkWith(secret)));
  await showAccess(id);
}

/** What the dialog says about the link it shows. */
function wordsOf(status: number, code: unknown): string {
  if (status === 200) return "Whoever may open this document finds it at this link. Links for others are made below.";
  if (status === 409 && code === "no_accounts") return "Whoever has this link can read and write. This server has no accounts: the link is what keeps the document to those you give it to.";
  if (status === 403) return "This link is for those who may open the document already. Only its owners can let in others.";
  if (status === 404) return "The document is not on the server yet: the link leads to it as soon as it is saved.";
  return "The server cannot be asked now who may do what. The link can be copied all the same.";
}

/** The address of this page, with a secret that lets others in. */
function linkWith(secret: string): string {
  const link = new URL(location.href);
  link.hash = `share=${secret}`;
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

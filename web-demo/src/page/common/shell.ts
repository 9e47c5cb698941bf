/** What the pages of documents have in common: the document in the address, opened, with everything around the editor. */
import type { DocumentType, Selection, StetDocument } from "../../client/index.ts";
import { takeFromAddress } from "./account.ts";
import { keepNames } from "./acquaintances.ts";
import { addressOf, documentInAddress, titleOf, type Kind } from "./address.ts";
import { download } from "./download.ts";
import { byId, say } from "./elements.ts";
import { Follow } from "./follow.ts";
import { showPeople } from "./people.ts";
import { seen } from "./recent.ts";
import { Session } from "./session.ts";
import { offerSharing } from "./share.ts";
import { showStatus } from "./status.ts";
import { offerThemes } from "./theme.ts";
import { badAddress, watchTrouble, type PlainText } from "./trouble.ts";

/** A list of documents shows less of each. */
const MAX_EXCERPT = 1000;

/** What a page says about itself and the documents it shows. */
export interface PageKind<S, O> extends PlainText<S, O> {
  readonly kind: Kind;
  readonly type: DocumentType<S, O>;
  /** Makes a document of this name that is not empty, if there is none. */
  prepare?(id: string): Promise<void>;
  /** Scrolls to where somebody is. */
  reveal(selection: Selection): void;
  /** The document as a file to download; `suffix` as in `txt`. */
  fileOf(snapshot: S): { readonly suffix: string; readonly mediaType: string; readonly content: string };
  /** The language of code, as the list of recent documents keeps it. */
  language?(): string;
}

/** A document that is open in a page. */
export interface Shell<S, O> {
  readonly stet: StetDocument<S, O>;
  /** To be called when the user typed: the others see it for a while. */
  typed(): void;
  /** To be called when a viewer tries to type: says why nothing happens. */
  refused(): void;
}

/** Opens the document in the address, and keeps everything around it. Undefined if the address names none, which the page then says. */
export async function enter<S, O>(page: PageKind<S, O>): Promise<Shell<S, O> | undefined> {
  const id = documentInAddress();
  takeFromAddress(id);
  offerThemes();
  if (id === undefined) {
    badAddress();
    return undefined;
  }
  const title = titleOf(id);
  document.title = `${title} – Stet`;
  byId("title").textContent = title;
  byId<HTMLAnchorElement>("past").href = addressOf("past", id);
  await page.prepare?.(id);

  const session = new Session(id);
  const stet = session.open(page.type);
  showStatus(session.client, stet);
  const typing = showPeople(stet, new Follow(stet, page.reveal));
  watchTrouble(stet, page, session.signInAgain);
  watchRole(stet);
  keepNames(session.client, stet);
  offerSharing(id);
  offerDownload(stet, page);
  rememberDocument(stet, page);
  askBeforeLosing(stet);
  return { stet, typed: () => typing.typed(), refused };
}

/** Calls a function when the document can be seen for the first time. */
export function whenOpened<S, O>(stet: StetDocument<S, O>, then: () => void): void {
  const opened = stet.on("status", ({ name }) => {
    if (name === "opening") return;
    opened();
    then();
  });
}

/** Puts the caret in the editor when the document is there. */
export function focusWhenOpened<S, O>(stet: StetDocument<S, O>, editor: { focus(): void }): void {
  whenOpened(stet, () => {
    // Only after everybody heard of it is the editor editable. On a touch screen the focus would bring up the keyboard.
    if (matchMedia("(pointer: fine)").matches && document.querySelector("dialog[open]") === null) queueMicrotask(() => editor.focus());
  });
}

function refused(): void {
  const note = byId("note");
  if (note.hidden) return;
  note.classList.remove("told");
  requestAnimationFrame(() => note.classList.add("told"));
  say("You can read this document, but not change it.");
}

/** Says to whoever may only read that it is so. */
function watchRole<S, O>(stet: StetDocument<S, O>): void {
  let known = "";
  stet.on("status", ({ name }) => {
    if (name === "opening" || name === "failed" || stet.role === known) return;
    known = stet.role;
    byId("role").hidden = byId("note").hidden = stet.isEditable;
    document.documentElement.dataset["role"] = stet.role;
  });
}

function offerDownload<S, O>(stet: StetDocument<S, O>, page: PageKind<S, O>): void {
  byId("download").addEventListener("click", () => {
    const { suffix, mediaType, content } = page.fileOf(stet.snapshot);
    download(`${titleOf(stet.id)}.${suffix}`, mediaType, content);
  });
}

/** Keeps the document on the list of recent ones: when it was opened, and as it is when it is left. */
function rememberDocument<S, O>(stet: StetDocument<S, O>, page: PageKind<S, O>): void {
  const keep = (): void => {
    if (stet.revision !== undefined) seen({ id: stet.id, kind: page.kind, language: page.language?.() ?? "", excerpt: page.textOf(stet.snapshot).slice(0, MAX_EXCERPT) });
  };
  const opened = stet.on("status", ({ name }) => {
    if (name !== "saved") return;
    opened();
    keep();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
  window.addEventListener("pagehide", keep);
}

/** How long all must be kept until the page stops asking: not between one keystroke and the next. */
const ASKS_FOR_MS = 1_000;

/** Asks before edits are lost that are neither saved nor kept on this device; a page that asks nothing can be kept by the browser, and be back at once. */
function askBeforeLosing<S, O>(stet: StetDocument<S, O>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (event: BeforeUnloadEvent): void => {
    if (!stet.isKept) event.preventDefault();
  };
  const stop = (): void => {
    timer = undefined;
    if (stet.isKept) window.removeEventListener("beforeunload", ask);
    else look();
  };
  const look = (): void => {
    if (stet.isKept || timer !== undefined) return;
    window.addEventListener("beforeunload", ask);
    timer = setTimeout(stop, ASKS_FOR_MS);
  };
  stet.on("status", look);
  stet.on("kept", look);
}

/** What the pages of documents have in common: the document in the address, opened, with everything around the editor. */
import { StetClient, type DocumentType, type Selection, type StetDocument } from "../../client/index.ts";
import { deviceShelf, type DeviceShelf } from "../../offline/index.ts";
import { shareSecret, takeFromAddress, token, userOf } from "./account.ts";
import { keepNames } from "./acquaintances.ts";
import { addressOf, documentInAddress, endpoint, titleOf, type Kind } from "./address.ts";
import { askAbout } from "./api.ts";
import { byId, say } from "./elements.ts";
import { Follow } from "./follow.ts";
import { showPeople } from "./people.ts";
import { seen } from "./recent.ts";
import { offerSharing } from "./share.ts";
import { prepareSignIn } from "./sign-in.ts";
import { showStatus } from "./status.ts";
import { offerThemes } from "./theme.ts";
import { badAddress, watchTrouble } from "./trouble.ts";

/** What a page says about itself and the documents it shows. */
export interface PageKind<S, O> {
  readonly kind: Kind;
  readonly type: DocumentType<S, O>;
  /** The beginning of a document as plain text, for the list of recent ones. */
  excerptOf(snapshot: S): string;
  /** What a person would copy of an operation that was taken back; empty if there is nothing. */
  textOf(operation: O): string;
  /** Scrolls to where somebody is. */
  reveal(selection: Selection): void;
  /** The document as a file to download; `suffix` as in `txt`. */
  fileOf(snapshot: S): { readonly suffix: string; readonly mediaType: string; readonly content: string };
  /** The language of code, as the list of recent documents keeps it. */
  language?(): string;
}

/** A document that is open in a page. */
export interface Shell<S, O> {
  readonly client: StetClient;
  readonly stet: StetDocument<S, O>;
  /** To be called when the user typed: the others see it for a while. */
  typed(): void;
  /** To be called when a viewer tries to type: says why nothing happens. */
  refused(): void;
}

/** Opens the document in the address, and keeps everything around it. Undefined if the address names none, which the page then says. */
export function enter<S, O>(page: PageKind<S, O>): Shell<S, O> | undefined {
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

  const share = shareSecret(id);
  // a token that ends is asked for again: by then there may be another
  const client = new StetClient(endpoint(), { shelf: shelfOfUser(), ...(token() !== undefined && { token: () => token() ?? "" }) });
  const stet = client.document<S, O>(id, { type: page.type, ...(share !== undefined && { share }) });
  const signIn = prepareSignIn(id, () => (stet.isEditable ? client.retryNow() : location.reload()));

  showStatus(client, stet);
  const typing = showPeople(stet, new Follow(stet, page.reveal));
  watchTrouble(stet, page.textOf, () => signIn("other"));
  watchRole(stet);
  keepNames(client, stet);
  watchAccount(client, id, () => signIn("missing"));
  offerSharing(id);
  offerDownload(stet, page);
  rememberDocument(stet, page);
  askBeforeLosing(stet);
  return { client, stet, typed: () => typing.typed(), refused };
}

/** Where this user's unsaved edits outlive the tab; nowhere if a token does not say whose they would be. */
function shelfOfUser(): DeviceShelf | undefined {
  const signedIn = token();
  const user = signedIn === undefined ? "" : userOf(signedIn);
  return user === undefined ? undefined : deviceShelf(`${endpoint()} ${user}`);
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

/** A connection that is refused may want a token, which a browser does not tell: so it is asked for over HTTP. */
function watchAccount(client: StetClient, id: string, signIn: () => void): void {
  let isAsking = false;
  client.on("connection", (connection) => {
    if (connection.name !== "waiting" || isAsking) return;
    isAsking = true;
    askAbout(id)
      .then(
        ({ status }) => status === 401 && signIn(),
        (error: unknown) => console.info("stet: the server cannot be reached", error),
      )
      .finally(() => (isAsking = false));
  });
  // a page that comes back from the cache has no socket any more
  window.addEventListener("pageshow", (event) => event.persisted && client.retryNow());
  // a link with a new token, followed in this tab
  window.addEventListener("hashchange", () => {
    takeFromAddress(id);
    client.retryNow();
  });
}

function offerDownload<S, O>(stet: StetDocument<S, O>, page: PageKind<S, O>): void {
  byId("download").addEventListener("click", () => {
    const { suffix, mediaType, content } = page.fileOf(stet.snapshot);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: mediaType }));
    link.download = `${titleOf(stet.id)}.${suffix}`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

/** Keeps the document on the list of recent ones: when it was opened, and as it is when it is left. */
function rememberDocument<S, O>(stet: StetDocument<S, O>, page: PageKind<S, O>): void {
  const keep = (): void => {
    if (stet.revision !== undefined) seen({ id: stet.id, kind: page.kind, language: page.language?.() ?? "", excerpt: page.excerptOf(stet.snapshot) });
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

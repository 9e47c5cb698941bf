/** The addresses of the pages and of the server, and the documents they name. */

/** The pages that show a document. */
export type Kind = "edit" | "rich" | "board" | "past";

const DOCUMENT_ID = /^[A-Za-z0-9_.~-]{1,128}$/;
const FIRST = ["amber", "brisk", "calm", "clear", "early", "fine", "gentle", "golden", "lucid", "mellow", "plain", "quiet", "silver", "swift", "tidy", "warm"];
const SECOND = ["birch", "brook", "cedar", "draft", "fern", "heron", "lark", "leaf", "letter", "maple", "margin", "meadow", "page", "quill", "robin", "willow"];
/** Without letters that are taken for one another; 32 of them. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz023456789";
/** 5 bits each: the name is what keeps a document to those it was shared with. */
const RANDOM_LETTERS = 16;

/** Where the start page is: scripts lie in a folder beside it. */
const ROOT = new URL("../", import.meta.url);

/** Returns the address of the start page. */
export function startAddress(): string {
  return ROOT.href;
}

/** Returns the address at which a page shows a document. */
export function addressOf(kind: Kind, id: string): string {
  const address = new URL(`${kind}/`, ROOT);
  address.searchParams.set("doc", id);
  return address.href;
}

/** Returns the page that shows documents of a type; the editor for those that have no page of their own. */
export function kindOf(docType: string): Kind {
  switch (docType) {
    case "rich-text":
      return "rich";
    case "json0":
      return "board";
    default:
      return "edit";
  }
}

/** Returns the document in this page's address; undefined if there is none, or it cannot be one's name. */
export function documentInAddress(): string | undefined {
  const named = new URL(location.href).searchParams.get("doc") ?? "";
  return isDocumentId(named) ? named : undefined;
}

/** Whether a document can have this name. */
export function isDocumentId(name: string): boolean {
  return DOCUMENT_ID.test(name);
}

/** The endpoint of the server this page came from. */
export function endpoint(): string {
  const url = new URL("ws", ROOT);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** The address of the server's HTTP API, `/` at its end. */
export function apiAddress(): string {
  return new URL("api/v1/", ROOT).href;
}

/** What is shown for a document: the words of its name, without the random letters of a fresh one. */
export function titleOf(id: string): string {
  const words = new RegExp(`^([a-z]+)-([a-z]+)-[${LETTERS}]{${RANDOM_LETTERS}}$`).exec(id);
  if (words === null) return id;
  return `${String(words[1]).charAt(0).toUpperCase()}${String(words[1]).slice(1)} ${words[2]}`;
}

/** Returns a new name that cannot be guessed. */
export function freshName(): string {
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_LETTERS + 2));
  const pick = (items: ArrayLike<string>, index: number): string => items[(random[index] as number) % items.length] as string;
  const letters = Array.from({ length: RANDOM_LETTERS }, (_, index) => pick(LETTERS, index + 2));
  return `${pick(FIRST, 0)}-${pick(SECOND, 1)}-${letters.join("")}`;
}

/** Which document the address names. */

const DOCUMENT_ID = /^[A-Za-z0-9_.~-]{1,128}$/;
const FIRST = ["amber", "brisk", "calm", "clear", "early", "fine", "gentle", "golden", "lucid", "mellow", "plain", "quiet", "silver", "swift", "tidy", "warm"];
const SECOND = ["birch", "brook", "cedar", "draft", "fern", "heron", "lark", "leaf", "letter", "maple", "margin", "meadow", "page", "quill", "robin", "willow"];
/** Without letters that are taken for one another; 32 of them. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz023456789";
/** 5 bits each: the name is what keeps a document to those it was shared with. */
const RANDOM_LETTERS = 16;

/** Returns the document in the address, after putting a fresh one there if it names none; undefined if it cannot be one's name. */
export function documentInAddress(): string | undefined {
  const address = new URL(location.href);
  const named = address.searchParams.get("doc");
  if (named !== null && named !== "") return DOCUMENT_ID.test(named) ? named : undefined;
  const fresh = freshName();
  address.searchParams.set("doc", fresh);
  history.replaceState(null, "", address);
  return fresh;
}

/** The endpoint of the server this page came from. */
export function endpoint(): string {
  const url = new URL("ws", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = url.hash = "";
  return url.href;
}

/** What is shown for a document: the words of its name, without the random letters of a fresh one. */
export function titleOf(doc: string): string {
  const words = new RegExp(`^([a-z]+)-([a-z]+)-[${LETTERS}]{${RANDOM_LETTERS}}$`).exec(doc);
  if (words === null) return doc;
  return `${String(words[1]).charAt(0).toUpperCase()}${String(words[1]).slice(1)} ${words[2]}`;
}

function freshName(): string {
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_LETTERS + 2));
  const pick = (items: ArrayLike<string>, index: number): string => items[(random[index] as number) % items.length] as string;
  const letters = Array.from({ length: RANDOM_LETTERS }, (_, index) => pick(LETTERS, index + 2));
  return `${pick(FIRST, 0)}-${pick(SECOND, 1)}-${letters.join("")}`;
}

/**
 * Who the user is on a server with accounts. Somebody else logs people in and gives each a token; a page is given it in the fragment
 * of its address, `#token=TOKEN`, or by the sign-in dialog, and keeps it for its tab. Fragments never reach a server, and are taken
 * out of the address at once. A share link's secret comes in the same way, `#share=SECRET`, and is kept for its document.
 */
import { recall, remember } from "./store.ts";

const TOKEN = "stet.token";
const share = (id: string): string => `stet.share.${id}`;

/** Keeps what the address brings, and takes it out of the address; returns whether it brings anything. To be called before anything else. */
export function takeFromAddress(id: string | undefined): boolean {
  const brought = new URLSearchParams(location.hash.slice(1));
  const token = brought.get("token");
  const secret = brought.get("share");
  if (token === null && secret === null) return false;
  if (token !== null) keepToken(token);
  if (secret !== null && id !== undefined) remember(share(id), secret);
  history.replaceState(history.state, "", location.pathname + location.search);
  return true;
}

/** Takes what links bring that are followed while the page is open, too. @param then told when one brought something */
export function followAddress(id: string | undefined, then: () => void): void {
  takeFromAddress(id);
  window.addEventListener("hashchange", () => takeFromAddress(id) && then());
}

/** The token of this tab; undefined if there is none. */
export function token(): string | undefined {
  const kept = recall(TOKEN, "tab");
  return typeof kept === "string" ? kept : undefined;
}

export function keepToken(token: string): void {
  remember(TOKEN, token.trim(), "tab");
}

export function forgetToken(): void {
  remember(TOKEN, null, "tab");
}

/** The secret of the share link by which this browser came to a document; undefined if it came by none. */
export function shareSecret(id: string): string | undefined {
  const secret = recall(share(id));
  return typeof secret === "string" ? secret : undefined;
}

/** The user of this tab; undefined if there is no token, or it names none. */
export function user(): string | undefined {
  const shown = token();
  return shown === undefined ? undefined : userOf(shown);
}

/** The user a token names; undefined if it cannot be read. Nothing is checked: the server does that. */
export function userOf(token: string): string | undefined {
  const { sub } = claims(token);
  return typeof sub === "string" ? sub : undefined;
}

/** When a token ends, in milliseconds since 1970; undefined if it does not say. */
export function endOf(token: string): number | undefined {
  const { exp } = claims(token);
  return typeof exp === "number" ? exp * 1000 : undefined;
}

function claims(token: string): { readonly sub?: unknown; readonly exp?: unknown } {
  try {
    const payload = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    const read: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (each) => each.charCodeAt(0))));
    return typeof read === "object" && read !== null ? read : {};
  } catch {
    // what is wrong with it would be told with a part of it
    return {};
  }
}

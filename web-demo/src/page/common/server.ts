/** The server over HTTP, asked as the tab's user, or by the share link by which they came to a document. */
import { StetHttp, type HttpDocument } from "../../http/index.ts";
import { shareSecret, token } from "./account.ts";
import { startAddress } from "./address.ts";
import { troubleOf } from "./words.ts";

/** The server, as far as a document is concerned. @param shown in the place of the token of this tab */
export function serverFor(id: string, shown?: string): StetHttp {
  const share = shareSecret(id);
  const supply = (): string => shown ?? token() ?? "";
  return new StetHttp(startAddress(), { ...(supply() !== "" && { token: supply }), ...(share !== undefined && { share }) });
}

/** A document over HTTP. @param shown in the place of the token of this tab */
export function overHttp(id: string, shown?: string): HttpDocument {
  return serverFor(id, shown).document(id);
}

/** Does what needs the server; where that fails, `tell` is told why. */
export function attempt(task: Promise<void>, tell: (words: string) => void): void {
  void task.catch((error: unknown) => tell(troubleOf(error).words));
}

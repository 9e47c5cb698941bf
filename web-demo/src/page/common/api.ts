/** Requests of the pages to the server's HTTP API, with the user's token and the document's share link. */
import { shareSecret, token } from "./account.ts";
import { apiAddress } from "./address.ts";

/** What the server answered. */
export interface Answer {
  readonly status: number;
  /** Names the version of what was asked for; empty where there is none. */
  readonly tag: string;
  /** The type of the document; empty where the answer is not about one that exists. */
  readonly docType: string;
  /** The JSON of the answer; an empty object if it has none. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface AskOptions {
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  /** The version that is replaced. */
  readonly replaces?: string;
  /** In the place of the token of this tab. */
  readonly token?: string;
}

/** Asks for something about a document; `path` follows its name. Fails with a TypeError where the server cannot be reached. */
export async function ask(id: string, path = "", { method = "GET", body, replaces, token: other }: AskOptions = {}): Promise<Answer> {
  const headers = new Headers();
  const shown = other ?? token();
  const share = shareSecret(id);
  if (shown !== undefined) headers.set("Authorization", `Bearer ${shown}`);
  if (share !== undefined) headers.set("Stet-Share", share);
  if (replaces !== undefined) headers.set("If-Match", replaces);
  if (body !== undefined) headers.set("Content-Type", "application/json");
  const answer = await fetch(`${apiAddress()}documents/${id}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const isJson = method !== "HEAD" && (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  return {
    status: answer.status,
    tag: answer.headers.get("ETag") ?? "",
    docType: answer.headers.get("Stet-Document-Type") ?? "",
    body: isJson ? ((await answer.json()) as Answer["body"]) : {},
  };
}

/** Asks whether there is a document, and of which type, without its content. */
export function askAbout(id: string, token?: string): Promise<Answer> {
  return ask(id, "", { method: "HEAD", ...(token !== undefined && { token }) });
}

/** Does what needs the server; where it cannot be reached, `otherwise` is told. */
export function attempt(task: Promise<void>, otherwise: (words: string) => void): void {
  task.catch((error: unknown) => {
    console.info("stet: the server cannot be asked", error);
    otherwise("The server cannot be reached now. Try again in a moment.");
  });
}

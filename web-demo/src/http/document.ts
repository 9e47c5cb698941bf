import type { About, Access, Blame, Content, Difference, LoggedOperation, Moment, NewShare, Role, Share, Timeline, Version } from "./answers.ts";
import { jsonLines } from "./lines.ts";
import { badAnswer } from "./problem.ts";
import { whole, type Cancel, type Requests } from "./requests.ts";

/** What makes an edit safe to send again: the same key is applied once. */
export interface Once extends Cancel {
  readonly key?: string;
}

/** What is read: the newest content, or that of one moment. */
export interface Reading extends Cancel {
  readonly revision?: number;
  readonly at?: string;
  readonly version?: string;
  /** A media type; that which is usual for the document's type, if absent. */
  readonly accept?: string;
}

/** One document over HTTP. Every method is one request, and rejects with an HttpProblem if the server does not do it. */
export class HttpDocument {
  readonly #requests: Requests;

  constructor(
    requests: Requests,
    readonly id: string,
  ) {
    this.#requests = requests;
  }

  /** Reads it as it is, or as it was. */
  async read({ accept, signal, ...moment }: Reading = {}): Promise<Content> {
    const answer = await this.#requests.send("GET", this.#path(), { query: { ...moment }, headers: { Accept: accept ?? "*/*" }, signal });
    const about = aboutOf(answer);
    const mediaType = String(answer.headers.get("Content-Type")).split(";")[0]?.trim() ?? "";
    const text = await whole(answer, signal);
    return { ...about, mediaType, content: mediaType === "application/json" ? parse(text, answer.status) : text };
  }

  /** Finds out of which type it is, and at which revision, without reading it. */
  async about({ signal, ...moment }: Omit<Reading, "accept"> = {}): Promise<About> {
    return aboutOf(await this.#requests.send("HEAD", this.#path(), { query: { ...moment }, signal }));
  }

  /** Makes what was made of a revision the content; what others did since stays. Returns the revision at which it is so. */
  async replace(revision: number, mediaType: string, content: string, { key, signal }: Once = {}): Promise<number> {
    return this.#revision("PUT", this.#path(), { headers: { "If-Match": `"${revision}"`, "Content-Type": mediaType, "Idempotency-Key": key }, body: content, signal });
  }

  /** Applies an operation that was made on a revision. Returns the revision at which it is in the log. */
  async edit(revision: number, op: unknown, { key, signal }: Once = {}): Promise<number> {
    return this.#revision("POST", this.#path("operations"), { headers: { "Idempotency-Key": key }, json: { revision, op }, signal });
  }

  /**
   * The operations of the log, as they come. Whoever stops early gives the rest up.
   *
   * @param range.from the first one's revision; 1 if absent
   * @param range.to the last one's; the newest if absent
   */
  async *operations({ from, to, signal }: { readonly from?: number; readonly to?: number } & Cancel = {}): AsyncGenerator<LoggedOperation, void, undefined> {
    yield* jsonLines<LoggedOperation>(await this.#requests.send("GET", this.#path("operations"), { query: { from, to }, signal }), signal);
  }

  /**
   * Who worked on it when, without what they did.
   *
   * @param view.from the first revision; as early as the server looks at once, if absent
   * @param view.pause after so many seconds without an operation another sitting begins
   * @param view.limit at most so many sittings
   */
  timeline({ signal, ...query }: { readonly from?: number; readonly to?: number; readonly pause?: number; readonly limit?: number } & Cancel = {}): Promise<Timeline> {
    return this.#requests.json("GET", this.#path("timeline"), { query, signal });
  }

  /** Who wrote which part of it. With `from`, what was there at that revision has no author. */
  blame({ signal, ...query }: { readonly revision?: number; readonly from?: number } & Cancel = {}): Promise<Blame> {
    return this.#requests.json("GET", this.#path("blame"), { query, signal });
  }

  /** What changed from one revision to a later one: from 0 to the newest, if nothing is said. */
  diff({ signal, ...query }: { readonly from?: number; readonly to?: number } & Cancel = {}): Promise<Difference> {
    return this.#requests.json("GET", this.#path("diff"), { query, signal });
  }

  /** The named versions by revision. */
  async versions({ signal }: Cancel = {}): Promise<readonly Version[]> {
    return (await this.#requests.json<{ versions: Version[] }>("GET", this.#path("versions"), { signal })).versions;
  }

  /** Gives a revision a name; the newest, if none is given. */
  nameVersion(name: string, { revision, signal }: { readonly revision?: number } & Cancel = {}): Promise<Version> {
    return this.#requests.json("PUT", this.#path("versions"), { query: { name }, json: { revision }, signal });
  }

  /** Takes a name away; the revision stays. */
  async removeVersion(name: string, { signal }: Cancel = {}): Promise<void> {
    await this.#requests.send("DELETE", this.#path("versions"), { query: { name }, signal });
  }

  /**
   * Makes the content what it was, by an operation like any other. Returns the revision at which it is so.
   *
   * @param options.base the revision that is to become so, what others did since stays; the newest if absent
   */
  async restore(moment: Moment, { base, key, signal }: { readonly base?: number } & Once = {}): Promise<number> {
    const match = base === undefined ? undefined : `"${base}"`;
    return this.#revision("POST", this.#path("restore"), { headers: { "If-Match": match, "Idempotency-Key": key }, json: moment, signal });
  }

  async delete({ signal }: Cancel = {}): Promise<void> {
    await this.#requests.send("DELETE", this.#path(), { signal });
  }

  /** Takes back that it was deleted. Returns its revision. */
  undelete({ signal }: Cancel = {}): Promise<number> {
    return this.#revision("POST", this.#path("undelete"), { signal });
  }

  /** Who may do what with it. */
  access({ signal }: Cancel = {}): Promise<Access> {
    return this.#requests.json("GET", this.#path("access"), { signal });
  }

  /** Replaces the list of a version, or any one. */
  replaceAccess(version: number | "any", users: Readonly<Record<string, Role>>, { signal }: Cancel = {}): Promise<Access> {
    return this.#requests.json("PUT", this.#path("access"), { headers: { "If-Match": version === "any" ? "*" : `"${version}"` }, json: { users }, signal });
  }

  async shares({ signal }: Cancel = {}): Promise<readonly Share[]> {
    return (await this.#requests.json<{ shares: Share[] }>("GET", this.#path("shares"), { signal })).shares;
  }

  /**
   * Makes a share link. Its secret is in the answer, and nowhere else.
   *
   * @param options.role `viewer` if absent
   * @param options.expires a time; never if absent
   */
  share({ signal, ...share }: { readonly role?: Share["role"]; readonly expires?: string } & Cancel = {}): Promise<NewShare> {
    return this.#requests.json("POST", this.#path("shares"), { json: share, signal });
  }

  /** Whoever came in by the link is out at once. */
  async revokeShare(share: string, { signal }: Cancel = {}): Promise<void> {
    await this.#requests.send("DELETE", this.#path("shares", share), { signal });
  }

  #path(...rest: string[]): string[] {
    return ["documents", this.id, ...rest];
  }

  async #revision(...request: Parameters<Requests["send"]>): Promise<number> {
    return (await this.#requests.json<{ revision: number }>(...request)).revision;
  }
}

function aboutOf({ headers, status }: Response): About {
  const revision = Number(headers.get("Stet-Revision") ?? Number.NaN);
  const docType = headers.get("Stet-Document-Type");
  if (!Number.isSafeInteger(revision) || docType === null) throw badAnswer("the answer does not say which revision it is", status);
  return { docType, revision, modifiedMs: Date.parse(headers.get("Last-Modified") ?? "") };
}

function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badAnswer("the content is not JSON", status, error);
  }
}

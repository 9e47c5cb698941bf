import { badAnswer, HttpProblem, problemOf } from "./problem.ts";

/** Gets a token that says who the user is. Asked for one with each request. */
export type TokenSupplier = () => Promise<string> | string;

export interface HttpOptions {
  /** Says who the user is, on a server with accounts; a guest, or whom a cookie names, if absent. */
  readonly token?: TokenSupplier;
  /** The secret of a share link, if that is how the user comes to the documents. */
  readonly share?: string;
  /** Sends requests; the browser's, or Node's, if absent. */
  readonly fetch?: typeof fetch;
}

/** What every method takes. */
export interface Cancel {
  /** Gives the request up: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A request below `/api/v1`. */
export interface Asked extends Cancel {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, of the type that `Content-Type` in the headers names. */
  readonly body?: string;
}

/** Sends requests to one server, and turns what is not a success into an HttpProblem. */
export class Requests {
  readonly #base: string;
  readonly #options: HttpOptions;

  /** @param server its address, with whatever path it is served below */
  constructor(server: string | URL, options: HttpOptions) {
    this.#base = String(server).replace(/\/*$/, "");
    this.#options = options;
  }

  /** @param path its segments; each is escaped */
  async send(method: string, path: readonly string[], { query = {}, headers = {}, json, body, signal }: Asked = {}): Promise<Response> {
    const url = new URL(`${this.#base}/api/v1/${path.map(encodeURIComponent).join("/")}`);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
    const sent = new Headers();
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent.set(name, value);
    if (json !== undefined) sent.set("Content-Type", "application/json");
    if (this.#options.share !== undefined) sent.set("Stet-Share", this.#options.share);
    if (this.#options.token !== undefined) sent.set("Authorization", `Bearer ${await this.#options.token()}`);
    const content = json === undefined ? body : JSON.stringify(json);
    const request: RequestInit = { method, headers: sent, ...(content === undefined ? {} : { body: content }), ...(signal === undefined ? {} : { signal }) };
    const answer = await this.#fetch(url, request);
    if (!answer.ok) throw problemOf(answer, await whole(answer, signal));
    return answer;
  }

  /** Sends a request whose answer is JSON of this shape. */
  async json<T>(method: string, path: readonly string[], asked: Asked = {}): Promise<T> {
    const answer = await this.send(method, path, asked);
    const text = await whole(answer, asked.signal);
    try {
      return JSON.parse(text) as T;
    } catch (error) {
      throw badAnswer("the answer is not JSON", answer.status, error);
    }
  }

  async #fetch(url: URL, request: RequestInit): Promise<Response> {
    try {
      return await (this.#options.fetch ?? globalThis.fetch)(url, request);
    } catch (error) {
      throw unreachable(error, request.signal ?? undefined);
    }
  }
}

/** The whole text of an answer. */
export async function whole(answer: Response, signal?: AbortSignal): Promise<string> {
  try {
    return await answer.text();
  } catch (error) {
    throw unreachable(error, signal);
  }
}

/** What to throw when no answer, or not all of it, came. */
export function unreachable(error: unknown, signal: AbortSignal | undefined): unknown {
  return signal?.aborted === true ? signal.reason : new HttpProblem("unreachable", "the server does not answer", 0, undefined, { cause: error });
}

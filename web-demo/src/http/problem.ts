/** Why a request was not done. `code` is stable and for programs, `message` for people; server/HTTP.md lists the server's codes. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";

  /**
   * @param code the server's; or `unreachable`, if no answer came, or `bad_answer`, if it was not one of this API
   * @param status of the answer; 0 if none came
   * @param retryAfterMs how long to wait before the same again, if the server says that it may pass
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether the same may be done a little later. */
  get mayPass(): boolean {
    return this.code === "unreachable" || this.retryAfterMs !== undefined;
  }
}

/** What a status means that comes without words, as to a request for the head only. */
const BARE: Readonly<Record<number, string>> = { 401: "unauthenticated", 403: "forbidden", 404: "doc_not_found", 410: "doc_deleted", 429: "rate_limited", 503: "overloaded" };

/** Makes a problem of an answer that is not a success, and its text. */
export function problemOf(answer: Response, text: string): HttpProblem {
  const { code, message, retryAfterMs } = fields(text);
  const wait = typeof retryAfterMs === "number" ? retryAfterMs : retryAfter(answer.headers.get("Retry-After"));
  if (typeof code !== "string") {
    const bare = text === "" ? BARE[answer.status] : undefined;
    return bare === undefined ? badAnswer(`the answer is not the server's, status=${answer.status}`, answer.status) : new HttpProblem(bare, bare.replaceAll("_", " "), answer.status, wait);
  }
  return new HttpProblem(code, typeof message === "string" ? message : code, answer.status, wait);
}

export function badAnswer(message: string, status: number, cause?: unknown): HttpProblem {
  return new HttpProblem("bad_answer", message, status, undefined, { cause });
}

function fields(text: string): { code?: unknown; message?: unknown; retryAfterMs?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {}; // not of this API: a proxy's page, say
  }
}

/** Seconds, as the header has them. */
function retryAfter(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) * 1_000 : undefined;
}

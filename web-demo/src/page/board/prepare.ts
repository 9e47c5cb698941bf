import type { StetDocument } from "../../client/index.ts";
import { HttpProblem } from "../../http/index.ts";
import type { Json, Json0Operation } from "../../ottypes/index.ts";
import { overHttp, serverFor } from "../common/server.ts";
import { FRESH } from "./model.ts";

/** How long a document is waited for that may be on this device all the same. */
const PATIENCE_MS = 5_000;

/**
 * Makes a board with its columns, unless there is a document of this name. The server makes one only: two who come to a new board at once write on the same
 * columns, and neither ever puts a board of their own over what the other has written.
 */
export async function makeBoard(id: string): Promise<void> {
  if (!navigator.onLine) return;
  try {
    await serverFor(id).create({ id, docType: "json0", content: FRESH, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    // There is one, as a rule. What else is the matter is found, and told, when it is opened.
    const isKnown = error instanceof HttpProblem || (error instanceof DOMException && error.name === "TimeoutError");
    if (!isKnown) throw error;
    if (!(error instanceof HttpProblem && error.code === "doc_exists")) console.info(`stet: no board is made, doc=${id}`, error);
  }
}

/**
 * Makes a board of a document that some program has left empty. Of any number who do that at once the server takes one: they send it under the same key. It is
 * nothing to make without a connection, since it would come over what others write until then.
 */
export async function makeBoardOf({ id, revision }: StetDocument<Json, Json0Operation>): Promise<void> {
  const operation: Json0Operation = [{ p: [], od: null, oi: FRESH }];
  await overHttp(id).edit(revision ?? 0, operation, { key: `board of revision ${revision ?? 0}` });
}

import type { DocumentType } from "./document-type.ts";
import { unsent, type State } from "./machine.ts";
import type { ClientMessage } from "./protocol.ts";

/** What a document needs of an open connection. */
export interface DocumentConnection {
  readonly maxOperationBytes: number;
  send(message: ClientMessage): void;
  /** What came does not fit together: start over with a new socket. */
  reconnect(): void;
}

/**
 * Numbers of one client and one document, which go up however often the client closes the document and asks for it again: so no answer and
 * no operation is taken for one of before.
 */
export interface Numbers {
  /** How many requests to open it were sent. */
  opens: number;
  /** The `seq` of the next operation. */
  nextSeq: number;
}

/** Which document is opened, and how. */
export interface Opening<S, O> {
  readonly id: string;
  readonly type: DocumentType<S, O>;
  /** Whether it is created if it does not exist. */
  readonly create: boolean;
  /** The secret of a share link. */
  readonly share: string | undefined;
  /** Whether the document is kept: it is not opened before it is known what was kept of it. */
  readonly isKept: boolean;
  readonly numbers: Numbers;
}

/**
 * The message that opens a document.
 *
 * @param known what is there of it already, and is to be resumed from; nothing to get it as a whole
 * @param store names the store that is known of
 */
export function openMessage<S, O>({ id, type, create, share, numbers }: Opening<S, O>, known: State<S, O>, store: string | undefined): Extract<ClientMessage, { type: "doc:open" }> {
  const { inFlight } = unsent(known);
  numbers.opens += 1;
  return {
    type: "doc:open",
    id: `open-${numbers.opens}`,
    doc: id,
    docType: type.name,
    create,
    ...(share !== undefined && { share }),
    ...(known.name !== "unopened" && { since: known.revision, ...(store !== undefined && { store }), ...(inFlight && { inFlight: inFlight.seq }) }),
  };
}

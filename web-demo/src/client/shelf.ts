/**
 * Where a program keeps what was made in it and is not acknowledged, so that it outlives the program.
 *
 * Exactly once: what is sent is on the shelf before, under its client and `seq`. Whoever goes on with it sends it again under both, and the
 * server knows it. So a client's work is in one program's hands at a time: that which claimed the client.
 */
import type { DocumentType } from "./document-type.ts";
import { unsent, type Event, type State, type Unsent } from "./machine.ts";

/** An operation on the shelf, with the number of edits it stands for. */
export interface KeptOperation {
  readonly op: unknown;
  readonly edits: number;
}

/** What is kept of a document, beside a snapshot: JSON values only. */
export interface Kept {
  readonly docType: string;
  /** Names the store that the revision is one of. */
  readonly store: string;
  /** What the user could do when the document was open last. */
  readonly role: string;
  /** The revision that the operations lead to. */
  readonly revision: number;
  /** The operations of the log after the snapshot. */
  readonly since: readonly unknown[];
  /** The `seq` of the client's next operation. */
  readonly nextSeq: number;
  /** What was to be sent, and may have been. */
  readonly inFlight?: KeptOperation & { readonly seq: number };
  /** What was made after that. */
  readonly buffer?: KeptOperation;
}

export interface KeptDocument extends Kept {
  readonly snapshot: unknown;
}

/** Whose unacknowledged work there is in which document. */
export interface Left {
  readonly client: string;
  readonly doc: string;
  readonly docType: string;
}

/** The shelf as a program needs it. Every promise may fail: then nothing is kept, and editing goes on. */
export interface Shelf {
  /**
   * Makes a client this program's until it releases it, or ends in whatever way: as soon as no other program has it.
   *
   * @param signal ends the waiting
   * @return whether it is this program's now
   */
  claim(client: string, signal: AbortSignal): Promise<boolean>;
  /** What was claimed may be claimed by others. */
  release(client: string): void;
  /** All work that is not acknowledged, of living programs too. */
  left(): Promise<readonly Left[]>;
  read(client: string, doc: string): Promise<KeptDocument | undefined>;
  /** The document as the client has it that kept it last. */
  newest(doc: string): Promise<KeptDocument | undefined>;
  /**
   * Keeps a document in place of what was kept of it, as a whole or not at all. Ends when it outlives the program.
   *
   * @param snapshot as kept before, if absent
   */
  write(client: string, doc: string, kept: Kept, snapshot?: { readonly value: unknown }): Promise<void>;
  remove(client: string, doc: string): Promise<void>;
}

/** What is to be kept of an open document. */
export function keptOf<S, O>(type: DocumentType<S, O>, state: Exclude<State<S, O>, { name: "unopened" }>, store: string, role: string): Kept {
  const { inFlight, buffer } = unsent(state);
  const encoded = ({ operation, edits }: Unsent<O>): KeptOperation => ({ op: type.encode(operation), edits });
  return {
    docType: type.name,
    store,
    role,
    revision: state.revision,
    since: state.base.since.map((each) => type.encode(each)),
    nextSeq: state.nextSeq,
    ...(inFlight && { inFlight: { ...encoded(inFlight), seq: inFlight.seq } }),
    ...(buffer && { buffer: encoded(buffer) }),
  };
}

/** What brings a document back as it was kept. Throws where the type has no such document. */
export function restored<S, O>(type: DocumentType<S, O>, { snapshot, since, revision, nextSeq, inFlight, buffer }: KeptDocument): Extract<Event<S, O>, { name: "restored" }> {
  const decoded = ({ op, edits }: KeptOperation): Unsent<O> => ({ operation: type.decode(op), edits });
  return {
    name: "restored",
    revision,
    nextSeq,
    base: { snapshot: type.decodeSnapshot(snapshot), since: since.map((each) => type.decode(each)) },
    inFlight: inFlight && { ...decoded(inFlight), seq: inFlight.seq },
    buffer: buffer && decoded(buffer),
  };
}

/** The document as others go on with it who do not have the client: without its work. */
export function withoutWork({ inFlight: _inFlight, buffer: _buffer, ...kept }: KeptDocument): KeptDocument {
  return { ...kept, nextSeq: 1 };
}

/** What of a document a client goes on with: what it kept itself, or what others kept of the log. */
export async function found(shelf: Shelf, client: string, doc: string, docType: string): Promise<KeptDocument | undefined> {
  const own = await shelf.read(client, doc);
  if (own?.docType === docType) return own;
  const other = await shelf.newest(doc);
  return other?.docType === docType ? withoutWork(other) : undefined;
}

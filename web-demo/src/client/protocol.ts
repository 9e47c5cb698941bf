/** The messages of the Stet protocol, version 1, as this client sends and reads them. */
import type { Selection } from "./document-type.ts";

/** The subprotocol that names the version and the encoding. */
export const SUBPROTOCOL = "stet.v1.json";

/** Any small object shown to the others: name, colour, … */
export type PresenceState = Readonly<Record<string, unknown>>;

/** What the server takes at most. */
export interface Limits {
  readonly maxFrameBytes: number;
  readonly maxOperationBytes: number;
  readonly maxDocumentSize: number;
  readonly maxOpenDocuments: number;
  readonly maxStateBytes: number;
  /** How much there is in a second; absent where there is no limit. What is not used is saved up for so long. */
  readonly savedUpMs?: number;
  readonly maxMessagesPerSecond?: number;
  readonly maxBytesPerSecond?: number;
  readonly maxTransformPerSecond?: number;
  readonly maxOperationsPerSecond?: number;
  readonly maxConnections?: number;
}

export type ClientMessage =
  | { type: "ping"; id: string }
  | { type: "session:renew"; token: string }
  | { type: "doc:open"; id: string; doc: string; docType: string; create: boolean; since?: number; inFlight?: number; store?: string; share?: string }
  | { type: "doc:close"; doc: string }
  | { type: "op:submit"; doc: string; revision: number; seq: number; op: unknown; selection?: Selection }
  | { type: "presence:update"; doc: string; revision: number; selection?: Selection | null; state?: PresenceState };

export interface Welcome {
  readonly type: "session:welcome";
  readonly session: string;
  readonly client: string;
  readonly user: string;
  readonly heartbeatMs: number;
  readonly limits: Limits;
}

/** A participant as the wire has it. */
export interface ParticipantMessage {
  readonly participant: string;
  readonly user: string;
  readonly selection?: Selection | null;
  readonly state?: PresenceState | null;
}

export interface DocOpened {
  readonly type: "doc:opened";
  readonly re?: string;
  readonly doc: string;
  readonly docType: string;
  /** Names the store that the revision is one of. */
  readonly store: string;
  readonly revision: number;
  readonly snapshot?: unknown;
  readonly inFlight?: { readonly seq: number; readonly revision?: number };
  readonly role: string;
  readonly participant: string;
  readonly participants: readonly ParticipantMessage[];
}

export interface OpApplied {
  readonly type: "op:applied";
  readonly doc: string;
  readonly revision: number;
  /** One, as it was read; `seq` is there where the operation is this client's own. */
  readonly operations: readonly [{ readonly op: unknown; readonly author: string; readonly seq?: number }];
}

export interface PresenceChanged {
  readonly type: "presence:changed";
  readonly doc: string;
  readonly revision: number;
  readonly participants: readonly ParticipantMessage[];
  readonly left: readonly string[];
}

export interface ErrorMessage {
  readonly type: "error";
  readonly re?: string;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly doc?: string;
  readonly seq?: number;
}

/** A message about one document. */
export type DocumentMessage =
  | DocOpened
  | { readonly type: "doc:closed"; readonly doc: string; readonly reason: string }
  | { readonly type: "doc:role"; readonly doc: string; readonly role: string }
  | { readonly type: "op:ack"; readonly doc: string; readonly seq: number; readonly revision: number }
  | OpApplied
  | PresenceChanged
  | (ErrorMessage & { readonly doc: string });

/** What is handled here; that an answer to a ping came, or that a session was renewed, needs nothing to be done. */
export type ServerMessage =
  | Welcome
  | { readonly type: "session:expiring"; readonly expiresInMs: number }
  | { readonly type: "session:draining"; readonly retryAfterMs: number }
  | ErrorMessage
  | DocumentMessage;

type FieldType = "string" | "number" | "boolean" | "object" | "array";

/** What a message must have to be handled at all. Fields that may be absent are not listed. */
const REQUIRED: Readonly<Record<ServerMessage["type"], Readonly<Record<string, FieldType>>>> = {
  "session:welcome": { session: "string", client: "string", heartbeatMs: "number", limits: "object" },
  "session:expiring": { expiresInMs: "number" },
  "session:draining": { retryAfterMs: "number" },
  error: { code: "string", message: "string", retryable: "boolean" },
  "doc:opened": { doc: "string", store: "string", revision: "number", role: "string", participant: "string", participants: "array" },
  "doc:closed": { doc: "string", reason: "string" },
  "doc:role": { doc: "string", role: "string" },
  "op:ack": { doc: "string", seq: "number", revision: "number" },
  "op:applied": { doc: "string", revision: "number", operations: "array" },
  "presence:changed": { doc: "string", revision: "number", participants: "array", left: "array" },
};

/**
 * Reads a text frame: its messages in order, with one for each operation. Messages of other types are left out. Throws where it is not what
 * the protocol says.
 */
export function decodeFrame(text: string): readonly ServerMessage[] {
  return [JSON.parse(text)].flat().flatMap(decodeMessage);
}

function decodeMessage(message: Record<string, unknown>): ServerMessage[] {
  const { type } = message;
  if (typeof type !== "string") throw new Error("a message has no type");
  if (!Object.hasOwn(REQUIRED, type)) return [];
  for (const [field, expected] of Object.entries(REQUIRED[type as ServerMessage["type"]])) {
    const found = typeOf(message[field]);
    if (found !== expected) throw new Error(`a field is missing or of the wrong type, type=${type} field=${field} expected=${expected} found=${found}`);
  }
  const known = message as unknown as ServerMessage;
  return known.type === "op:applied" ? oneByOne(known) : [known];
}

/** A message for each operation, so that each can be taken in by itself. */
function oneByOne(applied: OpApplied): OpApplied[] {
  const before = applied.revision - applied.operations.length;
  return applied.operations.map((each, index) => ({ ...applied, revision: before + index + 1, operations: [each] }));
}

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

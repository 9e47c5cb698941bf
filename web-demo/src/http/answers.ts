/** What the server answers, as server/HTTP.md describes it. Times are ISO 8601 in UTC. */

/** What a user may do with a document. */
export type Role = "viewer" | "commenter" | "editor" | "owner";

/** A moment of a document's past: after so many operations, at a time, or by the name of a version. */
export type Moment = { readonly revision: number } | { readonly at: string } | { readonly version: string };

/** A document in a list. */
export interface ListedDocument {
  readonly id: string;
  readonly docType: string;
  readonly revision: number;
  readonly created: string;
  /** When it was deleted, if it is. */
  readonly deleted?: string;
}

export interface DocumentPage {
  readonly documents: readonly ListedDocument[];
  /** `after` of the next page, if there is one. */
  readonly next?: string;
}

export interface CreatedDocument {
  readonly id: string;
  readonly docType: string;
  readonly revision: number;
}

/** A document at a revision. */
export interface About {
  /** `text`, `text-unicode`, `rich-text` or `json0`. */
  readonly docType: string;
  readonly revision: number;
  /** When the revision came to be, in seconds since the epoch times 1,000. */
  readonly modifiedMs: number;
}

/** A document's content at a revision. */
export interface Content extends About {
  /** Without parameters. */
  readonly mediaType: string;
  /** A value, if the media type is `application/json`; else a string. */
  readonly content: unknown;
}

/** One operation of the log. */
export interface LoggedOperation {
  readonly revision: number;
  /** All lines with the same two lead together from before this revision to the other: they were squashed. */
  readonly squashedFrom?: number;
  readonly author: string;
  readonly time: string;
  readonly op: unknown;
}

/** A part of a document, and the operation it comes from, unless it was there before. */
export interface Span {
  /** The way from the root to a value of `json0`. */
  readonly path?: readonly (string | number)[];
  readonly from: number;
  /** Equal to `from` if the part is the value itself. */
  readonly to: number;
  readonly author?: string;
  readonly revision?: number;
  readonly time?: string;
}

export interface Blame {
  readonly revision: number;
  readonly spans: readonly Span[];
}

export interface Difference {
  readonly from: number;
  readonly to: number;
  /** The change as one operation. */
  readonly op: unknown;
  /** By place at `to`. */
  readonly added: readonly Span[];
  /** By place at `from`. */
  readonly removed: readonly Span[];
}

/** A stretch of the past that somebody, or some together, wrote without a long pause. */
export interface Sitting {
  /** Revision of its first operation. */
  readonly first: number;
  readonly last: number;
  readonly begun: string;
  readonly ended: string;
  /** How many operations each user made, by the user's id. */
  readonly authors: Readonly<Record<string, number>>;
  /** Only `last` is left of its revisions. */
  readonly squashed?: boolean;
}

/** Sittings, in order and without a gap. */
export interface Timeline {
  readonly from: number;
  readonly to: number;
  readonly sittings: readonly Sitting[];
}

export interface Version {
  readonly name: string;
  readonly revision: number;
  readonly created: string;
  readonly author: string;
}

export interface Access {
  readonly version: number;
  /** By the user's id. */
  readonly users: Readonly<Record<string, Role>>;
}

export interface Share {
  readonly id: string;
  readonly role: Exclude<Role, "owner">;
  readonly created: string;
  readonly createdBy: string;
  /** Never, if absent. */
  readonly expires?: string;
}

export interface NewShare extends Share {
  /** Said once, and never again. */
  readonly secret: string;
}

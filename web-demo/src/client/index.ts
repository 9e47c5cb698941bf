/**
 * Edit documents together with others through a Stet server.
 *
 * {@link StetClient} keeps the connection, {@link StetDocument} is one document: it opens by itself, takes edits online and offline, and says
 * exactly how many of them are not durable on the server yet. An {@link Editor} shows it; for CodeMirror 6 there is one in
 * `stet-client/codemirror`. What a document is made of is its {@link DocumentType}: plain text if nothing else is said; rich text, JSON, and
 * text by code points are in `stet-client/ottypes`.
 *
 * @packageDocumentation
 */
export { StetClient, type ClientEvents, type ClientOptions, type DocumentOptions } from "./client.ts";
export type { ConnectionStatus, TokenSupplier } from "./connection.ts";
export { StetDocument } from "./document.ts";
export type { DocumentEvents, DocumentStatus, Rejection } from "./document-status.ts";
export { InvalidOperation, type DocumentType, type Rule, type Selection, type Side } from "./document-type.ts";
export { Held, type Cause, type Editor, type EditorLink } from "./editor.ts";
export { BROWSER, type Environment, type Fallback, type NetworkNews, type Socket, type SocketEvents } from "./environment.ts";
export type { Component, Delete, TextOperation } from "./operation.ts";
export type { Participant } from "./presence.ts";
export type { PresenceState } from "./protocol.ts";
export { JOIN_MS, MAX_STEPS, type History } from "./steps.ts";
export { apply, compose, invert, transform, transformPosition, transformSelection, withDeletedText } from "./text.ts";
export type { Kept, KeptDocument, KeptOperation, Left, Shelf } from "./shelf.ts";
export { textType } from "./text-type.ts";
export { diff } from "./diff.ts";

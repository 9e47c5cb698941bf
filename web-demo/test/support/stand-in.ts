/**
 * A stand-in for the server program, for when there is none: `node stand-in.mjs serve --port N --data FOLDER` serves the built page and
 * the model server, and keeps what it acknowledged in a file.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { parseArgs } from "node:util";
import { WebSocketServer } from "ws";
import { SUBPROTOCOL } from "../../src/client/protocol.ts";
import { ModelServer, type Entry } from "./model-server.ts";
import { json } from "./types.ts";

const WEB = new URL("../../classes/web/", import.meta.url);
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

const { values } = parseArgs({ allowPositionals: true, options: { port: { type: "string" }, data: { type: "string" } } });
const folder = values.data ?? "target/stand-in-data";
mkdirSync(folder, { recursive: true });
const logFile = `${folder}/log.jsonl`;

const model = new ModelServer();
if (existsSync(logFile)) {
  for (const line of readFileSync(logFile, "utf8").trim().split("\n")) {
    const { doc, docType, entry } = JSON.parse(line) as { doc: string; docType: string; entry: Entry };
    model.document(doc, docType).append(entry);
  }
}
model.committed = (doc, docType, entry) => appendFileSync(logFile, `${JSON.stringify({ doc, docType, entry })}\n`);

/** Makes a document with a content, unless there is one of its name; returns whether it was made. */
async function create(request: IncomingMessage): Promise<boolean> {
  const body = Buffer.concat(await request.toArray()).toString();
  const { id, docType, content } = JSON.parse(body) as { id: string; docType: string; content: unknown };
  if (model.documents.has(id)) return false;
  const document = model.document(id, docType);
  const { type } = document;
  const entry = { op: type.encode(type.diff(type.empty, type.decodeSnapshot(content))), client: "http", seq: 1, author: "guest" };
  model.committed(id, docType, entry);
  document.append(entry);
  return true;
}

const http = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://stand-in").pathname;
  const document = /^\/api\/v1\/documents\/(.+)$/.exec(path)?.[1];
  if (path === "/api/v1/documents" && request.method === "POST") {
    void create(request).then((isMade) => response.writeHead(isMade ? 201 : 409, { "Content-Type": "application/json" }).end(isMade ? "{}" : '{"code":"doc_exists"}'));
    return;
  }
  if (document !== undefined) {
    const { type, snapshot, log } = model.document(document);
    response.setHeader("Stet-Revision", String(log.length));
    response.setHeader("Stet-Document-Type", type.name);
    const content = type.encodeSnapshot(snapshot);
    if (typeof content === "string" && type !== json) response.setHeader("Content-Type", "text/plain; charset=utf-8").end(content);
    else response.setHeader("Content-Type", "application/json").end(JSON.stringify(content));
    return;
  }
  const file = new URL(path.endsWith("/") ? `${path.slice(1)}index.html` : path.slice(1), WEB);
  if (!existsSync(file)) response.writeHead(404).end();
  else response.setHeader("Content-Type", TYPES[extname(file.pathname)] ?? "text/plain").end(readFileSync(file));
});

const sockets = new WebSocketServer({ server: http, path: "/ws", handleProtocols: () => SUBPROTOCOL });
sockets.on("connection", (socket, request) => {
  const client = new URL(request.url ?? "/", "http://stand-in").searchParams.get("client") ?? "";
  const session = model.connect(client, (frame) => socket.send(frame), (code) => (code >= 3000 ? socket.close(code) : socket.terminate()));
  socket.on("message", (frame) => session.received(String(frame)));
  socket.on("close", () => session.end(1006));
});

http.listen(Number(values.port ?? 0), "127.0.0.1", () => console.log(`Stet stand-in on http://127.0.0.1:${(http.address() as AddressInfo).port}`));

/**
 * Servers that all files of a run talk to, which keep apart by the names of their documents: a server takes as much of the processor to start as
 * most files take of it afterwards. The program that runs the files holds them, and starts each when it is asked for first. A name is the file's
 * that says it first; another one that says it is refused.
 *
 * ```
 *   run ── STET_SHARED_SERVERS ──▶ file ── GET /plain ──────────────────────▶ run: starts, once ──▶ { port, secretFile }
 *                                       ── GET /plain/minutes?file=a.test ──▶ run: whose is it? ──▶ the file
 * ```
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { ServerProgram } from "./program.ts";

const KINDS = { plain: { accounts: false }, accounts: { accounts: true } } as const;
export type Kind = keyof typeof KINDS;

/** How a server is reached. */
export interface Reached {
  readonly port: number;
  readonly secretFile: string;
}

export class SharedServers {
  readonly #programs = new Map<string, ServerProgram>();
  readonly #started = new Map<string, Promise<Reached>>();
  /** The files that documents are of, by the path of the request. */
  readonly #files = new Map<string, string>();
  readonly #http = createServer((request, response) => {
    this.#answer(new URL(String(request.url), "http://run")).then(
      (answer) => response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });

  /** Returns the address to ask at. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#http.close();
    await Promise.allSettled(this.#started.values());
    for (const program of this.#programs.values()) await program.dispose();
  }

  async #answer({ pathname, searchParams }: URL): Promise<Reached | string> {
    const [, kind, doc] = pathname.split("/");
    return doc === undefined ? this.#reached(kind as Kind) : this.#fileOf(pathname, String(searchParams.get("file")));
  }

  #fileOf(document: string, asking: string): string {
    const file = this.#files.get(document) ?? asking;
    this.#files.set(document, file);
    return file;
  }

  #reached(kind: Kind): Promise<Reached> {
    const started = this.#started.get(kind) ?? this.#begin(kind);
    this.#started.set(kind, started);
    return started;
  }

  async #begin(kind: Kind): Promise<Reached> {
    const program = new ServerProgram(KINDS[kind]);
    this.#programs.set(kind, program);
    return { port: await program.start(), secretFile: program.secretFile };
  }
}

/** A server of the run. */
export function sharedServer(kind: Kind): Promise<Reached> {
  return ask(kind);
}

/** Makes a document of a server of the run this file's. Throws where it is another's. */
export async function claimDocument(kind: Kind, doc: string, file = basename(String(process.argv[1]))): Promise<void> {
  const owner = await ask<string>(`${kind}/${doc}?file=${file}`);
  if (owner !== file) throw new Error(`a document of this name is another file's: give it another one, doc=${doc} file=${file} other=${owner}`);
}

async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(`${process.env["STET_SHARED_SERVERS"]}/${path}`);
  if (answer.status !== 200) throw new Error(`the run has no server, asked=${path} why=${await answer.text()}`);
  return (await answer.json()) as T;
}

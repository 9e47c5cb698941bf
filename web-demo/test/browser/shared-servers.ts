/**
 * Servers that all files of a run talk to, which keep apart by the names of their documents: a server takes as much of the processor to start as
 * most files take of it afterwards. The program that runs the files holds them, and starts each when it is asked for first.
 *
 * ```
 *   run ── STET_SHARED_SERVERS ──▶ file ── GET /plain ──▶ run: starts, once ──▶ { port, secretFile }
 * ```
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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
  readonly #http = createServer((request, response) => {
    this.#reached(String(request.url).slice(1) as Kind).then(
      (reached) => response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(reached)),
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
export async function sharedServer(kind: Kind): Promise<Reached> {
  const answer = await fetch(`${process.env["STET_SHARED_SERVERS"]}/${kind}`);
  if (answer.status !== 200) throw new Error(`the run has no server, kind=${kind} why=${await answer.text()}`);
  return (await answer.json()) as Reached;
}

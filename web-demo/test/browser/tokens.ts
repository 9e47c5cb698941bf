/** Tokens of users, for a server with accounts. */
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

export interface Claims {
  /** The user's role by patterns of names of documents. */
  readonly documents?: Readonly<Record<string, string>>;
  /** For how long it counts. */
  readonly validSeconds?: number;
}

export class Tokens {
  /** @param secretFile what they are signed with */
  constructor(private readonly secretFile: string) {}

  /** Has the program make a token, as whoever runs a server does. */
  async byProgram(user: string): Promise<string> {
    const { stdout } = await promisify(execFile)(String(process.env["STET_LAUNCHER"]), ["token", "create", "--secret-file", this.secretFile, "--user", user]);
    return stdout.trim();
  }

  /** Such a token, made here: to start the program for each takes long. */
  of(user: string, { documents, validSeconds = 3600 }: Claims = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: "stet", aud: "stet", sub: user, iat: now, exp: now + validSeconds, ...(documents && { stet: { documents } }) };
    const signed = [{ alg: "HS256", typ: "JWT" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    return `${signed}.${createHmac("sha256", readFileSync(this.secretFile)).update(signed).digest("base64url")}`;
  }
}

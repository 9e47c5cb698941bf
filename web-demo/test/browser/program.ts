/** The server under test as a program of its own, which can be killed and started again on the same data. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const START_DEADLINE_MS = 60_000;

export class ServerProgram {
  #process: ChildProcess | undefined;
  #folder = mkdtempSync(join(tmpdir(), "stet-browser-"));

  readonly scheme: "http" | "https";
  readonly #options: readonly string[];

  constructor({ tls = false, accounts = false }: { readonly tls?: boolean; readonly accounts?: boolean } = {}) {
    this.scheme = tls ? "https" : "http";
    this.#options = [...(tls ? this.#certificate() : []), ...(accounts ? this.#accounts() : [])];
  }

  /** Makes a secret to sign tokens with, and returns the options that have the server want such tokens. */
  #accounts(): string[] {
    writeFileSync(this.secretFile, randomBytes(48).toString("base64"));
    return ["--auth", "jwt", "--jwt-secret-file", this.secretFile, "--jwt-issuer", "stet", "--jwt-audience", "stet", "--clock-skew", "1ms"];
  }

  /** Where the secret is that tokens are signed with, if it has accounts. */
  get secretFile(): string {
    return join(this.#folder, "token.secret");
  }

  /** Makes a certificate, and returns the options that have the server show it. */
  #certificate(): string[] {
    const [keystore, password] = [join(this.#folder, "server.p12"), join(this.#folder, "password")];
    writeFileSync(password, "correct horse");
    const java = process.env["JAVA_HOME"];
    const made = ["-genkeypair", "-keyalg", "EC", "-alias", "server", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1", "-keystore", keystore, "-storepass:file", password];
    execFileSync(java === undefined ? "keytool" : join(java, "bin", "keytool"), made, { stdio: "ignore" });
    return ["--tls-keystore", keystore, "--tls-password-file", password];
  }

  /** Starts it on a free port; returns the port. */
  async start(): Promise<number> {
    const launcher = process.env["STET_LAUNCHER"];
    const command = launcher ?? process.execPath;
    const first = launcher === undefined ? ["target/test/support/stand-in.mjs"] : [];
    const program = spawn(command, [...first, "serve", "--port", "0", "--data", join(this.#folder, "data"), ...this.#options], { stdio: ["ignore", "pipe", "inherit"], detached: true });
    this.#process = program;
    return new Promise((resolve, reject) => {
      let printed = "";
      const fail = (why: string): void => {
        clearTimeout(deadline);
        reject(new Error(`the server did not start: ${why}, command=${command} printed=${printed}`));
      };
      const deadline = setTimeout(() => fail("it printed no address in time"), START_DEADLINE_MS);
      program.on("error", (error) => fail(error.message));
      program.on("exit", (code) => fail(`it ended, code=${code}`));
      program.stdout?.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        const port = /https?:\/\/[^\s/:]+:(\d+)/.exec(printed)?.[1];
        if (port === undefined) return;
        clearTimeout(deadline);
        resolve(Number(port));
      });
    });
  }

  /** Ends it as a power cut would, with everything it started. */
  async kill(): Promise<void> {
    const program = this.#process;
    if (program?.pid === undefined || program.exitCode !== null || program.signalCode !== null) return;
    const ended = new Promise((resolve) => program.once("exit", resolve));
    process.kill(-program.pid, "SIGKILL");
    await ended;
  }

  /** Kills it and removes its data. */
  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

import { Backoff } from "./backoff.ts";
import type { Environment, NetworkNews, Socket, SocketEvents } from "./environment.ts";
import { Heartbeat } from "./heartbeat.ts";
import { Intake } from "./intake.ts";
import { decodeFrame, SUBPROTOCOL, type ClientMessage, type ServerMessage, type Welcome } from "./protocol.ts";
import type { SocketProbe } from "./socket-probe.ts";
import { Ways } from "./ways.ts";

/** How a connection is doing. Times are those of the environment's clock; `failures` are those in a row before the attempt that is made or waited for. */
export type ConnectionStatus =
  | { readonly name: "connecting"; readonly failures: number }
  | { readonly name: "open" }
  /** Waiting before the next attempt. */
  | { readonly name: "waiting"; readonly retryAtMs: number; readonly failures: number }
  /** Over for good: stopped here, or closed by the server with a code that forbids to come back. */
  | { readonly name: "stopped"; readonly code: number; readonly reason: string };

/** Whom a connection tells what happens. */
export interface ConnectionListener {
  status(status: ConnectionStatus): void;
  /** The server is there: documents can be opened. */
  opened(welcome: Welcome): void;
  message(message: ServerMessage): void;
  /** What was opened is gone. Follows each `opened` once. */
  lost(): void;
}

/** The longest wait before the first new attempt. */
export const BACKOFF_BASE_MS = 500;
/** The longest wait between two attempts. */
export const BACKOFF_CEILING_MS = 20_000;
/** How long a connection may take until the server's welcome. */
export const WELCOME_DEADLINE_MS = 10_000;
/** How soon something must be heard when the network or the page came back. */
export const PROBE_DEADLINE_MS = 4_000;
/** How long a connection must last until its loss counts as a first failure again. */
export const STABLE_MS = 5_000;

/** How long a socket that was given up while it was opening may still reach the server, and replace a newer one. */
export const STRAY_MS = 60_000;

/** Gets a token that says who the user is: for each attempt to connect, and before the last one expires. */
export type TokenSupplier = () => Promise<string> | string;

/** The code for a client that another connection goes on with. */
export const REPLACED = 4009;
/** Close codes after which coming back would fail, or harm, again. */
const FINAL_CODES: ReadonlySet<number> = new Set([1003, 1007, 1009, REPLACED]);
const DRAINING = 4010;
const RATE_LIMITED = 4008;
/** About how long a server is left alone that closed the connection since too much was sent. */
export const AFTER_RATE_LIMITED_MS = 5_000;
/** The code for being stopped here. */
const STOPPED = 1000;

/**
 * One WebSocket at a time, or what stands in for it where there can be none, opened again whenever it is lost: with exponential backoff, at once when the network or the
 * page comes back, and when nothing is heard any more. Confined to the thread it is used on.
 */
export class Connection {
  #status: ConnectionStatus = { name: "connecting", failures: 0 };
  #socket: Socket | undefined;
  #heartbeat: Heartbeat | undefined;
  #welcomedAtMs: number | undefined;
  #drainMs: number | undefined;
  #gaveUpOpeningAtMs = -Infinity;
  #pings = 0;
  #attempts = 0;
  #cancelTimer: () => void = () => undefined;
  #unwatch: () => void = () => undefined;
  #isSuspended = false;
  /** Tries WebSockets again while there is something else in their place. */
  #probe: SocketProbe | undefined;
  readonly #backoff: Backoff;
  readonly #ways: Ways;
  /** What came over the socket; what came over one that was left meanwhile is passed over. */
  readonly #intake: Intake;

  constructor(
    private readonly url: string,
    private readonly environment: Environment,
    private readonly listener: ConnectionListener,
    private readonly token?: TokenSupplier,
  ) {
    this.#backoff = new Backoff(() => environment.random(), BACKOFF_BASE_MS, BACKOFF_CEILING_MS);
    this.#ways = new Ways(environment);
    this.#intake = new Intake(environment);
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  start(): void {
    this.#unwatch = this.environment.watch((news) => this.#heardOfNetwork(news));
    this.#connect();
  }

  /** Sends a message. Only while the status is `open`. */
  send(message: ClientMessage): void {
    if (this.#status.name !== "open") throw new Error(`there is no connection to send on, status=${this.#status.name} type=${message.type}`);
    this.#socket?.send(JSON.stringify(message));
    this.#heartbeat?.sent();
  }

  /** Tries again now instead of waiting. */
  retryNow(): void {
    if (this.#status.name === "waiting" && !this.#isSuspended) this.#connect();
  }

  /** Has no socket until {@link resume}. */
  suspend(): void {
    if (this.#status.name === "stopped") return;
    this.#isSuspended = true;
    this.#end({ name: "waiting", retryAtMs: this.environment.now(), failures: this.#backoff.failures });
  }

  resume(): void {
    this.#isSuspended = false;
    this.retryNow();
  }

  /** Gives this socket up and opens another: what came over it does not fit together. */
  reconnect(): void {
    if (this.#status.name === "open" || this.#status.name === "connecting") this.#wait();
  }

  stop(code = STOPPED, reason = "stopped by this program"): void {
    this.#end({ name: "stopped", code, reason });
  }

  #connect(): void {
    this.#discardSocket();
    this.#setStatus({ name: "connecting", failures: this.#backoff.failures });
    this.#cancelTimer = this.environment.after(WELCOME_DEADLINE_MS, () => this.#wait());
    this.#attempts += 1;
    if (this.token === undefined) this.#openSocket();
    else this.#withToken(this.token, (token) => this.#openSocket(token), () => this.#wait());
  }

  /** Gets a token, and uses it unless there is another attempt to connect by then. */
  #withToken(supplier: TokenSupplier, use: (token: string) => void, failed: () => void): void {
    const attempt = this.#attempts;
    const isCurrent = (): boolean => this.#attempts === attempt && (this.#status.name === "connecting" || this.#status.name === "open");
    Promise.resolve()
      .then(supplier)
      .then(
        (token) => isCurrent() && use(token),
        (error: unknown) => {
          console.warn("stet: there is no token", error);
          if (isCurrent()) failed();
        },
      );
  }

  #openSocket(token?: string): void {
    const isCurrent = (): boolean => this.#socket === socket;
    const events: SocketEvents = {
      received: (frame) => isCurrent() && this.#intake.add(this.#read(frame).map((message) => () => isCurrent() && this.#handle(message))),
      closed: (code, reason) => this.#intake.add([() => isCurrent() && this.#closed(code, reason)]),
    };
    let socket: Socket | undefined;
    try {
      socket = this.#ways.next?.open(this.url, token, events) ?? this.#openWebSocket(token, events);
      this.#socket = socket;
    } catch (error) {
      console.error("stet: a connection cannot be opened", error);
      this.#ways.failed();
      this.#wait();
    }
  }

  #openWebSocket(token: string | undefined, events: SocketEvents): Socket {
    return this.environment.openSocket(this.url, token === undefined ? [SUBPROTOCOL] : [SUBPROTOCOL, `bearer.${token}`], events);
  }

  /** Looks from time to time whether there can be a WebSocket by now; then this connection makes way for one. */
  #startProbe(): void {
    const socket = this.#socket;
    const works = (): void => {
      this.#ways.socketWorks();
      this.#wait(0);
    };
    import("./socket-probe.ts").then(
      ({ SocketProbe }) => {
        if (this.#socket === socket) this.#probe = new SocketProbe(this.environment, (token, events) => this.#openWebSocket(token, events), this.token, works);
      },
      (error: unknown) => console.warn("stet: what looks for WebSockets cannot be loaded", error),
    );
  }

  /** What a frame says; nothing if the protocol does not have that. */
  #read(frame: string): readonly ServerMessage[] {
    this.#heartbeat?.heard();
    try {
      return decodeFrame(frame);
    } catch (error) {
      console.error("stet: the server sent what the protocol does not have", error);
      this.#wait();
      return [];
    }
  }

  #handle(message: ServerMessage): void {
    switch (message.type) {
      case "session:welcome":
        this.#welcomed(message);
        break;
      case "session:draining":
        this.#drainMs = message.retryAfterMs;
        break;
      case "session:expiring":
        if (this.token !== undefined) this.#withToken(this.token, (token) => this.#renew(token), () => undefined);
        break;
      default:
        this.listener.message(message);
    }
  }

  #welcomed(welcome: Welcome): void {
    if (this.#status.name !== "connecting") return;
    this.#cancelTimer();
    this.#welcomedAtMs = this.environment.now();
    this.#heartbeat = new Heartbeat(this.environment, welcome.heartbeatMs, () => this.#ping(), () => this.#wait());
    this.#ways.welcomed();
    if (this.#ways.next !== undefined) this.#startProbe();
    this.#setStatus({ name: "open" });
    this.listener.opened(welcome);
  }

  #renew(token: string): void {
    if (this.#status.name === "open") this.send({ type: "session:renew", token });
  }

  #ping(): void {
    this.#pings += 1;
    this.send({ type: "ping", id: String(this.#pings) });
  }

  #closed(code: number, reason: string): void {
    if (FINAL_CODES.has(code) && !(code === REPLACED && this.#mayBeOwnStray())) this.#end({ name: "stopped", code, reason });
    else if (code === RATE_LIMITED) this.#wait(AFTER_RATE_LIMITED_MS);
    else this.#wait(code === DRAINING ? (this.#drainMs ?? BACKOFF_BASE_MS) : undefined);
  }

  /** Whether what replaced this connection may be an older socket of this very client, late to arrive. */
  #mayBeOwnStray(): boolean {
    return this.environment.now() - this.#gaveUpOpeningAtMs < STRAY_MS;
  }

  /** Leaves the socket, and comes back after a while; where the server named one, half to one and a half times as long. */
  #wait(afterMs?: number): void {
    const isStable = this.#welcomedAtMs !== undefined && this.environment.now() - this.#welcomedAtMs >= STABLE_MS;
    if (isStable) this.#backoff.succeeded();
    const backoffMs = this.#backoff.next();
    const delayMs = afterMs === undefined ? backoffMs : Math.round(afterMs * (0.5 + this.environment.random()));
    this.#end({ name: "waiting", retryAtMs: this.environment.now() + delayMs, failures: this.#backoff.failures });
    this.#cancelTimer = this.environment.after(delayMs, () => this.#connect());
  }

  #end(status: ConnectionStatus): void {
    const wasOpen = this.#status.name === "open";
    this.#discardSocket();
    if (status.name === "stopped") this.#unwatch();
    this.#status = status;
    if (wasOpen) this.listener.lost();
    this.listener.status(status);
  }

  #discardSocket(): void {
    this.#cancelTimer();
    this.#heartbeat?.stop();
    this.#heartbeat = undefined;
    this.#probe?.stop();
    this.#probe = undefined;
    this.#welcomedAtMs = undefined;
    this.#drainMs = undefined;
    const socket = this.#socket;
    if (socket === undefined) return;
    if (this.#status.name === "connecting") {
      this.#gaveUpOpeningAtMs = this.environment.now();
      this.#ways.failed();
    }
    this.#socket = undefined;
    socket.close();
  }

  #setStatus(status: ConnectionStatus): void {
    this.#status = status;
    this.listener.status(status);
  }

  #heardOfNetwork(news: NetworkNews): void {
    if (news === "online" || news === "visible") this.retryNow();
    else if (news !== "offline") return;
    if (this.#status.name === "open") this.#heartbeat?.probe(PROBE_DEADLINE_MS);
  }
}

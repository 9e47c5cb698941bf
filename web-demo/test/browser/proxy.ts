import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { Transform } from "node:stream";

/** A stretch of network between browsers and the server that can be cut: real connections really go away. */
export class CuttableProxy {
  /** The port of the server behind. */
  target = 0;
  /** Whether it refuses what asks for a WebSocket, as some do: the connection is reset. */
  blocksSockets = false;
  #isCut = false;
  #held: (() => void)[] | undefined;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((near) => {
    if (this.#isCut) {
      near.destroy();
      return;
    }
    const far = connect(this.target, "127.0.0.1");
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      // An error is always followed by the close that is handled below.
      socket.on("error", () => undefined);
    }
    near.once("data", (head) => {
      if (this.blocksSockets && /^upgrade: *websocket/im.test(head.toString("latin1"))) near.resetAndDestroy();
    });
    near.pipe(this.#gate()).pipe(far);
    far.pipe(this.#gate()).pipe(near);
    near.on("close", () => this.#drop(near, far));
    far.on("close", () => this.#drop(near, far));
  });

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  /** Resets every connection, and every new one until mended. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  /** Lets nothing through until released; connections stay. */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const pass of held) pass();
  }

  stop(): void {
    this.release();
    this.cut();
    this.#server.close();
  }

  #gate(): Transform {
    return new Transform({
      transform: (chunk, _encoding, pass) => {
        if (this.#held === undefined) pass(null, chunk);
        else this.#held.push(() => pass(null, chunk));
      },
    });
  }

  #drop(near: Socket, far: Socket): void {
    near.destroy();
    far.destroy();
    this.#sockets.delete(near);
    this.#sockets.delete(far);
  }
}

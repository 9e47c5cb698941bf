import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A stretch of network between browsers and the server that can be cut: real connections really go away. */
export class CuttableProxy {
  /** The port of the server behind. */
  target = 0;
  /** Whether it refuses what asks for a WebSocket, as some do. */
  blocksSockets = false;
  #isCut = false;
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
    if (this.blocksSockets) this.#pipeUnlessSocket(near, far);
    else near.pipe(far);
    far.pipe(near);
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

  stop(): void {
    this.cut();
    this.#server.close();
  }

  #pipeUnlessSocket(near: Socket, far: Socket): void {
    near.once("data", (head) => {
      near.pause();
      if (/^upgrade: *websocket/im.test(head.toString("latin1"))) {
        near.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      far.write(head);
      near.pipe(far);
    });
  }

  #drop(near: Socket, far: Socket): void {
    near.destroy();
    far.destroy();
    this.#sockets.delete(near);
    this.#sockets.delete(far);
  }
}

import WebSocket from "ws";
import { BROWSER, type Environment } from "../../src/client/index.ts";

/** What a client takes from the world around it where there is no browser. */
export const NODE: Environment = {
  ...BROWSER,
  openSocket: (url, subprotocols, events) => {
    const socket = new WebSocket(url, [...subprotocols]);
    socket.on("message", (frame) => events.received(String(frame)));
    socket.on("close", (code, reason) => events.closed(code, String(reason)));
    // An error is always followed by the close that is handled above.
    socket.on("error", () => undefined);
    return socket;
  },
};

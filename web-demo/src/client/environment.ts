/** What the client takes from the world around it: time, chance, sockets, and news of the network. */

/** An open, or opening, WebSocket. */
export interface Socket {
  send(frame: string): void;
  close(): void;
}

/** What happens to a socket. */
export interface SocketEvents {
  received(frame: string): unknown;
  /** The socket could not be opened, or is gone. */
  closed(code: number, reason: string): unknown;
}

/** What stands in for WebSockets where proxies let none through. */
export interface Fallback {
  /** @param url that of the WebSocket */
  open(url: string, token: string | undefined, events: SocketEvents): Socket;
  /** Whether it was needed when it was known last; remembered for as long as the environment likes. */
  wasNeeded: boolean;
}

/**
 * What happens to the network and the page. `online`, `offline` and `visible` are reasons to look at the connection now. A page that is `hidden`
 * may end without another word. One that the user is `leaving` may come `back` as it is, from the browser's back/forward cache; nothing happens in
 * it meanwhile.
 */
export type NetworkNews = "online" | "offline" | "visible" | "hidden" | "leaving" | "back";

/** Everything that is not determined by what came before; replaced in simulations. */
export interface Environment {
  /** Milliseconds since some moment. */
  now(): number;
  /**
   * Runs the task once after a delay, unless the returned function is called before. Without a delay it is run as soon as what waits already is
   * done: a frame, or a key that went down.
   */
  after(delayMs: number, task: () => void): () => void;
  /** At least 0 and less than 1. */
  random(): number;
  /** @param subprotocols the one that is spoken; a token may follow it */
  openSocket(url: string, subprotocols: readonly string[], events: SocketEvents): Socket;
  /** Absent where there is none. */
  readonly fallback?: Fallback;
  /** Tells the listener what happens to the network and the page, until the returned function is called. */
  watch(listener: (news: NetworkNews) => void): () => void;
}

/** Opens streams of events in the place of a socket. What does that is loaded only now: few need it. */
function openEvents(url: string, token: string | undefined, events: SocketEvents): Socket {
  let socket: Socket | undefined;
  let isClosed = false;
  import("./event-socket.ts").then(
    ({ EventSocket }) => {
      if (!isClosed) socket = new EventSocket(url, token, events, { fetch: (address, request) => fetch(address, request), now: () => Date.now() });
    },
    () => events.closed(1006, ""),
  );
  return {
    // there is something to send only after the welcome, which comes over the socket
    send: (frame) => socket?.send(frame),
    close: () => {
      isClosed = true;
      socket?.close();
    },
  };
}

const FALLBACK_KEY = "stet.way";

/** What comes of using the storage of the session; undefined where there is none, or it is not allowed. */
function stored<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

/** Unlike timers, messages come at once after many others, and in a page that nobody sees. */
function next(task: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    task();
  };
  port2.postMessage(0);
  return () => port1.close();
}

/** The browser's; in Node, which has no window, without news of the network. */
export const BROWSER: Environment = {
  now: () => Date.now(),
  after: (delayMs, task) => {
    if (delayMs === 0) return next(task);
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  openSocket: (url, subprotocols, events) => {
    const socket = new WebSocket(url, [...subprotocols]);
    socket.onmessage = (event) => events.received(String(event.data));
    socket.onclose = (event) => events.closed(event.code, event.reason);
    return socket;
  },
  fallback: {
    open: openEvents,
    get wasNeeded() {
      return stored(() => sessionStorage.getItem(FALLBACK_KEY)) === "events";
    },
    set wasNeeded(needed) {
      stored(() => (needed ? sessionStorage.setItem(FALLBACK_KEY, "events") : sessionStorage.removeItem(FALLBACK_KEY)));
    },
  },
  watch: (listener) => {
    if (typeof window === "undefined") return () => undefined;
    const over = new AbortController();
    const tell = (target: EventTarget, event: string, news: NetworkNews, isNews: (event: Event) => boolean = () => true): void =>
      target.addEventListener(event, (each) => isNews(each) && listener(news), over);
    const isCached = (event: Event): boolean => (event as PageTransitionEvent).persisted;
    for (const news of ["online", "offline"] as const) tell(window, news, news);
    tell(window, "pagehide", "hidden");
    tell(window, "pagehide", "leaving", isCached);
    tell(window, "pageshow", "back", isCached);
    for (const news of ["visible", "hidden"] as const) tell(document, "visibilitychange", news, () => document.visibilityState === news);
    return () => over.abort();
  },
};

/** An id for this program, to be kept to itself: 128 random bits. */
export function randomClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** What goes on in the document while its past is looked at. */
import { StetClient, type DocumentType, type StetDocument } from "../../client/index.ts";
import { appearanceOf } from "../../binding/appearance.ts";

export interface Watcher {
  /** The document has another newest revision. */
  moved(revision: number): void;
  /** What the user may do is known, or something else. */
  mayEdit(may: boolean): void;
  /** Somebody who is here is called so. */
  met(user: string, name: string): void;
}

/** Keeps a document open without looking at what is in it. */
export function watch(client: StetClient, id: string, docType: string, share: string | undefined, watcher: Watcher): void {
  const stet = client.document<unknown, unknown>(id, { type: sealed(docType, () => queueMicrotask(tell)), create: false, ...(share !== undefined && { share }) });
  let told = -1;
  const tell = (): void => {
    if (stet.revision === undefined || stet.revision === told) return;
    told = stet.revision;
    watcher.moved(told);
  };
  const meet = (): void => {
    for (const participant of stet.participants) {
      const { name } = appearanceOf(participant);
      if (name !== participant.user) watcher.met(participant.user, name);
    }
  };
  client.on("connection", ({ name }) => {
    // then the server says so when it is tried
    if (name === "waiting" && !knowsRole(stet)) watcher.mayEdit(true);
  });
  stet.on("status", () => {
    tell();
    if (knowsRole(stet)) watcher.mayEdit(stet.isEditable);
    meet();
  });
  stet.on("participants", meet);
}

function knowsRole(stet: StetDocument<unknown, unknown>): boolean {
  return stet.role !== "" && stet.status.name !== "failed";
}

/**
 * A type whose documents are not looked at: for one who only wants to know that they change.
 *
 * @param changed called with each operation that comes
 */
function sealed(name: string, changed: () => void): DocumentType<unknown, unknown> {
  const cannot = (): never => {
    throw new Error("a document that is watched is not edited");
  };
  return {
    name,
    empty: null,
    apply: (snapshot) => (changed(), snapshot),
    transform: (operation) => operation,
    yielding: "left",
    compose: (_first, second) => second,
    invert: cannot,
    diff: cannot,
    isNoop: () => false,
    transformSelection: (selection) => selection,
    check: cannot,
    encode: cannot,
    decode: (value) => value,
    encodeSnapshot: cannot,
    decodeSnapshot: () => null,
  };
}

/** The line under the title: whether everything is saved, and what happens if not. */
import type { ConnectionStatus, StetClient, StetDocument } from "../../client/index.ts";
import { byId, say } from "./elements.ts";

/** Typing is usually saved faster than this: only what takes longer is worth a word. */
const SAVING_SHOWN_AFTER_MS = 400;

type Kind = "opening" | "saved" | "saving" | "offline" | "failed";

/** What the chip says about a document. */
function words(kind: Kind, unacknowledged: number): string {
  const noun = unacknowledged === 1 ? "edit" : "edits";
  const edits = `${unacknowledged} unsaved ${noun}`;
  switch (kind) {
    case "opening":
      return "Opening…";
    case "saved":
      return "Saved";
    case "saving":
      return `Saving ${unacknowledged} ${noun}…`;
    case "offline":
      return unacknowledged === 0 ? "Offline · all saved" : `Offline · ${edits}`;
    case "failed":
      return unacknowledged === 0 ? "Stopped" : `Stopped · ${edits}`;
  }
}

/** What happens about a missing connection. */
function retryWords(connection: ConnectionStatus): string {
  if (connection.name !== "waiting") return "Reconnecting…";
  const seconds = Math.max(0, Math.ceil((connection.retryAtMs - Date.now()) / 1000));
  return seconds === 0 ? "Reconnecting…" : `Reconnecting in ${seconds} s`;
}

/** What is in the place of a document that is not there yet. A server that does not know who asks lets nobody connect. */
function openingWords({ name }: ConnectionStatus): string {
  if (document.documentElement.dataset["stranger"] !== undefined) return "The document opens as soon as you sign in.";
  return name === "waiting" ? "The server cannot be reached. The document opens as soon as it can." : "Opening the document…";
}

/** Keeps the status line, and the attributes of the page that say the same to programs. */
export function showStatus<S, O>(client: StetClient, stet: StetDocument<S, O>): void {
  const root = document.documentElement;
  let savingSince: number | undefined;
  let spoken = "";

  const update = (): void => {
    const { status } = stet;
    const { connection } = client;
    const unacknowledged = status.name === "opening" || status.name === "saved" ? 0 : status.unacknowledged;
    savingSince = status.name === "saving" ? (savingSince ?? Date.now()) : undefined;
    root.dataset["state"] = status.name;
    root.dataset["connection"] = connection.name;
    root.dataset["unacknowledged"] = String(unacknowledged);

    const isBrief = savingSince !== undefined && Date.now() - savingSince < SAVING_SHOWN_AFTER_MS;
    const kind = isBrief ? "saved" : status.name;
    byId("chip").dataset["kind"] = kind;
    byId("chip-text").textContent = words(kind, unacknowledged);

    const isAway = connection.name !== "open" && (status.name === "offline" || (status.name === "opening" && connection.name === "waiting"));
    byId("retry").hidden = !isAway;
    byId("retry-text").textContent = isAway ? retryWords(connection) : "";
    byId("retry-now").hidden = connection.name !== "waiting";
    const opening = byId("opening");
    opening.hidden = status.name !== "opening";
    opening.textContent = openingWords(connection);
    announce(status.name, unacknowledged);
  };

  /** Speaks of what changed for the user: away, back, over. Not of every keystroke that is saved. */
  const announce = (kind: Kind, unacknowledged: number): void => {
    if (kind === "saving" || kind === spoken) return;
    if (spoken !== "" && !(kind === "saved" && spoken === "opening")) say(kind === "saved" ? "Connected again, everything is saved." : words(kind, unacknowledged));
    spoken = kind;
  };

  stet.on("status", update);
  client.on("connection", update);
  setInterval(update, SAVING_SHOWN_AFTER_MS / 2);
  byId("retry-now").addEventListener("click", () => client.retryNow());
  update();
}

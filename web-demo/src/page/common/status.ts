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

/** Whether the server could not be reached when it was tried last; another attempt may be under way. */
function isUnreached(connection: ConnectionStatus): boolean {
  return "failures" in connection && connection.failures > 0;
}

/**
 * What is in the place of a document that is not there yet.
 *
 * @param isStranger whether the server does not know who asks, and lets nobody connect
 */
export function openingWords(connection: ConnectionStatus, isStranger: boolean): string {
  if (isStranger) return "The document opens as soon as you sign in.";
  return isUnreached(connection) ? "The server cannot be reached. The document opens as soon as it can." : "Opening the document…";
}

/** What the line is made of. */
interface Said {
  readonly kind: Kind;
  readonly isOpening: boolean;
  readonly isRetrying: boolean;
  readonly words: string;
  /** What is in the place of a document that is not there yet. */
  readonly openingWords: string;
  /** What happens about a missing connection; empty if nothing is to be said. */
  readonly retryWords: string;
}

/** Returns what shows the line, and touches the page only where it says something else than before. */
function line(): (said: Said) => void {
  const [chip, opening] = [byId("chip"), byId("opening")];
  let shown = "";
  return (said) => {
    const news = JSON.stringify(said);
    if (news === shown) return;
    shown = news;
    document.documentElement.dataset["stage"] = said.isOpening ? "opening" : said.kind === "failed" ? "failed" : "open";
    chip.dataset["kind"] = said.kind;
    byId("chip-text").textContent = said.words;
    byId("retry").hidden = said.retryWords === "";
    byId("retry-text").textContent = said.retryWords;
    byId("retry-now").hidden = !said.isRetrying;
    opening.hidden = !said.isOpening;
    opening.textContent = said.openingWords;
  };
}

/**
 * Keeps the status line, and the attributes of the page that say the same to programs: those with every edit, so no style may depend on them;
 * what style depends on is `data-stage`.
 */
export function showStatus<S, O>(client: StetClient, stet: StetDocument<S, O>): void {
  const root = document.documentElement;
  const show = line();
  let savingSince: number | undefined;
  let spoken = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  const update = (): void => {
    const { status } = stet;
    const { connection } = client;
    const { name } = status;
    const unacknowledged = "unacknowledged" in status ? status.unacknowledged : 0;
    savingSince = name === "saving" ? (savingSince ?? Date.now()) : undefined;
    tell(root, "state", name);
    tell(root, "connection", connection.name);
    tell(root, "unacknowledged", String(unacknowledged));

    const isBrief = savingSince !== undefined && Date.now() - savingSince < SAVING_SHOWN_AFTER_MS;
    const isRetrying = connection.name === "waiting";
    if (isBrief || isRetrying) timer ??= setTimeout(lookAgain, SAVING_SHOWN_AFTER_MS / 2);
    const kind = isBrief ? "saved" : name;
    const isAway = connection.name !== "open" && (name === "offline" || (name === "opening" && isUnreached(connection)));
    const opening = openingWords(connection, root.dataset["stranger"] !== undefined);
    show({ kind, isOpening: name === "opening", isRetrying, words: words(kind, unacknowledged), openingWords: opening, retryWords: isAway ? retryWords(connection) : "" });
    announce(name, unacknowledged);
  };

  const lookAgain = (): void => {
    timer = undefined;
    update();
  };

  /** Speaks of what changed for the user: away, back, over. Not of every keystroke that is saved. */
  const announce = (kind: Kind, unacknowledged: number): void => {
    if (kind === "saving" || kind === spoken) return;
    if (spoken !== "" && !(kind === "saved" && spoken === "opening")) say(kind === "saved" ? "Connected again, everything is saved." : words(kind, unacknowledged));
    spoken = kind;
  };

  stet.on("status", update);
  client.on("connection", update);
  byId("retry-now").addEventListener("click", () => client.retryNow());
  update();
}

/** Sets a data attribute, if it is another. */
function tell({ dataset }: HTMLElement, name: string, value: string): void {
  if (dataset[name] !== value) dataset[name] = value;
}

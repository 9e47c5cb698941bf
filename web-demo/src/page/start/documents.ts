/** The list of recent documents. */
import { addressOf, titleOf } from "../common/address.ts";
import { byId, make, say } from "../common/elements.ts";
import { forget, recentDocuments, type Recent } from "../common/recent.ts";
import { languageNamed } from "../edit/languages.ts";

export function showRecent(): void {
  const documents = recentDocuments();
  byId("documents").replaceChildren(...documents.map(row));
  byId("no-documents").hidden = documents.length > 0;
}

function row(recent: Recent): HTMLLIElement {
  const { id, kind, language, excerpt, when } = recent;
  const item = make("li", "document");
  const link = make("a", "document-link");
  const address = new URL(addressOf(kind, id));
  if (language !== "") address.searchParams.set("language", language);
  link.href = address.href;
  const isCode = language !== "" && language !== "markdown";
  const begins = make("span", isCode ? "document-excerpt code" : "document-excerpt", excerpt === "" ? "Nothing written yet" : excerpt);
  link.append(make("span", "document-title", titleOf(id)), begins);
  const time = make("time", "document-when", ago(when));
  time.dateTime = new Date(when).toISOString();
  time.title = new Date(when).toLocaleString();
  const remove = make("button", "tool document-forget", "Forget");
  remove.type = "button";
  remove.setAttribute("aria-label", `Forget ${titleOf(id)}`);
  remove.title = "Take it off this list. It stays on the server.";
  remove.addEventListener("click", () => {
    forget(id);
    showRecent();
    byId("recent-title").focus();
    say(`${titleOf(id)} is off the list. It stays on the server.`);
  });
  item.append(link, make("span", "document-kind", kindWords(recent)), time, remove);
  return item;
}

function kindWords({ kind, language }: Recent): string {
  switch (kind) {
    case "rich":
      return "Rich text";
    case "board":
      return "Board";
    default:
      return languageNamed(language).label;
  }
}

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How long ago something was, in the largest unit that fits. */
export function ago(when: number, now = Date.now()): string {
  const seconds = Math.max(0, (now - when) / 1000);
  const unit = UNITS.find(([, length]) => seconds >= length);
  if (unit === undefined) return "just now";
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-Math.floor(seconds / unit[1]), unit[0]);
}

/** The share links of a document, in the dialog of its owners. */
import { ask } from "./api.ts";
import { byId, make } from "./elements.ts";
import { actionRow, carryOut, failed } from "./share-rows.ts";

/** A share link, without its secret, which is told only once. */
interface Share {
  readonly id: string;
  readonly role: string;
  /** ISO 8601 */
  readonly expires?: string;
}

const DAY_MS = 86_400_000;

/** @param made shows the secret of a link that was made just now */
export function showLinks(id: string, answer: Readonly<Record<string, unknown>>, made: (secret: string) => void): void {
  const shares = (answer["shares"] ?? []) as readonly Share[];
  const again = async (): Promise<void> => showLinks(id, (await ask(id, "/shares")).body, made);
  const rows = shares.map((share) =>
    actionRow(`${share.role === "editor" ? "Edit" : "Read"} · ${untilWhen(share.expires)}`, "Revoke", () => carryOut(revoke(id, share.id).then(again))),
  );
  byId("share-links").replaceChildren(...(rows.length === 0 ? [make("li", "none", "No links yet.")] : rows));
  byId("share-form").onsubmit = (event) => {
    event.preventDefault();
    const days = Number(byId<HTMLSelectElement>("share-time").value);
    const expires = days === 0 ? {} : { expires: new Date(Date.now() + days * DAY_MS).toISOString() };
    const body = { role: byId<HTMLSelectElement>("share-role").value, ...expires };
    const making = ask(id, "/shares", { method: "POST", body }).then(async (answered) => {
      if (failed(answered)) return;
      made(String(answered.body["secret"]));
      byId("share-words").textContent = `This link lets whoever is logged in ${body.role === "editor" ? "edit" : "read"}. Copy it now: it is not shown again.`;
      byId("share-copy").focus();
      await again();
    });
    carryOut(making);
  };
}

async function revoke(id: string, share: string): Promise<void> {
  failed(await ask(id, `/shares/${share}`, { method: "DELETE" }));
}

function untilWhen(expires: string | undefined): string {
  if (expires === undefined) return "for ever";
  return `until ${new Date(expires).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}`;
}

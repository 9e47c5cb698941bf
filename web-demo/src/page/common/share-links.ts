/** The share links of a document, in the dialog of its owners. */
import type { HttpDocument, Share } from "../../http/index.ts";
import { byId } from "./elements.ts";
import { actionRow, carryOut, showRows } from "./share-rows.ts";

const DAY_MS = 86_400_000;

/** @param made shows the secret of a link that was made just now */
export function showLinks(document: HttpDocument, shares: readonly Share[], made: (secret: string) => void): void {
  const again = async (): Promise<void> => showLinks(document, await document.shares(), made);
  const revoke = async ({ id }: Share): Promise<void> => {
    await document.revokeShare(id);
    await again();
  };
  const make = async (): Promise<void> => {
    const role = byId<HTMLSelectElement>("share-role").value === "editor" ? "editor" : "viewer";
    const days = Number(byId<HTMLSelectElement>("share-time").value);
    const { secret } = await document.share({ role, ...(days > 0 && { expires: new Date(Date.now() + days * DAY_MS).toISOString() }) });
    made(secret);
    byId("share-words").textContent = `This link lets whoever is logged in ${role === "editor" ? "edit" : "read"}. Copy it now: it is not shown again.`;
    byId("share-copy").focus();
    await again();
  };
  const rows = shares.map((share) => actionRow(share.id, `${share.role === "editor" ? "Edit" : "Read"} · ${untilWhen(share.expires)}`, "Revoke", () => carryOut(revoke(share))));
  showRows(byId("share-links"), rows, "No links yet.");
  byId("share-form").onsubmit = (event) => {
    event.preventDefault();
    carryOut(make());
  };
}

function untilWhen(expires: string | undefined): string {
  if (expires === undefined) return "for ever";
  return `until ${new Date(expires).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}`;
}

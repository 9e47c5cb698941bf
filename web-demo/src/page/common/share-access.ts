/** Who may do what with a document, by name, in the dialog of its owners. */
import type { Access, HttpDocument, Role } from "../../http/index.ts";
import { byId } from "./elements.ts";
import { actionRow, carryOut, showRows } from "./share-rows.ts";

const ROLES: Readonly<Record<Role, string>> = { viewer: "reads", commenter: "reads", editor: "edits", owner: "owns" };

/** Shows the access list, and lets an owner change it: each change replaces the version that is shown. */
export async function showAccess(document: HttpDocument): Promise<void> {
  const { version, users } = await document.access();
  const replace = async (next: Access["users"]): Promise<void> => {
    try {
      await document.replaceAccess(version, next);
    } finally {
      await showAccess(document);
    }
  };
  const add = async (): Promise<void> => {
    const user = byId<HTMLInputElement>("access-user");
    await replace({ ...users, [user.value.trim()]: byId<HTMLSelectElement>("access-role").value as Role });
    user.value = "";
  };
  const without = (user: string): Access["users"] => Object.fromEntries(Object.entries(users).filter(([name]) => name !== user));
  const rows = Object.entries(users).map(([user, role]) => actionRow(user, `${user} ${ROLES[role] ?? role}`, "Remove", () => carryOut(replace(without(user)))));
  showRows(byId("access-list"), rows, "Nobody by name: tokens and links say who may do what.");
  byId("access-form").onsubmit = (event) => {
    event.preventDefault();
    carryOut(add());
  };
}

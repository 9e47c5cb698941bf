/** Who may do what with a document, by name, in the dialog of its owners. */
import { ask } from "./api.ts";
import { byId, make } from "./elements.ts";
import { actionRow, carryOut, failed } from "./share-rows.ts";

const ROLES: Readonly<Record<string, string>> = { viewer: "reads", commenter: "reads", editor: "edits", owner: "owns" };

/** The roles by the users' names. */
type Users = Readonly<Record<string, string>>;

/** Shows the access list, and lets an owner change it: each change replaces the version that is shown. */
export async function showAccess(id: string): Promise<void> {
  const answer = await ask(id, "/access");
  if (failed(answer)) return;
  const users = (answer.body["users"] ?? {}) as Users;
  const replace = async (next: Users): Promise<void> => {
    const answered = await ask(id, "/access", { method: "PUT", body: { users: next }, replaces: answer.tag });
    await showAccess(id);
    failed(answered);
  };
  const rows = Object.entries(users).map(([user, role]) =>
    actionRow(`${user} ${ROLES[role] ?? role}`, "Remove", () => carryOut(replace(Object.fromEntries(Object.entries(users).filter(([name]) => name !== user))))),
  );
  byId("access-list").replaceChildren(...(rows.length === 0 ? [make("li", "none", "Nobody by name: tokens and links say who may do what.")] : rows));
  byId("access-form").onsubmit = (event) => {
    event.preventDefault();
    const user = byId<HTMLInputElement>("access-user");
    const next = { ...users, [user.value.trim()]: byId<HTMLSelectElement>("access-role").value };
    user.value = "";
    carryOut(replace(next));
  };
}

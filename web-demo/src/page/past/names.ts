import { COLORS } from "../../binding/appearance.ts";

/** A user as the page shows them. */
export interface Author {
  readonly id: string;
  readonly name: string;
  /** `#rrggbb` */
  readonly color: string;
}

/** Names and colours of those who wrote. A colour is given to each in the order in which they come, until all are used. */
export class Authors {
  readonly #colors = new Map<string, string>();
  readonly #names = new Map<string, string>();

  /** Says what somebody is called. Returns whether that is news. */
  learn(user: string, name: string): boolean {
    if (this.#names.get(user) === name) return false;
    this.#names.set(user, name);
    return true;
  }

  of(id: string): Author {
    let color = this.#colors.get(id);
    if (color === undefined) {
      color = COLORS[this.#colors.size % COLORS.length] as string;
      this.#colors.set(id, color);
    }
    return { id, name: this.#names.get(id) ?? made(id), color };
  }

  /** The names of some, as a sentence has them. */
  list(ids: readonly string[], most = 3): string {
    const names = ids.slice(0, ids.length > most ? most - 1 : most).map((id) => this.of(id).name);
    if (ids.length > most) names.push(`${ids.length - names.length} others`);
    return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  }
}

/** What to call somebody of whom only the id is known. */
function made(id: string): string {
  if (id === "guest") return "Guest over HTTP";
  const guest = /^guest-([0-9a-f]{4})/.exec(id);
  return guest === null ? id : `Guest ${guest[1]}`;
}

import { COLORS } from "../../binding/appearance.ts";
import { recall, remember } from "./store.ts";

/** What the others see of somebody. */
export interface Profile {
  readonly name: string;
  /** `#rrggbb`, one of COLORS. */
  readonly color: string;
}

const KEY = "stet.profile";
const MANNERS = ["Bright", "Calm", "Curious", "Eager", "Gentle", "Lively", "Merry", "Patient", "Quick", "Quiet", "Sunny", "Witty"];
const ANIMALS = ["Badger", "Crane", "Dormouse", "Finch", "Fox", "Hare", "Heron", "Lynx", "Otter", "Owl", "Robin", "Seal"];

/** Returns who this browser's user said to be, or somebody made up who is kept from now on. */
export function ownProfile(): Profile {
  const stored = read();
  if (stored !== undefined) return stored;
  const profile = { name: `${pick(MANNERS)} ${pick(ANIMALS)}`, color: pick(COLORS) };
  keep(profile);
  return profile;
}

/** Remembers a profile for the next visit, where the browser lets us. */
export function keep(profile: Profile): void {
  remember(KEY, profile);
}

/** Returns the profile with a colour none of the others has, if there is one. */
export function distinct(profile: Profile, taken: ReadonlySet<string>): Profile {
  if (!taken.has(profile.color)) return profile;
  const free = COLORS.filter((color) => !taken.has(color));
  return free.length === 0 ? profile : { ...profile, color: pick(free) };
}

function read(): Profile | undefined {
  const { name, color } = (recall(KEY) ?? {}) as { readonly name?: unknown; readonly color?: unknown };
  const isKnown = typeof name === "string" && name !== "" && COLORS.some((each) => each === color);
  return isKnown ? { name, color: String(color) } : undefined;
}

function pick<T>(items: readonly T[]): T {
  return items[Math.floor(Math.random() * items.length)] as T;
}

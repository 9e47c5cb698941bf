/** What those whom this browser's user has met are called: the log knows users by their ids only. */
import type { StetClient, StetDocument } from "../../client/index.ts";
import { appearanceOf } from "../../binding/appearance.ts";
import { ownProfile } from "./profile.ts";
import { recall, remember } from "./store.ts";

const KEY = "stet.names";
/** Of more the oldest are forgotten. */
const MOST = 300;
const MAX_LENGTH = 128;
/** How soon a name is remembered that was heard: nobody waits for it, and who is here is heard of with every edit. */
const REMEMBERED_AFTER_MS = 500;

/** Names by the users' ids. */
export function knownNames(): ReadonlyMap<string, string> {
  const kept = recall(KEY);
  const isName = (each: unknown): each is [string, string] => Array.isArray(each) && each.length === 2 && each.every((part) => typeof part === "string" && part.length <= MAX_LENGTH);
  return new Map(Array.isArray(kept) ? kept.filter(isName) : []);
}

/** Remembers what somebody is called. */
export function keepName(user: string, name: string): void {
  const names = new Map(knownNames());
  if (names.get(user) === name) return;
  names.delete(user);
  names.set(user, name);
  remember(KEY, [...names].slice(-MOST));
}

/** Remembers the names of those who are in a document, and one's own: each once, for that is read and written in the browser's storage. */
export function keepNames<S, O>(client: StetClient, stet: StetDocument<S, O>): void {
  const kept = new Map<string, string>();
  const keep = (user: string, name: string): void => {
    if (kept.get(user) === name) return;
    kept.set(user, name);
    keepName(user, name);
  };
  const keepOwn = (): void => {
    if (client.user !== undefined) keep(client.user, ownProfile().name);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keepOthers = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const participant of stet.participants) keep(participant.user, appearanceOf(participant).name);
  };
  stet.on("participants", () => (timer ??= setTimeout(keepOthers, REMEMBERED_AFTER_MS)));
  const opened = stet.on("status", ({ name }) => {
    if (name !== "saved") return;
    opened();
    keepOwn();
  });
  for (const keepSome of [keepOwn, keepOthers]) document.addEventListener("visibilitychange", keepSome);
}

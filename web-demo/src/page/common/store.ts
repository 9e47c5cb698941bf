/** What this browser keeps for the pages, where its user lets it: for the next visit, or for as long as the tab is open. */

type Area = "visits" | "tab";

/** Returns what is kept under a key, if it is JSON. It may be anything: check before use. */
export function recall(key: string, area: Area = "visits"): unknown {
  try {
    return JSON.parse(storageOf(area).getItem(key) ?? "null") as unknown;
  } catch (error) {
    console.info(`stet: what is kept cannot be read, key=${key}`, error);
    return null;
  }
}

/** Keeps a value; null forgets it. */
export function remember(key: string, value: unknown, area: Area = "visits"): void {
  try {
    if (value === null) storageOf(area).removeItem(key);
    else storageOf(area).setItem(key, JSON.stringify(value));
  } catch (error) {
    console.info(`stet: nothing is remembered, this browser stores nothing, key=${key}`, error);
  }
}

/** Throws where the user forbids it. */
function storageOf(area: Area): Storage {
  return area === "visits" ? localStorage : sessionStorage;
}

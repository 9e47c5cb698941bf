const DAY = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
const DAY_AND_YEAR = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

/** The day of a time, as somebody would say it. */
export function dayOf(time: string | number): string {
  const date = new Date(time);
  const today = new Date();
  const days = Math.round((startOf(today) - startOf(date)) / 86_400_000);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return date.getFullYear() === today.getFullYear() ? DAY.format(date) : DAY_AND_YEAR.format(date);
}

export function hourOf(time: string | number): string {
  return TIME.format(new Date(time));
}

/** A stretch of time within a day, or the beginning of a longer one. */
export function stretchOf(begun: string, ended: string): string {
  const [from, to] = [hourOf(begun), hourOf(ended)];
  return from === to ? from : `${from} – ${to}`;
}

export function exactly(time: string | number): string {
  return EXACT.format(new Date(time));
}

function startOf(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

import { Random } from "./random.ts";

/** Runs something for many seeds, or for `STET_SEED` alone; a failure says how to see it again. */
export function tries(file: string, count: number, run: (random: Random) => void): void {
  const only = process.env["STET_SEED"];
  const seeds = only === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [Number(only)];
  for (const seed of seeds) {
    try {
      run(new Random(seed));
    } catch (error) {
      console.error(`to see it again: STET_SEED=${seed} npm test -- ${file}`);
      throw error;
    }
  }
}

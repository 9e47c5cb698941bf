/** How figures are told: the median of the rounds with the least and the greatest. */

/** The value below which this part of the values lies, 0 to 1. */
export function at(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number;
}

/** Prints one line. */
export function tell(what: string, unit: string, values: readonly number[], digits = 1): void {
  const show = (part: number): string => at(values, part).toFixed(digits);
  console.log(`${what}: median ${show(0.5)} ${unit} (${show(0)} to ${show(1)}, p95 ${show(0.95)}, n=${values.length})`);
}

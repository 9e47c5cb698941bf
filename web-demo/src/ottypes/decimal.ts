/** A number as the decimal that it prints: `digits` times ten to the power of -`scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** The sum of two numbers as decimals, as the server adds them: 0.1 and 0.2 are 0.3, and the order of sums never matters. */
export function sumOf(one: number, other: number): number {
  if (Number.isSafeInteger(one) && Number.isSafeInteger(other) && Number.isSafeInteger(one + other)) return one + other;
  const [a, b] = [decimalOf(one), decimalOf(other)];
  const scale = Math.max(a.scale, b.scale);
  return Number(`${scaled(a, scale) + scaled(b, scale)}e${-scale}`);
}

function decimalOf(number: number): Decimal {
  const [mantissa = "", exponent = "0"] = String(number).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}

function scaled({ digits, scale }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - scale);
}

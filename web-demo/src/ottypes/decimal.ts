/** A number as the decimal that it prints: `digits` times ten to the power of -`scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** The sum of two numbers as decimals, as the server adds them: 0.1 and 0.2 are 0.3, and the order of sums never matters. */
export function sumOf(one: number, other: number): number {
  if (Number.isSafeInteger(one) && Number.isSafeInteger(other) && Number.isSafeInteger(one + other)) return one + other;
  const { digits, scale } = add(one, other);
  return Number(`${digits}e${-scale}`);
}

/** The sum, if a number can hold it. */
export function exactSumOf(one: number, other: number): number | undefined {
  const sum = sumOf(one, other);
  const exact = add(one, other);
  const held = decimalOf(sum);
  const scale = Math.max(exact.scale, held.scale);
  return Number.isFinite(sum) && scaled(held, scale) === scaled(exact, scale) ? sum : undefined;
}

function add(one: number, other: number): Decimal {
  const [a, b] = [decimalOf(one), decimalOf(other)];
  const scale = Math.max(a.scale, b.scale);
  return { digits: scaled(a, scale) + scaled(b, scale), scale };
}

function decimalOf(number: number): Decimal {
  if (!Number.isFinite(number)) return { digits: 0n, scale: 0 };
  const [mantissa = "", exponent = "0"] = String(number).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}

function scaled({ digits, scale }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - scale);
}

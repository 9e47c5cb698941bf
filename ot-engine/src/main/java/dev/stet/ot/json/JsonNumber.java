package dev.stet.ot.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A number: a {@code long}, or what else a {@code double} holds. A {@code double} stands for the shortest decimal that
 * names it, as JSON text does, so {@code 0.1} is a tenth; there is one zero.
 *
 * <p>Sums are exact, or there is none: {@code 0.1} and {@code 0.2} are {@code 0.3}. Therefore the order in which numbers
 * are added never matters.
 *
 * <p>Immutable.
 */
public final class JsonNumber implements JsonValue {
    private static final int WEIGHT = 8;

    /** Up to here every whole {@code double} is the decimal it prints. */
    private static final double EXACT = 1L << 53;

    /** The number if it is within the range of {@code long} and whole, else 0. */
    private final long whole;

    /** The number if it is not whole or beyond {@code long}, else 0. */
    private final double other;

    private JsonNumber(long whole, double other) {
        this.whole = whole;
        this.other = other;
    }

    /** Returns a whole number. */
    public static JsonNumber of(long whole) {
        return new JsonNumber(whole, 0);
    }

    /**
     * Returns the number that a {@code double} stands for.
     *
     * @throws IllegalArgumentException if it is infinite or no number
     */
    public static JsonNumber of(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new IllegalArgumentException("a number must be finite, number=" + number);
        }
        if (number != Math.rint(number)) {
            return new JsonNumber(0, number);
        }
        if (Math.abs(number) <= EXACT) {
            return of((long) number);
        }
        BigInteger integer = BigDecimal.valueOf(number).toBigInteger();
        return integer.bitLength() < Long.SIZE ? of(integer.longValue()) : new JsonNumber(0, number);
    }

    /**
     * Returns the number, if a {@code long} or a {@code double} holds it: a fraction is rounded to the nearest
     * {@code double}, as by every reader of JSON; a whole number must not be.
     */
    static Optional<JsonNumber> of(BigDecimal number) {
        double nearest = number.doubleValue();
        if (Double.isInfinite(nearest)) {
            return Optional.empty();
        }
        if (Math.abs(nearest) < EXACT) {
            return Optional.of(of(nearest));
        }
        BigInteger integer = number.toBigInteger();
        if (integer.bitLength() < Long.SIZE) {
            return number.compareTo(new BigDecimal(integer)) == 0
                    ? Optional.of(of(integer.longValue()))
                    : Optional.of(of(nearest));
        }
        boolean held =
                number.compareTo(BigDecimal.valueOf(nearest)) == 0 || number.compareTo(new BigDecimal(nearest)) == 0;
        return held ? Optional.of(of(nearest)) : Optional.empty();
    }

    /** Returns the exact sum; nothing if neither a {@code long} nor a {@code double} holds it. */
    public Optional<JsonNumber> plus(JsonNumber summand) {
        long sum = whole + summand.whole;
        if (isWhole() && summand.isWhole() && ((whole ^ sum) & (summand.whole ^ sum)) >= 0) {
            return Optional.of(of(sum));
        }
        BigDecimal exact = decimal().add(summand.decimal());
        return of(exact).filter(held -> held.decimal().compareTo(exact) == 0);
    }

    /** Returns the number with the other sign; nothing for the smallest {@code long}, whose opposite is beyond. */
    Optional<JsonNumber> negated() {
        return whole == Long.MIN_VALUE ? Optional.empty() : Optional.of(new JsonNumber(-whole, 0 - other));
    }

    private boolean isWhole() {
        return other == 0;
    }

    private BigDecimal decimal() {
        return isWhole() ? BigDecimal.valueOf(whole) : BigDecimal.valueOf(other);
    }

    @Override
    public Object plain() {
        if (!isWhole()) {
            return other;
        }
        return whole == (int) whole ? (Object) (int) whole : (Object) whole;
    }

    @Override
    public long weight() {
        return WEIGHT;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof JsonNumber number && whole == number.whole && other == number.other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(whole) + 31 * Double.hashCode(other);
    }

    /** Returns the number as JSON text. */
    @Override
    public String toString() {
        return plain().toString();
    }
}

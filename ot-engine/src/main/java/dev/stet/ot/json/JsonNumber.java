package dev.stet.ot.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number, exact as JSON text can say it. A {@code double} stands for the shortest decimal that names it, so
 * {@code 0.1} is a tenth; there is one zero.
 *
 * <p>Sums are exact, and there always is one: {@code 0.1} and {@code 0.2} are {@code 0.3}. Therefore the order in which
 * numbers are added never matters.
 *
 * <p>Immutable.
 */
public final class JsonNumber implements JsonValue {
    /**
     * The most digits before the point, and behind it, of a number that an operation adds or puts into a document: all
     * that a {@code double} may have, and some more.
     */
    static final int MOST_DIGITS = 400;

    /**
     * The same of any number that is read. Sums have more digits than what is added up; to pass this by sums takes more
     * additions than there will ever be, so every document that was written can be read.
     */
    static final int MOST_DIGITS_OF_SUMS = MOST_DIGITS + 50;

    private static final int WEIGHT = 8;

    /** Up to here every whole {@code double} is the decimal it prints. */
    private static final double EXACT = 1L << 53;

    /** A {@code Long} if that holds it, else a {@code Double} if that stands for it, else a {@code BigDecimal}. */
    private final Number value;

    private JsonNumber(Number value) {
        this.value = value;
    }

    /** Returns a whole number. */
    public static JsonNumber of(long whole) {
        return new JsonNumber(whole);
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
            return new JsonNumber(number);
        }
        return Math.abs(number) <= EXACT ? of((long) number) : of(BigDecimal.valueOf(number));
    }

    /** Returns a decimal, which must not have many more than {@link #MOST_DIGITS_OF_SUMS} digits. */
    static JsonNumber of(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.scale() <= 0) {
            BigInteger whole = stripped.toBigInteger();
            if (whole.bitLength() < Long.SIZE) {
                return of(whole.longValue());
            }
        }
        double nearest = stripped.doubleValue();
        boolean named =
                !Double.isInfinite(nearest) && BigDecimal.valueOf(nearest).compareTo(stripped) == 0;
        return new JsonNumber(named ? (Number) nearest : stripped);
    }

    /** Returns whether a decimal has no more digits than so many, before the point and behind it. */
    static boolean fits(BigDecimal number, int digits) {
        return number.scale() <= digits && (long) number.precision() - number.scale() <= digits;
    }

    /** Returns whether an operation may add this, or put it into a document. */
    boolean mayBePut() {
        return !(value instanceof BigDecimal decimal) || fits(decimal, MOST_DIGITS);
    }

    /** Returns the exact sum. */
    public JsonNumber plus(JsonNumber summand) {
        if (value instanceof Long one && summand.value instanceof Long other) {
            long sum = one + other;
            if (((one ^ sum) & (other ^ sum)) >= 0) {
                return of(sum);
            }
        }
        return of(decimal().add(summand.decimal()));
    }

    /** Returns the number with the other sign. */
    JsonNumber negated() {
        return of(decimal().negate());
    }

    private BigDecimal decimal() {
        return switch (value) {
            case Long whole -> BigDecimal.valueOf(whole);
            case Double real -> BigDecimal.valueOf(real);
            default -> (BigDecimal) value;
        };
    }

    /** Returns an {@code Integer}, a {@code Long}, a {@code Double}, a {@code BigInteger} or a {@code BigDecimal}. */
    @Override
    public Object plain() {
        return switch (value) {
            case Long whole -> whole == whole.intValue() ? (Object) whole.intValue() : whole;
            case BigDecimal decimal -> decimal.scale() <= 0 ? decimal.toBigInteger() : decimal;
            default -> value;
        };
    }

    @Override
    public long weight() {
        return value instanceof BigDecimal decimal ? Math.max(WEIGHT, decimal.precision()) : WEIGHT;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof JsonNumber number && value.equals(number.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Returns the number as JSON text. */
    @Override
    public String toString() {
        return plain().toString();
    }
}

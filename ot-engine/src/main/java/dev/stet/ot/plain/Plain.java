package dev.stet.ot.plain;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Reads JSON-shaped values. */
public final class Plain {
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);

    private Plain() {}

    /**
     * Returns the length that a number tells. A whole number may come as any kind of number: {@code 2.0} is 2.
     *
     * @param component where it stands in an operation
     * @return 1 or more
     * @throws InvalidOperationException MALFORMED, EMPTY_COMPONENT or TOO_LARGE
     */
    public static int length(Number number, int component) {
        long length = whole(number, component);
        if (length <= 0) {
            throw new InvalidOperationException(
                    Rule.EMPTY_COMPONENT, component, "a length must be 1 or more, length=" + length);
        }
        if (length > Integer.MAX_VALUE) {
            throw new InvalidOperationException(
                    Rule.TOO_LARGE,
                    component,
                    "a length is beyond the limit, length=" + length + " limit=" + Integer.MAX_VALUE);
        }
        return (int) length;
    }

    /** Returns the number's value, or the nearest {@code long} if it is beyond. */
    private static long whole(Number number, int component) {
        return switch (number) {
            case Integer value -> value;
            case Long value -> value;
            case Short value -> value;
            case Byte value -> value;
            case BigInteger value -> whole(new BigDecimal(value), component);
            case BigDecimal value -> whole(value, component);
            default -> whole(number.doubleValue(), component);
        };
    }

    private static long whole(double value, int component) {
        if (Double.isInfinite(value) || value != Math.rint(value)) {
            throw fraction(value, component);
        }
        return (long) value;
    }

    /** Never writes out the zeros of a number with a large exponent. */
    private static long whole(BigDecimal value, int component) {
        if (value.compareTo(MOST) >= 0) {
            return Long.MAX_VALUE;
        }
        if (value.compareTo(LEAST) <= 0) {
            return Long.MIN_VALUE;
        }
        if (value.signum() != 0 && value.stripTrailingZeros().scale() > 0) {
            throw fraction(value.doubleValue(), component);
        }
        return value.longValue();
    }

    private static InvalidOperationException fraction(double value, int component) {
        return new InvalidOperationException(
                Rule.MALFORMED, component, "a length must be a whole number, length=" + value);
    }

    /** Returns what a value is, without telling its content. */
    public static String shape(Object json) {
        return switch (json) {
            case null -> "null";
            case String string -> "string";
            case Number number -> "number";
            case Boolean bool -> "boolean";
            case List<?> list -> "list";
            case Map<?, ?> map -> map.size() == 1 ? "object" : "object of " + map.size() + " fields";
            default -> "unknown";
        };
    }
}

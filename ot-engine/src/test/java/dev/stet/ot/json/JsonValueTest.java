package dev.stet.ot.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** JSON values: read, compared, written, refused. */
class JsonValueTest {
    @Test
    void readsAndWritesPlainJson() {
        Map<String, Object> plain = new HashMap<>();
        plain.put("list", Arrays.asList(1, 2.5, "x", true, null, List.of(), Map.of()));
        plain.put("", "😀");
        JsonValue value = JsonValue.of(plain);
        assertThat(value.plain()).isEqualTo(plain);
        assertThat(value).hasToString("{\"\":\"😀\",\"list\":[1,2.5,\"x\",true,null,[],{}]}");
        assertThat(JsonValue.of(value)).isEqualTo(value);
        assertThat(JsonValue.of(null)).isSameAs(JsonValue.NULL);
        assertThat(JsonValue.of("\"\\\n\u0001")).hasToString("\"\\\"\\\\\\n\\u0001\"");
    }

    @Test
    void comparesNumbersByValue() {
        JsonValue one = JsonValue.of(1);
        for (Number same : List.of((byte) 1, (short) 1, 1L, 1.0, 1.0f, BigInteger.ONE, new BigDecimal("1.00"))) {
            assertThat(JsonValue.of(same)).isEqualTo(one).hasSameHashCodeAs(one);
        }
        assertThat(JsonValue.of(-0.0)).isEqualTo(JsonValue.of(0)).hasToString("0");
        assertThat(JsonValue.of(1.5)).isNotEqualTo(one);
        assertThat(JsonValue.of(true)).isNotEqualTo(one);
        assertThat(JsonValue.of("1")).isNotEqualTo(one);
    }

    @Test
    void holdsNumbersExactlyOrNotAtAll() {
        assertThat(JsonValue.of(Long.MAX_VALUE).plain()).isEqualTo(Long.MAX_VALUE);
        assertThat(JsonValue.of((1L << 53) + 1).plain()).isEqualTo((1L << 53) + 1);
        assertThat(JsonValue.of(1e18).plain()).isEqualTo(1_000_000_000_000_000_000L);
        assertThat(JsonValue.of(1e300).plain()).isEqualTo(1e300);
        assertThat(JsonValue.of(BigInteger.TEN.pow(300))).isEqualTo(JsonValue.of(1e300));
        assertThat(JsonValue.of(new BigInteger("18446744073709552000")))
                .as("as JavaScript writes 2 to the 64th")
                .isEqualTo(JsonValue.of(0x1p64));
        BigInteger exact = BigInteger.ONE.shiftLeft(64).add(BigInteger.ONE);
        assertThat(JsonValue.of(exact).plain()).isEqualTo(exact);
        assertThat(JsonValue.of(exact)).hasToString("18446744073709551617");
        BigDecimal fine = new BigDecimal("0.1000000000000000000001");
        assertThat(JsonValue.of(fine).plain()).isEqualTo(fine);
        assertThat(JsonValue.of(new BigDecimal("0.10"))).isEqualTo(JsonValue.of(0.1));
        assertThat(JsonValue.of(BigInteger.TEN.pow(JsonNumber.MOST_DIGITS_OF_SUMS - 1))
                        .weight())
                .isPositive();
        for (Number beyond : List.of(
                BigInteger.TEN.pow(JsonNumber.MOST_DIGITS_OF_SUMS),
                new BigDecimal("1e-451"),
                new BigDecimal("1e1000000000"),
                new BigDecimal("1e-1000000000"))) {
            assertRefused(beyond, Rule.TOO_LARGE);
        }
    }

    /** A document that cannot be read again would be lost. */
    @Test
    void aSumOfTheLargestNumbersIsReadAgain() {
        BigInteger largest = BigInteger.TEN.pow(JsonNumber.MOST_DIGITS).subtract(BigInteger.ONE);
        Map<String, Object> add = Map.of("p", List.of("n"), "na", largest);
        JsonValue document = JsonValue.of(Map.of("n", largest));
        for (int i = 0; i < 100; i++) {
            document = Json0Type.JSON0.apply(document, Json0Type.JSON0.decode(List.of(add)));
        }
        JsonValue sum = document;
        assertThat(Json0Type.JSON0.decodeSnapshot(Json0Type.JSON0.encodeSnapshot(sum)))
                .isEqualTo(sum);
        Map<String, Object> remove = Map.of("p", List.of(), "od", sum.plain());
        assertThat(Json0Type.JSON0.apply(sum, Json0Type.JSON0.decode(List.of(remove))))
                .isEqualTo(JsonValue.NULL);
        for (String put : List.of("oi", "na")) {
            Map<String, Object> beyond = Map.of("p", List.of("n"), put, largest.add(BigInteger.ONE));
            assertThatThrownBy(() -> Json0Type.JSON0.decode(List.of(beyond)))
                    .isInstanceOfSatisfying(
                            InvalidOperationException.class,
                            refusal -> assertThat(refusal.rule()).isEqualTo(Rule.TOO_LARGE));
        }
    }

    @Test
    void addsExactly() {
        assertThat(sum(1, 2)).isEqualTo("3");
        assertThat(sum(0.1, 0.2)).isEqualTo("0.3");
        assertThat(sum(1, -0.5)).isEqualTo("0.5");
        assertThat(sum(0.5, 0.5)).isEqualTo("1");
        assertThat(sum(Long.MAX_VALUE, 1)).isEqualTo("9223372036854775808");
        assertThat(sum(Long.MAX_VALUE, -1)).isEqualTo("9223372036854775806");
        assertThat(sum(1e18, 9e18)).isEqualTo("1.0E19");
        assertThat(sum(1e19, -9e18)).isEqualTo("1000000000000000000");
        assertThat(sum(1L << 53, 0.5)).isEqualTo("9007199254740992.5");
        assertThat(sum(1e308, 1e308)).isEqualTo("2" + "0".repeat(308));
        assertThat(sum(1e19, 0)).isEqualTo("1.0E19");
    }

    /** A sum of two wild numbers must not be what a third one's concurrent edit stumbles over. */
    @Test
    void addingAndSubtractingGivesWhatWasThere() {
        JsonNumber sum = JsonNumber.of(7);
        List<Double> amounts = List.of(1e308, 4.9e-324, 0.1, -1e300, 1e17);
        for (double amount : amounts) {
            sum = sum.plus(JsonNumber.of(amount));
            assertThat(JsonValue.of(sum.plain())).isEqualTo(sum);
        }
        for (double amount : amounts) {
            sum = sum.plus(JsonNumber.of(amount).negated());
        }
        assertThat(sum).isEqualTo(JsonNumber.of(7));
    }

    private static String sum(Number one, Number other) {
        JsonNumber left = (JsonNumber) JsonValue.of(one);
        JsonNumber right = (JsonNumber) JsonValue.of(other);
        assertThat(left.plus(right)).isEqualTo(right.plus(left));
        return left.plus(right).toString();
    }

    @Test
    void comparesObjectsWithoutRegardToOrder() {
        JsonObject one = JsonObject.empty().with("a", JsonValue.of(1)).with("b", JsonValue.NULL);
        JsonObject other = JsonObject.empty().with("b", JsonValue.NULL).with("a", JsonValue.of(1.0));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isEqualTo(JsonValue.of(one.plain()));
        assertThat(one.with("b", JsonValue.of(0))).isNotEqualTo(other);
        assertThat(one.without("b")).isNotEqualTo(one).isEqualTo(JsonValue.of(Map.of("a", 1)));
        assertThat(one.without("a").without("b")).isEqualTo(JsonObject.empty());
        assertThat(one.member("a")).contains(JsonValue.of(1));
        assertThat(one.member("c")).isEmpty();
        assertThat(JsonValue.of(Map.of("__proto__", 1))).hasToString("{\"__proto__\":1}");
    }

    @Test
    void weighsAboutAsMuchAsItsText() {
        assertThat(JsonValue.of("abc").weight()).isEqualTo(5);
        assertThat(JsonValue.of(List.of("abc", "d")).weight()).isEqualTo(12);
        assertThat(JsonValue.of(Map.of("k", "abc")).weight()).isEqualTo(12);
        assertThat(JsonValue.of("x".repeat(1_000_000)).weight()).isEqualTo(1_000_002);
    }

    @Test
    void refusesWhatIsNoJson() {
        for (Object bad :
                List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN, 'c', new AtomicInteger(1), new Object())) {
            assertRefused(bad, Rule.MALFORMED);
            assertRefused(List.of(bad), Rule.MALFORMED);
        }
        assertRefused(Map.of(1, "x"), Rule.MALFORMED);
        assertRefused("a\ud83d", Rule.LONE_SURROGATE);
        assertRefused(Map.of("\ude00", 1), Rule.LONE_SURROGATE);
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertThat(JsonValue.of(nested(JsonValue.MAX_DEPTH)).plain()).isEqualTo(nested(JsonValue.MAX_DEPTH));
        assertRefused(nested(JsonValue.MAX_DEPTH + 1), Rule.TOO_DEEP);
        assertRefused(nested(100_000), Rule.TOO_DEEP);
        assertRefused(List.of(JsonValue.of(nested(JsonValue.MAX_DEPTH))), Rule.TOO_DEEP);
        assertRefused(Map.of("k", JsonValue.of(nested(JsonValue.MAX_DEPTH))), Rule.TOO_DEEP);
    }

    /** Arrays and objects in one another. */
    private static Object nested(int depth) {
        Object value = List.of();
        for (int i = 1; i < depth; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("k", value);
        }
        return value;
    }

    private static void assertRefused(Object plain, Rule rule) {
        assertThatThrownBy(() -> JsonValue.of(plain))
                .isInstanceOfSatisfying(
                        InvalidOperationException.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo(rule));
    }
}

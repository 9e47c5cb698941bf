package dev.stet.server.limits;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where proxies say whom a request comes from. */
public enum ForwardedHeader {
    /** {@code X-Forwarded-For: client, proxy} */
    X_FORWARDED_FOR("X-Forwarded-For"),
    /** {@code Forwarded: for=client, for="[proxy]:port"} (RFC 7239) */
    FORWARDED("Forwarded");

    private final String field;

    ForwardedHeader(String field) {
        this.field = field;
    }

    /** Returns the name of the header. */
    public String field() {
        return field;
    }

    /** Returns what stands between the commas. A comma between quotation marks parts, too, which leaves no address on either side. */
    List<String> hops(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** Returns the address in one of them; nothing if there is none, such as {@code unknown}. */
    Optional<InetAddress> address(String hop) {
        return switch (this) {
            case X_FORWARDED_FOR -> node(hop);
            case FORWARDED ->
                Arrays.stream(hop.split(";", -1))
                        .map(String::strip)
                        .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith("for="))
                        .findFirst()
                        .flatMap(pair -> node(unquoted(pair.substring("for=".length()))));
        };
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /** Reads {@code 192.0.2.7}, {@code 192.0.2.7:4711}, {@code 2001:db8::7} or {@code [2001:db8::7]:4711}. */
    private static Optional<InetAddress> node(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? Optional.empty() : Addresses.parse(text.substring(1, end));
        }
        int colon = text.indexOf(':');
        boolean port = colon >= 0 && colon == text.lastIndexOf(':');
        return Addresses.parse(port ? text.substring(0, colon) : text);
    }
}

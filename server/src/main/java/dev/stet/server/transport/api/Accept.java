package dev.stet.server.transport.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a client wants to be answered in (RFC 9110, section 12.5.1): of what there is, the one it gives the highest weight
 * to, and of those the first. The most specific range that names a media type gives the weight.
 */
final class Accept {
    private static final Pattern WEIGHT = Pattern.compile("\\s*q\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*");

    private record Range(String type, double weight) {
        boolean includes(String mediaType) {
            return type.equals("*/*")
                    || type.equals(mediaType)
                    || (type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1)));
        }

        /** The longer the range, the fewer types it includes: the star stands for one character. */
        int precision() {
            return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
        }
    }

    private Accept() {}

    /**
     * Returns the media type to answer in, if one of those there are is wanted.
     *
     * @param header the value of {@code Accept}; without one anything is wanted
     * @param offered in the order of the server's preference
     */
    static Optional<String> choose(Optional<String> header, List<String> offered) {
        if (header.isEmpty()) {
            return offered.stream().findFirst();
        }
        List<Range> ranges =
                Stream.of(header.get().split(",", -1)).map(Accept::range).toList();
        return offered.stream()
                .filter(type -> weight(ranges, type) > 0)
                .max(Comparator.<String>comparingDouble(type -> weight(ranges, type))
                        .thenComparing(Comparator.<String>comparingInt(offered::indexOf)
                                .reversed()));
    }

    private static double weight(List<Range> ranges, String mediaType) {
        return ranges.stream()
                .filter(range -> range.includes(mediaType))
                .max(Comparator.comparingInt(Range::precision))
                .map(Range::weight)
                .orElse(0.0);
    }

    private static Range range(String text) {
        String[] parts = text.split(";", -1);
        double weight = 1;
        for (int i = 1; i < parts.length; i++) {
            Matcher found = WEIGHT.matcher(parts[i]);
            if (found.matches()) {
                weight = Double.parseDouble(found.group(1));
            }
        }
        return new Range(parts[0].strip().toLowerCase(Locale.ROOT), weight);
    }
}

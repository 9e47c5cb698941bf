package dev.stet.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads counts and sizes, 1 or more, up to 2^31 - 1: {@code 1000}, {@code 512k}, {@code 16m} (times 1024). Immutable. */
public final class CountConverter implements ITypeConverter<Integer> {
    private static final Pattern COUNT = Pattern.compile("(\\d{1,10})([kKmM]?)");
    private static final int KILO = 1024;

    /** Made by picocli. */
    public CountConverter() {}

    @Override
    public Integer convert(String value) {
        Matcher count = COUNT.matcher(value);
        if (count.matches()) {
            long number = Long.parseLong(count.group(1));
            switch (count.group(2)) {
                case "k", "K" -> number *= KILO;
                case "m", "M" -> number *= KILO * KILO;
                default -> {}
            }
            if (number >= 1 && number <= Integer.MAX_VALUE) {
                return (int) number;
            }
        }
        throw new TypeConversionException(
                "'" + value + "' is not a count from 1 to 2147483647, like 1000, 512k or 16m");
    }
}

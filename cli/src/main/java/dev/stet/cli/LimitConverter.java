package dev.stet.cli;

import picocli.CommandLine.ITypeConverter;

/** Reads a limit as {@link CountConverter} reads a count, or {@code none}, which is 0. Immutable. */
public final class LimitConverter implements ITypeConverter<Integer> {
    private static final CountConverter COUNT = new CountConverter();

    /** Made by picocli. */
    public LimitConverter() {}

    @Override
    public Integer convert(String value) {
        return value.equals("none") ? Integer.valueOf(0) : COUNT.convert(value);
    }
}

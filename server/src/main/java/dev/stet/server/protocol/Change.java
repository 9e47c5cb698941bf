package dev.stet.server.protocol;

/** What a message does to a value: an absent field keeps it, {@code null} removes it, anything else replaces it. */
public sealed interface Change<T> {
    /** The value stays as it is. */
    record Keep<T>() implements Change<T> {}

    /** There is no value any more. */
    record Remove<T>() implements Change<T> {}

    /** The value is this one now. */
    record Set<T>(T value) implements Change<T> {}
}

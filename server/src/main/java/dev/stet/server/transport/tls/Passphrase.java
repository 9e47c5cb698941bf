package dev.stet.server.transport.tls;

import java.nio.file.Path;

/** What opens a keystore. Immutable; it never shows in a log. */
public sealed interface Passphrase {

    /** It is in a file. A line break at the end is not part of it. */
    record InFile(Path file) implements Passphrase {}

    /** It is known. */
    record Known(String value) implements Passphrase {
        @Override
        public String toString() {
            return "Known[length=" + value.length() + "]";
        }
    }
}

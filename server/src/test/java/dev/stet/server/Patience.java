package dev.stet.server;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long a test waits for what has to come: far longer than it takes, since a test that fails because its machine was busy
 * says nothing. Found by JUnit itself, so that it holds for each {@code await()} that names no other time.
 */
public final class Patience implements BeforeAllCallback {
    /** For whatever has to come. */
    public static final Duration LONG = Duration.ofSeconds(60);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONG);
    }
}

package dev.stet.server.storage.wal;

import java.io.IOException;

/** The log has something else than what was written to it, and going on would lose what somebody was promised. */
public final class DamagedLogException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedLogException(String message) {
        super(message);
    }
}

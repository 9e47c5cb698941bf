package dev.stet.server.maintenance;

import java.io.IOException;

/** A file is no backup archive, or is not as it was written. */
public final class DamagedArchiveException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedArchiveException(String message) {
        super(message);
    }

    DamagedArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}

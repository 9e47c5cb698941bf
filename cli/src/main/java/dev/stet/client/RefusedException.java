package dev.stet.client;

import java.io.IOException;

/** A server understood a request and refused it. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    RefusedException(int status, String code, String message) {
        super(message + ", status=" + status + " code=" + code);
        this.status = status;
        this.code = code;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the word for programs: {@code doc_not_found}; empty if the server gave none. */
    public String code() {
        return code;
    }
}

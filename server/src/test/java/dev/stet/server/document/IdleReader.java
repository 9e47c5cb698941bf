package dev.stet.server.document;

import dev.stet.ot.InvalidOperationException;
import java.util.Optional;

/** A reader that does nothing about what it is told, for tests to say what it does about one thing or another. */
public abstract class IdleReader implements Reader {
    @Override
    public String client() {
        return "reader-01";
    }

    @Override
    public String user() {
        return "guest";
    }

    @Override
    public void joined(Joined joined) {}

    @Override
    public void gone() {}

    @Override
    public void deleted() {}

    @Override
    public void unavailable(String why) {}

    @Override
    public void wake() {}

    @Override
    public void presenceRefused(Reason reason, String message) {}

    @Override
    public void alreadyStored(long sequence, long revision) {}

    @Override
    public void refused(long sequence, Reason reason, String message, Optional<InvalidOperationException> cause) {}
}

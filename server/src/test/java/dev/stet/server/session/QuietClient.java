package dev.stet.server.session;

import dev.stet.server.protocol.CloseCode;
import dev.stet.server.protocol.JsonCodec;
import dev.stet.server.protocol.MessageCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client that says nothing by itself, and counts how often it is asked whether it is there. Confined to the test's thread. */
class QuietClient implements Connection {
    static final JsonCodec CODEC = new JsonCodec();

    int pings;
    /** Whether it answers when it is asked. */
    boolean answers;

    CloseCode closed = CloseCode.NORMAL;

    @Nullable
    Session session;

    @Override
    public MessageCodec codec() {
        return CODEC;
    }

    @Override
    public boolean send(OutgoingFrame frame, Runnable sent) {
        return true;
    }

    @Override
    public boolean isForOneDocument() {
        return false;
    }

    @Override
    public String remote() {
        return "192.0.2.1";
    }

    @Override
    public void ping() {
        pings++;
        if (answers) {
            Objects.requireNonNull(session).heard();
        }
    }

    @Override
    public void demand() {}

    @Override
    public void close(CloseCode code) {
        closed = code;
    }
}

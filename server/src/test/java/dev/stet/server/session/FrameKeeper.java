package dev.stet.server.session;

import dev.stet.server.protocol.ProtocolException;
import dev.stet.server.protocol.ServerMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client whose connection takes every frame at once, and keeps it unread until a test asks. Confined to the test's thread. */
final class FrameKeeper extends QuietClient {
    private final List<OutgoingFrame> frames = new ArrayList<>();
    private boolean keeping = true;
    private String participant = "";
    private @Nullable Session session;

    /** Connects a client, and opens a document. */
    static FrameKeeper open(SessionsInOneThread server, String client, String doc) {
        FrameKeeper keeper = new FrameKeeper();
        Session session = server.open(client, keeper);
        keeper.session = session;
        server.sessions.start(session);
        keeper.says("{\"type\":\"doc:open\",\"doc\":\"" + doc + "\",\"create\":true}");
        for (ServerMessage message : keeper.messages()) {
            if (message instanceof ServerMessage.Opened opened) {
                keeper.participant = opened.participant();
            }
        }
        return keeper;
    }

    private void says(String message) {
        Objects.requireNonNull(session).received(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
    }

    /** Submits a keystroke made on a revision, as the next after it. */
    void submit(String doc, int revision) {
        submit(doc, revision, "[\"x\"]");
    }

    /** Submits in the same way that the first character goes. */
    void takeBack(String doc, int revision) {
        submit(doc, revision, "[{\"d\":1}]");
    }

    private void submit(String doc, int revision, String operation) {
        says("{\"type\":\"op:submit\",\"doc\":\"" + doc + "\",\"revision\":" + revision + ",\"seq\":" + (revision + 1)
                + ",\"op\":" + operation + "}");
    }

    void disconnect() {
        Objects.requireNonNull(session).disconnected();
    }

    void forgetFrames() {
        frames.clear();
    }

    void keepNothing() {
        keeping = false;
    }

    List<OutgoingFrame> frames() {
        return frames;
    }

    List<ServerMessage> messages() {
        List<ServerMessage> messages = new ArrayList<>();
        for (OutgoingFrame frame : frames) {
            try {
                messages.addAll(CODEC.decodeServer(ByteBuffer.wrap(frame.bytes())));
            } catch (ProtocolException e) {
                throw new AssertionError(e);
            }
        }
        return messages;
    }

    /** Returns the client's own name in the document. */
    String participant() {
        return participant;
    }

    /** Returns the names of the others, as far as it was told. */
    Set<String> known() {
        Set<String> names = new HashSet<>();
        for (ServerMessage message : messages()) {
            switch (message) {
                case ServerMessage.Opened opened ->
                    opened.participants().forEach(each -> names.add(each.participant()));
                case ServerMessage.PresenceChanged changed -> {
                    changed.participants().forEach(each -> names.add(each.participant()));
                    changed.left().forEach(names::remove);
                }
                default -> {}
            }
        }
        return names;
    }

    /** Returns the names of those who have left, as often as it was told. */
    List<String> left() {
        List<String> names = new ArrayList<>();
        for (ServerMessage message : messages()) {
            if (message instanceof ServerMessage.PresenceChanged changed) {
                names.addAll(changed.left());
            }
        }
        return names;
    }

    @Override
    public boolean send(OutgoingFrame frame, Runnable sent) {
        if (keeping) {
            frames.add(frame);
        }
        return true;
    }
}

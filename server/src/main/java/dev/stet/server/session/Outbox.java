package dev.stet.server.session;

import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.telemetry.TrafficMeters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a session has to say: answers first, then for each document that has something new the next frame from it. One
 * frame is in flight at a time. Nothing waits here but answers; documents are only remembered as having something new.
 *
 * <p>Threads: confined to the session's mailbox, unless a method says otherwise.
 */
final class Outbox {
    /** Answers that may wait before no more messages are taken in. */
    private static final int MAX_WAITING_ANSWERS = 16;

    private final MessageCodec codec;
    private final Connection connection;
    private final TrafficMeters traffic;
    private final Predicate<OpenDocument> isOpen;

    private final ArrayDeque<ServerMessage> answers = new ArrayDeque<>();
    private final ArrayDeque<OpenDocument> woken = new ArrayDeque<>(2);
    private final Runnable whenSent;
    private final List<CompletableFuture<Void>> flushing = new ArrayList<>();
    private @Nullable Runnable whenRoom;
    private boolean sending;
    /** How many frames did not leave at once, and how long the one is that is being sent; for {@link WriteWatch}. */
    private volatile long frames;

    private long begun;

    private volatile int bytesInFlight;
    private boolean closed;

    /**
     * @param traffic told of each frame
     * @param mailbox runs tasks in the session's mailbox
     * @param isOpen whether a document that was woken is still the session's
     */
    Outbox(Connection connection, TrafficMeters traffic, Consumer<Runnable> mailbox, Predicate<OpenDocument> isOpen) {
        this.codec = connection.codec();
        this.connection = connection;
        this.traffic = traffic;
        this.isOpen = isOpen;
        Runnable sent = this::sent;
        this.whenSent = () -> mailbox.accept(sent);
    }

    /** Has an answer sent. */
    void send(ServerMessage answer) {
        if (!closed) {
            answers.add(answer);
            pump();
        }
    }

    /** Has an answer sent with the next frame, which is being looked for. */
    void sendNext(ServerMessage answer) {
        if (!closed) {
            answers.add(answer);
        }
    }

    /** Has the document asked for its next frame. */
    void look(OpenDocument document) {
        if (!closed) {
            woken.add(document);
            pump();
        }
    }

    /** Runs the task when answers do not pile up: now, or when some of them are sent. One task waits at the most. */
    void whenRoom(Runnable task) {
        if (answers.size() < MAX_WAITING_ANSWERS) {
            task.run();
        } else {
            whenRoom = task;
        }
    }

    /** Completes the future when there is nothing more to send. */
    void flush(CompletableFuture<Void> flushed) {
        if (closed) {
            flushed.complete(null);
        } else {
            flushing.add(flushed);
            pump();
        }
    }

    /** Sends nothing any more. */
    void close() {
        closed = true;
        answers.clear();
        woken.clear();
        whenRoom = null;
        completeFlushing();
    }

    /** Returns the number of the newest frame that did not leave at once. Called from any thread. */
    long frames() {
        return frames;
    }

    /** Returns the length of the frame that is being sent; 0 if there is none. Called from any thread. */
    int bytesInFlight() {
        return bytesInFlight;
    }

    private void pump() {
        while (!sending && !closed) {
            Optional<OutgoingFrame> frame = nextFrame();
            if (frame.isEmpty()) {
                completeFlushing();
                return;
            }
            send(frame.get());
        }
    }

    private void send(OutgoingFrame frame) {
        int bytes = frame.bytes().length;
        traffic.sent(bytes);
        sending = !connection.send(frame, whenSent);
        if (sending) {
            frames = ++begun;
            bytesInFlight = bytes;
        }
    }

    private void sent() {
        sending = false;
        bytesInFlight = 0;
        pump();
        Runnable waiting = whenRoom;
        if (waiting != null && answers.size() < MAX_WAITING_ANSWERS) {
            whenRoom = null;
            waiting.run();
        }
    }

    private Optional<OutgoingFrame> nextFrame() {
        while (true) {
            if (!answers.isEmpty()) {
                List<ServerMessage> messages = List.copyOf(answers);
                answers.clear();
                return Optional.of(new OutgoingFrame(codec.encode(messages), revision(messages)));
            }
            OpenDocument document = woken.poll();
            if (document == null) {
                return Optional.empty();
            }
            if (isOpen.test(document)) {
                Optional<OutgoingFrame> frame = document.nextFrame();
                if (frame.isPresent()) {
                    return frame;
                }
            }
        }
    }

    /** Returns where the document begins that the answers say is open, if they do. */
    private static OptionalLong revision(List<ServerMessage> answers) {
        OptionalLong revision = OptionalLong.empty();
        for (ServerMessage answer : answers) {
            if (answer instanceof ServerMessage.Opened opened) {
                revision = OptionalLong.of(opened.revision());
            }
        }
        return revision;
    }

    private void completeFlushing() {
        flushing.forEach(flushed -> flushed.complete(null));
        flushing.clear();
    }
}

package dev.stet.server.document;

import dev.stet.server.Measured;
import dev.stet.ot.Side;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.protocol.CborCodec;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.Json;
import dev.stet.server.protocol.JsonCodec;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.protocol.ProtocolException;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.storage.LogEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What a keystroke meets on its way through a document, one part at a time: from the frame it comes in to those it leaves in. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OperationBenchmark extends Measured {
    private static final String DOC = "minutes";
    /** A power of two. */
    private static final int PLACES = 1_024;
    /** With ten writers in a closed loop an operation meets one of each other. */
    private static final int OTHERS = 9;

    /** Which subprotocol. */
    @Param({"json", "cbor"})
    public String codec;

    /** How long the document is, in characters. */
    @Param({"10000", "1000000"})
    public int length;

    private final EntryCodec<TextOperation> entries = new EntryCodec<>(TextType.TEXT);
    private final List<ByteBuffer> submitted = new ArrayList<>();
    private final List<TextOperation> operations = new ArrayList<>();
    private final List<TextOperation> replacing = new ArrayList<>();
    private final List<TextOperation> others = new ArrayList<>();
    private final List<List<Entry<TextOperation>>> accepted = new ArrayList<>();
    private final List<LogEntry> stored = new ArrayList<>();
    private MessageCodec messages = new JsonCodec();
    private Rope document = Rope.empty();
    private int at;

    /** Makes the document and the keystrokes up. */
    @Setup
    public void make() {
        messages = codec.equals("cbor") ? new CborCodec() : new JsonCodec();
        document = Rope.of("Nothing much was said that day. ".repeat(length / 32 + 1).substring(0, length));
        Random random = new Random(1);
        for (int i = 0; i < OTHERS; i++) {
            others.add(keystroke(random));
        }
        for (int i = 0; i < PLACES; i++) {
            TextOperation operation = keystroke(random);
            operations.add(operation);
            replacing.add(replacement(random));
            submitted.add(ByteBuffer.wrap(messages.encode(new ClientMessage.Submit(
                    Optional.empty(),
                    DOC,
                    123_456,
                    1_234,
                    Json.of(TextType.TEXT.encode(operation)),
                    Optional.empty()))));
            accepted.add(List.of(new Entry<>(
                    123_457, new OperationId("client-0001", 1_234), "guest-1a2b3c4d", 1_795_000_000_000L, operation)));
            stored.addAll(entries.encode(accepted.getLast()));
        }
    }

    private TextOperation keystroke(Random random) {
        return TextOperation.builder()
                .retain(random.nextInt(length))
                .insert("x")
                .build();
    }

    private TextOperation replacement(Random random) {
        return TextOperation.builder()
                .retain(random.nextInt(length))
                .insert("x")
                .delete(1)
                .build();
    }

    private int next() {
        at = at + 1 & PLACES - 1;
        return at;
    }

    /** A frame from a client, to the operation in it. */
    @Benchmark
    public TextOperation decode() throws ProtocolException {
        ByteBuffer frame = submitted.get(next()).duplicate();
        if (messages.decode(frame) instanceof ClientMessage.Submit submit) {
            return TextType.TEXT.decode(Objects.requireNonNull(submit.op().value()));
        }
        throw new IllegalStateException("the frame holds another message");
    }

    /** An operation past nine that were there first. */
    @Benchmark
    public TextOperation transform() {
        TextOperation operation = operations.get(next());
        for (TextOperation other : others) {
            operation = TextType.TEXT.transform(operation, other, Side.LEFT);
        }
        return operation;
    }

    /** A character replaced in the document that the operation before left, each at another place. */
    @Benchmark
    public Rope apply() {
        document = TextType.TEXT.apply(document, replacing.get(next()));
        return document;
    }

    /** An operation as the log has it, which is what all readers are sent too. */
    @Benchmark
    public List<LogEntry> encodeEntry() {
        return entries.encode(accepted.get(next()));
    }

    /** The frame for readers, once for all of them. */
    @Benchmark
    public byte[] encodeApplied() {
        LogEntry entry = stored.get(next());
        return messages.encode(List.of(new ServerMessage.Applied(
                DOC,
                entry.revision(),
                List.of(new ServerMessage.AppliedOperation(
                        Json.encoded(entry.operation().array()), entry.author())))));
    }

    /** The frame for the author. */
    @Benchmark
    public byte[] encodeAck() {
        LogEntry entry = stored.get(next());
        return messages.encode(List.of(new ServerMessage.Ack(DOC, entry.sequence(), entry.revision())));
    }
}

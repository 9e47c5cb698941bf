package dev.stet.server.json;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/**
 * Encodes one value after the other with the same generator and the same buffers, which together are ten times what a short
 * value is. To the generator they are values of one endless sequence; its factory must put nothing between them.
 *
 * <p>Threads: thread-safe, on threads of any kind. Who encodes takes a pen that lies there, or a new one, and puts it back: there
 * are as many as ever wrote at the same time, and each keeps a block of 128 kB at the most when it has written something long.
 */
public final class Encoder {
    private final TokenStreamFactory factory;
    private final Queue<Pen> pens = new ConcurrentLinkedQueue<>();

    /** A generator, and what it writes on. */
    private record Pen(JsonGenerator generator, ByteArrayBuilder paper) {}

    /** @param factory makes generators that put nothing between two values */
    public Encoder(TokenStreamFactory factory) {
        this.factory = factory;
    }

    /**
     * Returns a value's encoded form.
     *
     * @param value writes it; if that fails, the pen, which is within a value now, is thrown away
     */
    public byte[] encode(Consumer<JsonGenerator> value) {
        Pen pen = pens.poll();
        if (pen == null) {
            pen = newPen();
        }
        value.accept(pen.generator());
        pen.generator().flush();
        byte[] encoded = pen.paper().toByteArray();
        pen.paper().reset();
        pens.add(pen);
        return encoded;
    }

    private Pen newPen() {
        ByteArrayBuilder paper = new ByteArrayBuilder();
        return new Pen(factory.createGenerator(ObjectWriteContext.empty(), paper), paper);
    }
}

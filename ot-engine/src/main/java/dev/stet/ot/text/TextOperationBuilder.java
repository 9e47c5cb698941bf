package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.plain.Surrogates;

/**
 * Makes a {@link TextOperation} from components given in order: leaves out empty ones, merges neighbours of one kind,
 * and drops retains at the end.
 *
 * <p>Confined to its owner's thread; good for one operation.
 */
public final class TextOperationBuilder {
    private final Packer components = new Packer();

    TextOperationBuilder() {}

    /**
     * Leaves units as they are.
     *
     * @throws InvalidOperationException if the operation walks over more units than can be counted
     */
    public TextOperationBuilder retain(int length) {
        components.retain(TextCodec.requireLength(length));
        return this;
    }

    /**
     * Puts a text in.
     *
     * @throws InvalidOperationException if it holds a lone surrogate, or makes the document too long
     */
    public TextOperationBuilder insert(String text) {
        Surrogates.requireWellFormed(text, components.given());
        components.insert(text.length(), text, 0, text.length());
        return this;
    }

    /**
     * Takes units away.
     *
     * @throws InvalidOperationException if the operation walks over more units than can be counted
     */
    public TextOperationBuilder delete(int length) {
        components.delete(TextCodec.requireLength(length));
        return this;
    }

    /** Returns the operation. */
    public TextOperation build() {
        return components.build(TextOperation.noop());
    }
}

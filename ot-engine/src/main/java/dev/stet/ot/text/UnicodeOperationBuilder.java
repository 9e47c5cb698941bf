package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.plain.Surrogates;

/**
 * Makes a {@link UnicodeOperation} from components given in order: leaves out empty ones, merges neighbours of one
 * kind, and drops retains at the end.
 *
 * <p>Confined to its owner's thread; good for one operation.
 */
public final class UnicodeOperationBuilder {
    private final Packer components = new Packer();

    UnicodeOperationBuilder() {}

    /**
     * Leaves code points as they are.
     *
     * @throws InvalidOperationException if the operation walks over more code points than can be counted
     */
    public UnicodeOperationBuilder retain(int length) {
        components.retain(TextCodec.requireLength(length));
        return this;
    }

    /**
     * Puts a text in.
     *
     * @throws InvalidOperationException if it holds a lone surrogate, or makes the document too long
     */
    public UnicodeOperationBuilder insert(String text) {
        Surrogates.requireWellFormed(text, components.given());
        components.insert(text.codePointCount(0, text.length()), text, 0, text.length());
        return this;
    }

    /**
     * Takes code points away, whatever they are.
     *
     * @throws InvalidOperationException if the operation walks over more code points than can be counted
     */
    public UnicodeOperationBuilder delete(int length) {
        components.delete(TextCodec.requireLength(length));
        return this;
    }

    /**
     * Takes code points away, which are this text.
     *
     * @throws InvalidOperationException if it holds a lone surrogate, or the operation walks over more code points than
     *     can be counted
     */
    public UnicodeOperationBuilder delete(String text) {
        Surrogates.requireWellFormed(text, components.given());
        components.delete(text.codePointCount(0, text.length()), text, 0, text.length());
        return this;
    }

    /** Returns the operation. */
    public UnicodeOperation build() {
        return components.build(UnicodeOperation.noop());
    }
}

/**
 * Plain text: a {@linkplain dev.stet.ot.text.Rope rope} as the document, and operations that walk over it.
 *
 * <p>{@link dev.stet.ot.text.TextType} is the type, compatible with ottypes {@code text}. A
 * {@link dev.stet.ot.text.TextOperation} is a list of {@linkplain dev.stet.ot.text.TextComponent components}: retain,
 * insert, delete. All positions and lengths are UTF-16 code units, and no boundary may lie inside a surrogate pair.
 *
 * <p>Threads: everything public is immutable, except {@link dev.stet.ot.text.TextOperationBuilder}, which is confined
 * to its owner's thread. Uses {@code dev.stet.ot} and nothing else.
 */
package dev.stet.ot.text;

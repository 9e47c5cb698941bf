/**
 * Rich text: a tree of {@linkplain dev.stet.ot.richtext.Piece pieces} as the document, and operations that walk over it.
 *
 * <p>{@link dev.stet.ot.richtext.RichTextType} is the type, compatible with {@code rich-text} (Quill Delta). A
 * {@link dev.stet.ot.richtext.RichText} is made of texts and embeds with {@linkplain dev.stet.ot.richtext.Attributes
 * attributes}; a {@link dev.stet.ot.richtext.RichTextOperation} is a list of {@linkplain
 * dev.stet.ot.richtext.RichTextComponent components}: retain, insert, embed, delete. All positions and lengths are UTF-16
 * code units, an embed counts 1, and no boundary may lie inside a surrogate pair.
 *
 * <p>Threads: everything public is immutable, except {@link dev.stet.ot.richtext.RichTextOperationBuilder}, which is
 * confined to its owner's thread. Uses {@code dev.stet.ot}, the values of {@code dev.stet.ot.json}, {@code dev.stet.ot.text} for
 * its rope and its difference of two texts, and what types are built of ({@code sequence}, {@code blame}, {@code rebase}).
 */
package dev.stet.ot.richtext;

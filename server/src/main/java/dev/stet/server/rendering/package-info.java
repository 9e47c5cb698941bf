/**
 * Rich text in other forms. Knows the engine's types, and nothing else of the server.
 *
 * <p>{@link dev.stet.server.rendering.RichTextHtml} and {@link dev.stet.server.rendering.RichTextMarkdown} write it, by
 * lines; {@link dev.stet.server.rendering.MarkdownReader} and {@link dev.stet.server.rendering.PlainText} read it.
 *
 * <p>Used by {@code transport}. Threads: the public methods are pure functions.
 */
package dev.stet.server.rendering;

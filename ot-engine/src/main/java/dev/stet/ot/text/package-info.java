/**
 * Plain text: a {@linkplain dev.stet.ot.text.Rope rope} as the document, and operations that walk over it.
 *
 * <p>Two types share documents and rules, and differ in the unit of positions and lengths:
 *
 * <table>
 *   <caption>The types</caption>
 *   <tr><th>type</th><th>compatible with ottypes</th><th>unit</th><th>operations</th></tr>
 *   <tr><td>{@link dev.stet.ot.text.TextType}</td><td>{@code text}</td><td>UTF-16 code unit; none may be cut off its
 *       pair</td><td>{@link dev.stet.ot.text.TextOperation}</td></tr>
 *   <tr><td>{@link dev.stet.ot.text.UnicodeTextType}</td><td>{@code text-unicode}</td><td>code point</td>
 *       <td>{@link dev.stet.ot.text.UnicodeOperation}: a delete may say what it takes away</td></tr>
 * </table>
 *
 * An operation is a list of components, {@link dev.stet.ot.text.TextComponent} or
 * {@link dev.stet.ot.text.UnicodeComponent}: retain, insert, delete. Inside, both are packed alike, and transformed and
 * composed by the same code.
 *
 * <p>Threads: everything public is immutable, except the builders, which are confined to their owner's thread. Uses
 * {@code dev.stet.ot} and the parts of it that all sequences share, and nothing else.
 */
package dev.stet.ot.text;

/**
 * JSON read and written with little ado, since most of it is short and there is much of it:
 * {@link dev.stet.server.json.ShortJson} reads what is short, {@link dev.stet.server.json.Encoder} writes whatever has a
 * Jackson factory.
 *
 * <p>Used by {@code protocol} for messages and by {@code document} for what is stored; uses Jackson only. Threads: each class
 * says.
 */
package dev.stet.server.json;

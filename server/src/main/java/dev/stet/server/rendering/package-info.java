/**
 * Rich text in other forms. Knows the engine's types, and nothing else of the server.
 *
 * <p>Used by {@code transport}. Threads: everything here is a pure function.
 */
package dev.stet.server.rendering;

/**
 * JSON documents: {@linkplain dev.stet.ot.json.JsonValue values} that are cheap to change.
 *
 * <p>A {@link dev.stet.ot.json.JsonValue} is a literal, a number, a string, an array or an object. Values share
 * structure: changing one member or item of a large value makes a new value that has all but a few nodes in common with
 * the old one.
 *
 * <p>Threads: everything public is immutable. Uses {@code dev.stet.ot}, the persistent sequence and the rope of the text
 * type, and nothing else.
 */
package dev.stet.ot.json;

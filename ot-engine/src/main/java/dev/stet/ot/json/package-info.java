/**
 * JSON documents: values that are cheap to change, and operations that change places in them.
 *
 * <p>A {@link dev.stet.ot.json.JsonValue} is a literal, a number, a string, an array or an object. Values share
 * structure: changing one member or item of a large value makes a new value that has all but a few nodes in common with
 * the old one.
 *
 * <p>{@link dev.stet.ot.json.Json0Type} is the type, compatible with ottypes {@code json0}. A
 * {@link dev.stet.ot.json.JsonOperation} is a list of {@linkplain dev.stet.ot.json.JsonComponent components}: a
 * {@linkplain dev.stet.ot.json.JsonPath path} and a {@linkplain dev.stet.ot.json.JsonChange change} at its end, one
 * carried out after the other. Strings are changed by lists of steps within a component, as by ottypes {@code text0}.
 *
 * <pre>
 *   Json0Type ──▶ JsonCodec, JsonApply, JsonInvert, JsonDiff, JsonSelections
 *             ──▶ JsonCompose     merges a component with the one before it
 *             ──▶ JsonTransform ──▶ ItemTransform ──▶ MoveTransform      a component past another
 *                      └──▶ ListTransform ◀── Text0                      lists of them past each other
 *             ──▶ JsonRebasing ──▶ LongOperation ──▶ Place, Chain        a long list past many: only what can meet
 * </pre>
 *
 * <p>Threads: everything public is immutable.
 */
package dev.stet.ot.json;

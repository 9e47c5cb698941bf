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
 *             ──▶ JsonTransform ──▶ ItemTransform ──▶ MoveTransform      a component past another; indexes: ItemIndex
 *                      └──▶ ListTransform ◀── Text0                      lists of them past each other
 *             ──▶ JsonRebasing ──▶ LongOperation ──▶ Place, Chain        a long list past many: only what can meet
 * </pre>
 *
 * <h2>A long operation past many</h2>
 *
 * <p>{@link dev.stet.ot.json.Json0Type#rebase} gives what transforming one after the other gives, component by component.
 * But most components do not meet, so a {@code LongOperation} keeps each of its own as a {@code Link} in two structures:
 *
 * <pre>
 *   Chain     the order in which the components are carried out; decides which are neighbours and are merged
 *   Place     what they change; decides which of them somebody else meets
 *
 *   JsonPlace                    a value, and what is done to it and inside of it
 *    ├ by key                    members: a JsonPlace for each
 *    ├ Stretches                 items of an array, in a tree by where they are; a stretch is
 *    │  ├ FlatPlace              a few links: who comes meets all of them
 *    │  ├ JsonPlace              one item, edited often
 *    │  ├ NewUnits               many items put in at one place
 *    │  ├ EditedItems            items that are edited, when others move items across
 *    │  ├ EditedFirst            items that are edited and then taken away or moved
 *    │  ├ MovedItems             items that are moved, put in and edited: where they are at every moment (Stays)
 *    │  └ CrowdedItems           many changes across each other: columns of indexes (ItemColumns)
 *    ├ EditedText ─▶ Stretches   the steps of all edits of one string, with Bounds between the edits; others' in Groups
 *    └ Replaced                  what is done inside of a value before it is replaced as a whole
 * </pre>
 *
 * <p>Every component that comes is taken to its place, passes what lies there by {@code Chain.pass}, the ordinary
 * transformation of a few, and comes out at the other side. Links count from the beginning of their place, so nothing moves
 * behind them. Where components that vanish leave neighbours, {@code Chain.closeGaps} merges these if they have one
 * {@code Home}. {@code StretchCutter} cuts rows up by {@code Origins}, the units that links touch in the row before all of them.
 *
 * <p>Threads: everything public is immutable; what rebases is confined to the call.
 */
package dev.stet.ot.json;

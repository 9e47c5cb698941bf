package dev.stet.ot.history;

import dev.stet.ot.Blame;
import dev.stet.ot.sync.Entry;
import java.util.Optional;

/**
 * A part of a document, and the entry that it comes from. Immutable.
 *
 * @param span where it is; its revision is that of the entry, or the one the stretch begins at
 * @param by the entry, with author and time; nothing if the stretch began with it
 */
public record Written<O>(Blame.Span span, Optional<Entry<O>> by) {}

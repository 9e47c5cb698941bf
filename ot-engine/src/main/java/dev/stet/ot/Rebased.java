package dev.stet.ot;

import java.util.List;

/**
 * The two sides of a long diamond: an operation and a run of others, each rewritten to follow the other side.
 *
 * <pre>
 *             over 1      over 2             over n
 *        s ──────────▶ · ──────────▶ ··· ──────────▶ ·
 *        │                                           │
 *        │ operation                                 │ operation'
 *        ▼                                           ▼
 *        · ──────────▶ · ──────────▶ ··· ──────────▶ s'
 *             over 1'     over 2'            over n'
 * </pre>
 *
 * <p>Immutable.
 *
 * @param operation the operation, to run after all the others
 * @param over the others in their order, to run after the operation
 */
public record Rebased<O>(O operation, List<O> over) {
    public Rebased {
        over = List.copyOf(over);
    }
}

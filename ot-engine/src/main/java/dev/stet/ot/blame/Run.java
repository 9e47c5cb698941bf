package dev.stet.ot.blame;

import dev.stet.ot.sequence.Elements;

/** Neighbours that were written at one revision. Immutable. */
public record Run(int length, long revision) {
    /** How runs are cut and merged. */
    public static final Elements<Run> ELEMENTS = new Elements<>() {
        @Override
        public int length(Run run) {
            return run.length;
        }

        @Override
        public Run slice(Run run, int from, int to) {
            return new Run(to - from, run.revision);
        }

        @Override
        public boolean merges(Run left, Run right) {
            return left.revision == right.revision;
        }

        @Override
        public Run merge(Run left, Run right) {
            return new Run(left.length + right.length, left.revision);
        }
    };
}

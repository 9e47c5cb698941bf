package dev.stet.cli.replay;

import java.util.List;

/**
 * A text recorded while people wrote it. Immutable.
 *
 * @param name for people and for naming documents
 * @param authors how many people wrote: 1 or 2
 * @param transactions in an order in which they can be made
 * @param endContent the text they end in
 */
public record Trace(String name, int authors, List<Transaction> transactions, String endContent) {
    public Trace {
        transactions = List.copyOf(transactions);
    }

    /**
     * What one author did at once.
     *
     * @param author from 0
     * @param seen how many transactions of the other author had arrived when it was made; 0 if there is no other
     * @param patches applied one after the other
     */
    public record Transaction(int author, int seen, List<Patch> patches) {
        public Transaction {
            patches = List.copyOf(patches);
        }
    }

    /**
     * Replaces a part of the text.
     *
     * @param position in Unicode code points
     * @param deleted how many code points there go
     * @param inserted what comes in their place
     */
    public record Patch(int position, int deleted, String inserted) {}
}

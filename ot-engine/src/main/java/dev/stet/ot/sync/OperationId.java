package dev.stet.ot.sync;

/**
 * The name of an operation for ever: it makes a resent operation recognisable. Immutable.
 *
 * @param client id of the client program, unique among all clients of the document, the same after it reconnects
 * @param sequence the client's own number for the operation, from 1
 */
public record OperationId(String client, long sequence) {
    public OperationId {
        if (sequence < 1) {
            throw new IllegalArgumentException("a sequence starts at 1, sequence=" + sequence);
        }
    }
}

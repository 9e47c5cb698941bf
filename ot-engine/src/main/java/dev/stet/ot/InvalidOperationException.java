package dev.stet.ot;

/**
 * An operation, or an encoded snapshot, that breaks a {@link Rule}. The message is a sentence and the offending values;
 * it tells nothing of the document's content, so it may be shown to whoever sent the operation.
 */
public final class InvalidOperationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Rule rule;
    private final int component;

    /**
     * @param rule the broken rule
     * @param component index of the offending component, from 0; -1 if it is not about one component
     * @param message the rule in words, with the offending values: {@code sentence, key=value}
     */
    public InvalidOperationException(Rule rule, int component, String message) {
        super(component < 0 ? message : message + " component=" + component);
        this.rule = rule;
        this.component = component;
    }

    /** Returns the broken rule. */
    public Rule rule() {
        return rule;
    }

    /** Returns the index of the offending component, from 0, or -1 if the fault is not in one component. */
    public int component() {
        return component;
    }
}

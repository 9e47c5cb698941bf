package dev.stet.ot.sync;

/** An event came that has no meaning in the machine's state: a fault of the caller, or of the other side. */
public final class IllegalTransitionException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    IllegalTransitionException(Object state, Object event, String why) {
        super("illegal transition, state=" + state.getClass().getSimpleName() + " event="
                + event.getClass().getSimpleName() + " why=" + why);
    }
}

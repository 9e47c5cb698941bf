package dev.stet.ot;

/** What an operation or a snapshot must keep to. The names are stable: they are part of the protocol. */
public enum Rule {
    /** The encoded form is of the wrong shape: not a list, an unknown component, a wrong type, a fraction. */
    MALFORMED,
    /** A component that must do something does nothing: a length of zero or less, an empty insert. */
    EMPTY_COMPONENT,
    /** Two neighbours that have to be one component, or a retain at the end. */
    NOT_CANONICAL,
    /** A component reaches past the end of the document. */
    PAST_THE_END,
    /** A path leads nowhere in the document, or to a value of another kind than the component changes. */
    NO_SUCH_PLACE,
    /** What a component says it takes away is not what the document has there. */
    DIFFERENT_CONTENT,
    /** A boundary between what stays and what changes lies between the two halves of a surrogate pair. */
    SPLITS_SURROGATE_PAIR,
    /** A text is not well-formed UTF-16: it holds half of a surrogate pair. */
    LONE_SURROGATE,
    /** A length or a size is beyond what can be counted. */
    TOO_LARGE,
    /** A value is nested deeper than documents may be. */
    TOO_DEEP
}

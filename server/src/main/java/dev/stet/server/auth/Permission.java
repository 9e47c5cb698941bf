package dev.stet.server.auth;

/** Something that one does with a document. */
public enum Permission {
    /** Read it and its past, and be present in it. */
    READ,
    /** Change its content, and name versions of it. */
    EDIT,
    /** Delete it, bring it back, and say who may do what with it. */
    OWN
}

package dev.stet.server.auth;

import java.util.Optional;

/** Says who may do what with which document. Thread-safe; may block, unless it says that it does not. */
public interface AccessControl {

    /** Lets everybody do everything: for a server without accounts. */
    static AccessControl open() {
        return new OpenAccess();
    }

    /**
     * Returns what somebody may do with a document, whether it exists or not; nothing if they may not even know.
     *
     * @param share a share link's secret, if they have one
     * @throws dev.stet.server.storage.StorageException if the store cannot be read
     */
    Optional<Grant> grant(User user, String document, Optional<ShareSecret> share);

    /**
     * Returns what somebody may do with a document that they are about to make if there is none. Nobody else can make it
     * meanwhile and own it too.
     *
     * @param from the address that they come from
     * @return at least {@link Permission#EDIT}, or nothing if they may not make it, or it is somebody else's
     * @throws dev.stet.server.storage.StorageException if the store cannot be read or written
     */
    Optional<Grant> make(User user, String from, String document);

    /** Returns whether whoever asks may have to wait; if not, it can be asked on any thread. */
    default boolean mayBlock() {
        return true;
    }

    /** Returns whether somebody owns every document that there is or will be, so that they may have the whole store. */
    boolean ownsEverything(User user);
}

package dev.stet.server.transport.api;

import dev.stet.server.auth.Audit;
import dev.stet.server.auth.Grant;
import dev.stet.server.auth.Permission;
import java.util.Optional;

/** Whether whoever asks may do what they ask for. */
final class Permits {
    private Permits() {}

    /**
     * Requires that whoever asks may do something with a document, whether it exists or not.
     *
     * @throws ApiException if not; the same one for a document that they may not see as for one that there is not
     */
    static void require(ApiContext context, Exchange exchange, String document, Permission permission)
            throws ApiException {
        Optional<Grant> granted = context.access()
                .grant(exchange.user(), document, exchange.share())
                .filter(grant -> grant.allows(permission));
        if (granted.isEmpty()) {
            if (permission == Permission.OWN) {
                Audit.ownerOnly(exchange.actor(), document, exchange.what());
            }
            throw new ApiException(Problem.FORBIDDEN, "you may not do this with this document");
        }
        Audit.linkUsed(exchange.actor(), document, granted.get());
    }

    /**
     * Requires that whoever asks may make a document; from now on it is theirs, if there is none of this name.
     *
     * @throws ApiException if not
     */
    static void requireToMake(ApiContext context, Exchange exchange, String document) throws ApiException {
        if (context.access()
                .make(exchange.user(), exchange.actor().from(), document)
                .isEmpty()) {
            throw new ApiException(Problem.FORBIDDEN, "you may not make a document of this name");
        }
    }
}

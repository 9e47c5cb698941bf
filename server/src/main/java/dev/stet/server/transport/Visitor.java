package dev.stet.server.transport;

import dev.stet.server.auth.Identity;
import dev.stet.server.limits.Allowance;
import dev.stet.server.limits.ConnectionSeat;

/**
 * Whom a connection is with. Immutable.
 *
 * @param client id of the client program
 * @param remote the address it comes from
 * @param seat what the connection holds, to be freed when it ends
 * @param bytes what the user may send; the connection's
 */
record Visitor(String client, String remote, Identity identity, ConnectionSeat seat, Allowance bytes) {}

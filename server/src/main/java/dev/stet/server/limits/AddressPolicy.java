package dev.stet.server.limits;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * From which address a request comes, and whether that is one to be counted. Immutable.
 *
 * <pre>
 *   client ──▶ proxy B ──▶ proxy A ──▶ server          X-Forwarded-For: whatever the client says, client, B
 *                            peer                                                                 ◀─── read from the right, as
 *                                                                                                      long as it is a proxy
 * </pre>
 *
 * @param trustedProxies whose word counts about where a request comes from; nobody else's does
 * @param header where they say it. Only one counts: what a proxy does not write itself it passes on from the client
 * @param exempt addresses that nothing is counted for, such as those of this machine: all on it have the same one
 */
public record AddressPolicy(List<AddressRange> trustedProxies, ForwardedHeader header, List<AddressRange> exempt) {
    /** No proxies, and this machine is not counted. */
    public static final AddressPolicy DEFAULT = new AddressPolicy(
            List.of(),
            ForwardedHeader.X_FORWARDED_FOR,
            List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1")));

    /** Copies the lists. */
    public AddressPolicy {
        trustedProxies = List.copyOf(trustedProxies);
        exempt = List.copyOf(exempt);
    }

    /**
     * Returns where a request comes from.
     *
     * @param peer whom the connection is with
     * @param said the header's values, in order
     */
    public InetAddress client(InetAddress peer, List<String> said) {
        if (said.isEmpty() || !isTrusted(peer)) {
            return peer;
        }
        InetAddress known = peer;
        for (String hop : header.hops(said).reversed()) {
            Optional<InetAddress> before = header.address(hop);
            if (before.isEmpty()) {
                return known; // beyond this proxy nothing is known
            }
            known = before.get();
            if (!isTrusted(known)) {
                return known;
            }
        }
        return known;
    }

    private boolean isTrusted(InetAddress address) {
        return contains(trustedProxies, address);
    }

    /** Returns the name under which something is counted for an address; nothing if it is not counted. */
    public Optional<String> holder(InetAddress address) {
        return contains(exempt, address) || isTrusted(address)
                ? Optional.empty()
                : Optional.of(Addresses.holder(address));
    }

    private static boolean contains(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}

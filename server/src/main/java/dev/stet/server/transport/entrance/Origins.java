package dev.stet.server.transport.entrance;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pages that may use this server: those that came from it, and those that are named. Immutable.
 *
 * <p>A server that only this machine can reach answers to a name of this machine only: a page of anybody could give its own
 * name the address of this machine, and would then seem to have come from here.
 */
public final class Origins {
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]+)?", Pattern.CASE_INSENSITIVE);

    private final Set<String> named;
    private final boolean thisMachineOnly;

    /**
     * @param named like {@code https://app.example} or {@code https://app.example:8443}
     * @param thisMachineOnly whether only requests to a name of this machine are taken
     */
    public Origins(Set<String> named, boolean thisMachineOnly) {
        this.named =
                named.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.thisMachineOnly = thisMachineOnly;
    }

    /**
     * Returns whether a page may use this server.
     *
     * @param origin where it came from
     * @param host what this server is called in the request
     */
    boolean allows(String origin, String host) {
        String from = origin.toLowerCase(Locale.ROOT);
        String here = host.toLowerCase(Locale.ROOT);
        boolean own = !here.isEmpty() && (from.equals("http://" + here) || from.equals("https://" + here));
        return own || named.contains(from);
    }

    boolean isOwnName(String host) {
        return !thisMachineOnly || THIS_MACHINE.matcher(host).matches();
    }
}

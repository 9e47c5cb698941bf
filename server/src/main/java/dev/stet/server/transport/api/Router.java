package dev.stet.server.transport.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what answers a request. Immutable. */
final class Router {
    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * A route, and what stands in a path for its segments in braces. Immutable.
     */
    record Match(Route route, Map<String, String> values) {}

    List<Route> routes() {
        return routes;
    }

    /**
     * Returns what answers a request; nothing if nothing here has to do with its path.
     *
     * @throws ApiException if the path is known, and the method is not one of its
     */
    Optional<Match> find(String method, String path) throws ApiException {
        List<Match> atPath = new ArrayList<>();
        List<String> segments = Route.segments(path);
        for (Route route : routes) {
            route.match(segments).ifPresent(values -> atPath.add(new Match(route, values)));
        }
        if (atPath.isEmpty()) {
            return Optional.empty();
        }
        String wanted = method.equals("HEAD") ? "GET" : method;
        Optional<Match> found = atPath.stream()
                .filter(match -> match.route().method().equals(wanted))
                .findFirst();
        if (found.isEmpty()) {
            String allowed = atPath.stream()
                    .map(match -> match.route().method())
                    .map(name -> name.equals("GET") ? "GET, HEAD" : name)
                    .collect(Collectors.joining(", "));
            throw new ApiException(
                    Problem.METHOD_NOT_ALLOWED, "this address does not take that method", Map.of("allowed", allowed));
        }
        return found;
    }
}

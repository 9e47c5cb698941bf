package dev.stet.server.transport.api;

import dev.stet.server.auth.AccessList;
import dev.stet.server.auth.AccessLists;
import dev.stet.server.auth.Role;
import dev.stet.server.auth.ShareLink;
import dev.stet.server.auth.User;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;

/** Who may do what with a document: its access list and its share links. Thread-safe. */
final class AccessResource {
    private static final String ACCESS = DocumentsResource.DOCUMENT + "/access";
    private static final String SHARES = DocumentsResource.DOCUMENT + "/shares";

    private final ApiContext context;

    AccessResource(ApiContext context) {
        this.context = context;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", ACCESS, Requirement.OWN, this::read),
                new Route("PUT", ACCESS, Requirement.OWN, this::replace),
                new Route("GET", SHARES, Requirement.OWN, this::shares),
                new Route("POST", SHARES, Requirement.OWN, this::share),
                new Route("DELETE", SHARES + "/{share}", Requirement.OWN, this::revoke));
    }

    private AccessLists lists() throws ApiException {
        return context.accessLists()
                .orElseThrow(() -> new ApiException(
                        Problem.NO_ACCOUNTS, "there are no accounts here: everybody may do everything"));
    }

    private void read(Exchange exchange) throws ApiException, IOException {
        answer(exchange, lists().list(Parameters.document(exchange)));
    }

    private static void answer(Exchange exchange, AccessList list) throws IOException {
        Map<String, String> roles = new TreeMap<>();
        list.roles().forEach((user, role) -> roles.put(user, role.wireName()));
        exchange.put(HttpHeader.ETAG, EntityTag.of(list.version()))
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .json(200, Map.of("version", list.version(), "users", roles));
    }

    private void replace(Exchange exchange) throws ApiException, IOException {
        AccessLists lists = lists();
        String document = Parameters.document(exchange);
        String match = exchange.header(HttpHeader.IF_MATCH)
                .orElseThrow(() -> new ApiException(
                        Problem.PRECONDITION_REQUIRED, "say which version is replaced, If-Match: \"VERSION\""));
        long version = EntityTag.isAny(match)
                ? lists.list(document).version()
                : EntityTag.revision(match)
                        .orElseThrow(() -> new ApiException(
                                Problem.BAD_MESSAGE, "one version in quotation marks is wanted, header=If-Match"));
        Map<String, Role> roles = roles(JsonBody.of(exchange.body(context.maxBodyBytes())));
        Optional<AccessList> replaced = lists.replace(exchange.actor(), document, roles, version);
        answer(
                exchange,
                replaced.orElseThrow(() -> new ApiException(
                        Problem.PRECONDITION_FAILED, "somebody else changed the list: read it again")));
    }

    private static Map<String, Role> roles(JsonBody body) throws ApiException {
        if (!(body.value("users") instanceof Map<?, ?> users) || users.size() > AccessList.MAX_ENTRIES) {
            throw new ApiException(
                    Problem.BAD_MESSAGE,
                    "an object of at most " + AccessList.MAX_ENTRIES + " users and their roles is wanted, field=users");
        }
        Map<String, Role> roles = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : users.entrySet()) {
            String user = String.valueOf(entry.getKey());
            if (!User.isId(user)) {
                throw new ApiException(Problem.BAD_MESSAGE, "a user's id has 1 to 128 characters, field=users");
            }
            roles.put(user, role(String.valueOf(entry.getValue())));
        }
        if (!roles.containsValue(Role.OWNER)) {
            throw new ApiException(Problem.BAD_MESSAGE, "a document has an owner, field=users");
        }
        return roles;
    }

    private static Role role(String name) throws ApiException {
        return Role.ofWireName(name)
                .orElseThrow(() ->
                        new ApiException(Problem.BAD_MESSAGE, "a role is one of owner, editor, commenter, viewer"));
    }

    private void shares(Exchange exchange) throws ApiException, IOException {
        List<Map<String, Object>> shares = lists().shares(Parameters.document(exchange)).stream()
                .map(AccessResource::described)
                .toList();
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store").json(200, Map.of("shares", shares));
    }

    private static Map<String, Object> described(ShareLink link) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", link.id());
        described.put("role", link.role().wireName());
        described.put("created", link.createdAt().toString());
        described.put("createdBy", link.createdBy());
        link.expiresAt().ifPresent(at -> described.put("expires", at.toString()));
        return described;
    }

    private void share(Exchange exchange) throws ApiException, IOException {
        AccessLists lists = lists();
        JsonBody body = JsonBody.of(exchange.body(context.maxBodyBytes()));
        Role role = role(body.text("role").orElse(Role.VIEWER.wireName()));
        if (role == Role.OWNER) {
            throw new ApiException(Problem.BAD_MESSAGE, "a link makes nobody an owner, field=role");
        }
        Optional<String> expires = body.text("expires");
        Optional<Instant> expiresAt =
                expires.isPresent() ? Optional.of(Parameters.time(expires.get())) : Optional.empty();
        ShareLink.Fresh fresh = lists.share(exchange.actor(), Parameters.document(exchange), role, expiresAt);
        Map<String, Object> answer = described(fresh.link());
        answer.put("secret", fresh.secret().value());
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store").json(201, answer);
    }

    private void revoke(Exchange exchange) throws ApiException, IOException {
        if (!lists().revoke(exchange.actor(), Parameters.document(exchange), exchange.value("share"))) {
            throw new ApiException(Problem.NO_SUCH_SHARE, "the document has no share link of this id");
        }
        exchange.answer(204);
    }
}

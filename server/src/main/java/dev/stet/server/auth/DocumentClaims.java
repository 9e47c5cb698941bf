package dev.stet.server.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a token says about documents: the claim {@code stet}, {@code {"documents": {"PATTERN": "ROLE"}}}. Immutable.
 *
 * @param roles a role for each pattern; where several match, the greatest holds
 */
public record DocumentClaims(Map<DocumentPattern, Role> roles) {
    /** The name of the claim. */
    public static final String CLAIM = "stet";

    private static final String DOCUMENTS = "documents";
    private static final DocumentPattern EVERYTHING = new DocumentPattern("*");
    /** A token has to be looked through for each document that is opened with it. */
    static final int MAX_PATTERNS = 100;

    /** Copies the map. */
    public DocumentClaims {
        roles = Map.copyOf(roles);
    }

    /** Returns the role that the token gives in a document. */
    public Optional<Role> role(String document) {
        return roles.entrySet().stream()
                .filter(entry -> entry.getKey().matches(document))
                .map(Map.Entry::getValue)
                .max(Role::compareTo);
    }

    /** Returns whether the token makes its user the owner of documents of any name. */
    boolean isOwnerOfEverything() {
        return roles.get(EVERYTHING) == Role.OWNER;
    }

    /**
     * Reads the claim.
     *
     * @param claim its value, as lists, maps and strings
     * @throws IllegalArgumentException if it is not of the form above: half a claim is not taken for the whole
     */
    static DocumentClaims of(Object claim) {
        if (!(claim instanceof Map<?, ?> fields) || !(fields.get(DOCUMENTS) instanceof Map<?, ?> documents)) {
            throw new IllegalArgumentException("the claim is not an object with an object documents in it");
        }
        if (documents.size() > MAX_PATTERNS) {
            throw new IllegalArgumentException("the claim has too many patterns, max=" + MAX_PATTERNS);
        }
        Map<DocumentPattern, Role> roles = new LinkedHashMap<>();
        documents.forEach((pattern, role) -> roles.put(
                new DocumentPattern(String.valueOf(pattern)),
                Role.ofWireName(String.valueOf(role))
                        .orElseThrow(() -> new IllegalArgumentException("the claim names a role that there is not"))));
        return new DocumentClaims(roles);
    }

    /** Returns the claim's value. */
    Map<String, Object> value() {
        Map<String, String> documents = new LinkedHashMap<>();
        roles.forEach((pattern, role) -> documents.put(pattern.text(), role.wireName()));
        return Map.of(DOCUMENTS, documents);
    }
}

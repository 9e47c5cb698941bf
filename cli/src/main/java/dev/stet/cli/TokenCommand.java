package dev.stet.cli;

import dev.stet.server.auth.DocumentClaims;
import dev.stet.server.auth.DocumentPattern;
import dev.stet.server.auth.KeyException;
import dev.stet.server.auth.Role;
import dev.stet.server.auth.Secret;
import dev.stet.server.auth.TokenIssuer;
import dev.stet.server.auth.User;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code stet token}: tokens for trying things out. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Make and look at tokens, for development. Where people log in, that place makes them.")
final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Print a token that is signed with a secret (HS256). For serve --auth jwt with the same"
                    + " secret, issuer and audience.")
    int create(
            @Option(names = "--secret-file", required = true, paramLabel = "FILE", description = "At least 32 bytes.")
                    Path secretFile,
            @Option(names = "--user", required = true, paramLabel = "ID", description = "Whom it is for.") String user,
            @Option(names = "--name", paramLabel = "NAME", description = "What to call the user. Default: the id.")
                    @Nullable
                    String name,
            @Option(
                            names = "--issuer",
                            paramLabel = "TEXT",
                            defaultValue = "stet",
                            description = "Default: ${DEFAULT-VALUE}")
                    String issuer,
            @Option(
                            names = "--audience",
                            paramLabel = "TEXT",
                            defaultValue = "stet",
                            description = "Default: ${DEFAULT-VALUE}")
                    String audience,
            @Option(
                            names = "--valid",
                            paramLabel = "TIME",
                            defaultValue = "1h",
                            converter = DurationConverter.class,
                            description = "For how long it counts. Default: ${DEFAULT-VALUE}")
                    Duration valid,
            @Option(
                            names = "--document",
                            paramLabel = "PATTERN=ROLE",
                            description = "What the user may do: owner, editor, commenter or viewer of documents whose"
                                    + " names look so; * stands for anything. May be given several times.")
                    @Nullable
                    Map<String, String> documents,
            @Option(names = "--admin", description = "The user may look after the server: the claim stet_admin.")
                    boolean administrator) {
        try {
            Optional<DocumentClaims> claims = documents == null ? Optional.empty() : Optional.of(claims(documents));
            User whom = new User(user, name == null ? user : name, claims, administrator);
            TokenIssuer tokens = new TokenIssuer(Secret.in(secretFile), issuer, audience, InstantSource.system());
            PrintWriter out = spec.commandLine().getOut();
            out.println(tokens.issue(whom, valid).value());
            out.flush();
            return ExitCode.OK;
        } catch (KeyException e) {
            throw new CommandFailedException(e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static DocumentClaims claims(Map<String, String> documents) {
        Map<DocumentPattern, Role> roles = new LinkedHashMap<>();
        documents.forEach((pattern, role) -> roles.put(
                new DocumentPattern(pattern),
                Role.ofWireName(role).orElseThrow(() -> new IllegalArgumentException("there is no such role"))));
        return new DocumentClaims(roles);
    }

    @Command(
            name = "inspect",
            mixinStandardHelpOptions = true,
            description = "Print what a token says. Its signature is NOT checked.")
    int inspect(
            @Parameters(
                            paramLabel = "TOKEN",
                            defaultValue = "-",
                            description = "The token; - reads it from standard input, so that no history has it.")
                    String token)
            throws IOException {
        String text =
                token.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.US_ASCII).strip() : token;
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new ParameterException(spec.commandLine(), "this is no token: it does not have three parts");
        }
        PrintWriter out = spec.commandLine().getOut();
        JsonNode claims = part(parts[1]);
        JsonMapper pretty =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        out.println("header  " + pretty.writeValueAsString(part(parts[0])));
        out.println("claims  " + pretty.writeValueAsString(claims));
        JsonNode expires = claims.path("exp");
        if (expires.isNumber()) {
            Instant at = Instant.ofEpochSecond(expires.asLong());
            boolean over = at.isBefore(InstantSource.system().instant());
            out.println((over ? "expired " : "expires ") + at);
        }
        out.println("signature not checked");
        out.flush();
        return ExitCode.OK;
    }

    private JsonNode part(String encoded) {
        try {
            return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(encoded));
        } catch (IllegalArgumentException | JacksonException e) {
            throw new ParameterException(spec.commandLine(), "this is no token: a part of it is not encoded JSON", e);
        }
    }
}

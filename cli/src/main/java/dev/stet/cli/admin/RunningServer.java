package dev.stet.cli.admin;

import dev.stet.cli.CommandFailedException;
import dev.stet.cli.ServerOption;
import dev.stet.client.HttpAdmin;
import dev.stet.client.RefusedException;
import java.io.IOException;
import java.net.URI;
import picocli.CommandLine.Option;

/** The server that is asked, as an option. Confined to the main thread. */
final class RunningServer {
    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = ServerOption.DEFAULT,
            description = "The server. Default: ${DEFAULT-VALUE}")
    private URI server = URI.create(ServerOption.DEFAULT);

    /** What is asked of a server. */
    @FunctionalInterface
    interface Request<T> {
        T of(HttpAdmin admin) throws IOException, InterruptedException;
    }

    <T> T ask(Request<T> request) throws InterruptedException {
        try (HttpAdmin admin = new HttpAdmin(ServerOption.checked(server), ServerOption.token())) {
            return request.of(admin);
        } catch (RefusedException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw ServerOption.unreachable(server, e);
        }
    }
}

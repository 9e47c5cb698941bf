package dev.stet.cli.doc;

import dev.stet.cli.CommandFailedException;
import dev.stet.cli.ServerOption;
import dev.stet.client.HttpDocuments;
import dev.stet.client.RefusedException;
import java.io.IOException;
import java.net.URI;
import picocli.CommandLine.Option;

/** The server that has the documents, as an option. Confined to the main thread. */
final class Remote {
    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = ServerOption.DEFAULT,
            description = "The server. Default: ${DEFAULT-VALUE}")
    private URI server = URI.create(ServerOption.DEFAULT);

    /** What is asked of a server. */
    @FunctionalInterface
    interface Request<T> {
        T of(HttpDocuments documents) throws IOException, InterruptedException;
    }

    /**
     * Asks the server.
     *
     * @param doc the document that it is about, for messages; empty if it is about none
     */
    <T> T ask(String doc, Request<T> request) throws InterruptedException {
        try (HttpDocuments documents = ServerOption.documents(server)) {
            return request.of(documents);
        } catch (RefusedException e) {
            throw switch (e.code()) {
                case "doc_not_found" -> CommandFailedException.noDocument(doc);
                case "doc_deleted" ->
                    new CommandFailedException(
                            "the document is deleted, doc=" + doc + " (stet doc undelete " + doc + ")");
                case "precondition_failed" ->
                    new CommandFailedException(
                            "the document exists already, doc=" + doc + " (--replace gives it another content)");
                default -> new CommandFailedException(e.getMessage() + (doc.isEmpty() ? "" : " doc=" + doc), e);
            };
        } catch (IOException e) {
            throw ServerOption.unreachable(server, e);
        }
    }
}

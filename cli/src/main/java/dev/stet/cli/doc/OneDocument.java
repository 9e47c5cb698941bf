package dev.stet.cli.doc;

import dev.stet.cli.Answer;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What a command takes that does something to one document and needs nothing more. Confined to the main thread. */
final class OneDocument {
    @Parameters(paramLabel = "DOC", description = "The document's name.")
    private String doc = "";

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Answer answer = new Answer();

    String name() {
        return doc;
    }

    /** Asks the document's server. */
    <T> T ask(Remote.Request<T> request) throws InterruptedException {
        return remote.ask(doc, request);
    }

    /** Says what came of it, in JSON or in words. */
    void say(Map<String, Object> json, String words) {
        answer.say(json, words);
    }
}

package dev.stet.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** How a command says what came of it: {@code --json}. Confined to the main thread. */
public final class Answer {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print the result as JSON, on one line, for programs.")
    private boolean json;

    /** Made by picocli. */
    public Answer() {}

    /** Returns whether the result is for a program. */
    public boolean isJson() {
        return json;
    }

    /** Returns where results go. */
    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Returns where all else goes. */
    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Returns whether a person sits at a terminal, where lines may be drawn again, and in colours. */
    public static boolean isTerminal() {
        return Boolean.getBoolean("stet.terminal");
    }

    /** Prints a result for a program. */
    public void json(Map<String, ?> result) {
        out().println(JsonMapper.shared().writeValueAsString(result));
        out().flush();
    }

    /** Says a result, to a program as JSON, to a person in words. */
    public void say(Map<String, ?> result, String words) {
        if (json) {
            json(result);
        } else {
            out().println(words);
            out().flush();
        }
    }

    /** Returns a text as JSON. */
    public static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}

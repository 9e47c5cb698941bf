package dev.stet.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a user runs it: the jar, in a process of its own. */
final class Program {
    private static final int LONGEST_SECONDS = 300;

    /** Halve what it costs to start a process that lives for seconds, of which these tests start more than a hundred. */
    private static final List<String> FOR_A_SHORT_LIFE = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private Program() {}

    /** What a run left behind. */
    record Result(int exitCode, String out, String err) {}

    /** Returns the command that starts the program with these arguments. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FOR_A_SHORT_LIFE);
        command.addAll(List.of("-jar", System.getProperty("stet.jar")));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs the program to its end. */
    static Result run(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, Map.of(), command(arguments));
    }

    /** Runs a command to its end, with more environment variables. */
    static Result run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the program does not end, command=" + command);
        }
        return new Result(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}

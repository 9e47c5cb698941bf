package dev.stet.cli.doc;

import picocli.CommandLine.Option;

/** The help of a command whose {@code --version} is that of a document, not of the program. */
final class HelpOption {
    @SuppressWarnings("UnusedVariable") // picocli shows the help
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;
}

package dev.stet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stands in the help for what the launcher script does by itself, since it must work without Java. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Show what is there to build and run Stet: JDK, Maven, Node, browser.")
final class DoctorCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().getOut().println("Java " + Runtime.version() + " in " + System.getProperty("java.home"));
        spec.commandLine()
                .getOut()
                .println("The rest is told by the launcher: run the script 'stet' of the repository.");
    }
}

package dev.stet.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which Stet this is, and what it runs on. Immutable. */
public final class Version implements IVersionProvider {

    /** Returns the version of the build, from the jar's manifest. */
    static String number() {
        return Optional.ofNullable(Stet.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "stet " + number(),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vm.vendor") + "), "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}

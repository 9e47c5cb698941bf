package dev.stet.ot.sync.simulation;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Named;

/** The types that sessions are simulated with. {@code -Dsim.type=NAME} picks one. */
final class SimulatedTypes {
    private static final Optional<String> PICKED = Optional.ofNullable(System.getProperty("sim.type"));

    private SimulatedTypes() {}

    /** Returns every type, a line each. */
    static List<SimulatedType<?, ?>> all() {
        return List.of(new SimulatedText());
    }

    /** Returns the types to run: all, or the one that is picked. */
    static List<SimulatedType<?, ?>> picked() {
        List<SimulatedType<?, ?>> picked = all().stream()
                .<SimulatedType<?, ?>>filter(type ->
                        PICKED.isEmpty() || PICKED.get().equals(type.type().name()))
                .toList();
        if (picked.isEmpty()) {
            throw new IllegalArgumentException("no such type, sim.type=" + PICKED.orElse(""));
        }
        return picked;
    }

    /** Returns the type under its name, for the report of a test. */
    static Named<SimulatedType<?, ?>> named(SimulatedType<?, ?> type) {
        return Named.of(type.type().name(), type);
    }
}

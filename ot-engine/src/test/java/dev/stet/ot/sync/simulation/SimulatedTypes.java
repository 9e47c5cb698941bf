package dev.stet.ot.sync.simulation;

import dev.stet.ot.Subject;
import dev.stet.ot.text.TextType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Named;

/** The types that sessions are simulated with. {@code -Dsim.type=NAME} picks one. */
final class SimulatedTypes {
    private static final Optional<String> PICKED = Optional.ofNullable(System.getProperty("sim.type"));

    private SimulatedTypes() {}

    /** Returns every type of the engine. */
    static List<SimulatedType<?, ?>> all() {
        return Subject.all().<SimulatedType<?, ?>>map(SimulatedTypes::simulated).toList();
    }

    /** Text has edits of its own; the recorded transcripts are made of them. */
    private static SimulatedType<?, ?> simulated(Subject<?, ?> subject) {
        return subject.type() == TextType.TEXT ? new SimulatedText() : new GeneratedType<>(subject);
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

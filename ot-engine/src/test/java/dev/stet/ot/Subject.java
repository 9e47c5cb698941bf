package dev.stet.ot;

import java.util.List;
import java.util.stream.Stream;

/**
 * A document type under test, and the ways in which plain code can follow what is done to its documents.
 *
 * @param type the type
 * @param generator makes up documents and edits of it
 * @param characters how a document of it can be one sequence of characters: a type may have more than one way
 */
public record Subject<S, O>(
        OperationType<S, O> type, DocumentGenerator<S, O> generator, List<CharacterSequence<S, O>> characters) {
    public Subject {
        characters = List.copyOf(characters);
    }

    /** Returns every type of the engine. */
    public static Stream<Subject<?, ?>> all() {
        return Subjects.ALL.stream();
    }

    @Override
    public String toString() {
        return type.name();
    }
}

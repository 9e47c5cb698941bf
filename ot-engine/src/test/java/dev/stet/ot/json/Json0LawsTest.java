package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;

import dev.stet.ot.Law;
import dev.stet.ot.OperationTypeLaws;
import dev.stet.ot.Tries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The json0 type keeps every law. {@code -Dot.tries=N} tries each law N times. */
class Json0LawsTest {
    private final OperationTypeLaws<JsonValue, JsonOperation> laws = laws(new JsonGenerator());

    @ParameterizedTest
    @EnumSource
    void holds(Law law) {
        laws.check(law, Tries.count(), Tries.seed());
    }

    /** All but that of identity: composing merges components, also with the operation that changes nothing. */
    @ParameterizedTest
    @EnumSource(names = "IDENTITY", mode = EnumSource.Mode.EXCLUDE)
    void holdsForOperationsThatCouldBeShorter(Law law) {
        laws(JsonGenerator.unmerged()).check(law, Tries.count(), Tries.seed());
    }

    @Test
    void selectionHoldsForCaretsInStrings() {
        laws(JsonGenerator.withStrings()).check(Law.SELECTION, Tries.count(), Tries.seed());
    }

    /** All but those of composition: see {@link Json0Type#complete}. */
    @ParameterizedTest
    @EnumSource(
            names = {"COMPOSITION", "ASSOCIATIVITY"},
            mode = EnumSource.Mode.EXCLUDE)
    void holdsWherePutsDoNotSayWhatTheyReplace(Law law) {
        laws(JsonGenerator.withIncompletePuts()).check(law, Tries.count(), Tries.seed());
    }

    /** A case of a run with a million tries: a put that does not say what it replaces, composed with a removal, fits nothing. */
    @Test
    void rebasingIsOfOperationsThatWereCompleteWhenTheyWereComposed() {
        laws(JsonGenerator.withIncompletePuts()).check(Law.REBASING, 1, 35_311_800_498_600L);
    }

    private static OperationTypeLaws<JsonValue, JsonOperation> laws(JsonGenerator generator) {
        return new OperationTypeLaws<>(JSON0, generator, Json0LawsTest.class);
    }
}

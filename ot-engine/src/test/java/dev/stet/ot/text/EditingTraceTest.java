package dev.stet.ot.text;

import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real documents, typed again, end in the text their authors ended with. */
class EditingTraceTest {
    private static final int BLOCK = 500;

    @ParameterizedTest
    @ValueSource(strings = {"seph-blog1", "sveltecomponent", "friendsforever_flat"})
    void traceEndsInItsFinalText(String name) throws IOException {
        EditingTrace trace = EditingTrace.named(name);
        Rope document = Rope.empty();
        Rope atBlockStart = document;
        List<TextOperation> block = new ArrayList<>();
        for (EditingTrace.Patch patch : trace.patches()) {
            TextOperation operation = patch.on(document);
            block.add(operation);
            document = TEXT.apply(document, operation);
            if (block.size() == BLOCK) {
                assertThat(TEXT.apply(atBlockStart, TEXT.composeAll(block))).isEqualTo(document);
                atBlockStart = document;
                block.clear();
            }
        }
        assertThat(TEXT.apply(atBlockStart, TEXT.composeAll(block))).isEqualTo(document);
        assertThat(document).hasToString(trace.endContent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"seph-blog1", "sveltecomponent", "friendsforever_flat"})
    void wholeTraceIsOneOperation(String name) throws IOException {
        EditingTrace trace = EditingTrace.named(name);
        Rope document = Rope.empty();
        List<TextOperation> operations = new ArrayList<>();
        for (EditingTrace.Patch patch : trace.patches()) {
            TextOperation operation = patch.on(document);
            operations.add(operation);
            document = TEXT.apply(document, operation);
        }
        TextOperation all = TEXT.composeAll(operations);
        assertThat(TEXT.apply(Rope.empty(), all)).hasToString(trace.endContent());
    }
}

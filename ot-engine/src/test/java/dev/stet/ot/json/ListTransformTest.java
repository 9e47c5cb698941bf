package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Side;
import dev.stet.ot.Tries;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long lists of components. */
class ListTransformTest {
    private static final int SIZE = 12;

    private final JsonGenerator generator = JsonGenerator.unmerged();

    @Test
    void transformsAsTheReferenceDescribesIt() {
        Tries.run(getClass(), Tries.count() * 5, random -> {
            JsonValue document = generator.snapshot(SIZE, random);
            List<JsonComponent> left = edits(document, random.nextInt(4), random);
            List<JsonComponent> right = edits(document, random.nextInt(4), random);
            NaiveListTransform.Pair<JsonComponent> naive =
                    NaiveListTransform.transform(JsonTransform.JSON0, left, right);
            ListTransform<JsonComponent> pair = ListTransform.both(JsonTransform.JSON0, left, right);
            assertThat(pair.left()).isEqualTo(naive.left());
            assertThat(pair.right()).isEqualTo(naive.right());
        });
    }

    private List<JsonComponent> edits(JsonValue document, int count, java.util.random.RandomGenerator random) {
        List<JsonComponent> components = new ArrayList<>();
        JsonValue current = document;
        for (int i = 0; i < count; i++) {
            JsonOperation operation = generator.edit(current, SIZE, random).operation();
            components.addAll(operation.components());
            current = JSON0.apply(current, operation);
        }
        return components;
    }

    /** Every insert lies inside what the other one deletes, so that it falls into ever more pieces. */
    @Test
    void manyPiecesDoNotOverflowTheStack() {
        int count = 1_000;
        String text = "abcdefghij".repeat(count / 10);
        JsonValue document = JsonValue.of(text);
        for (boolean older : List.of(true, false)) {
            JsonOperation inserts = inserts(count, older);
            JsonOperation delete = operation(List.of(new Text0Component.Delete(0, text)), older);
            JsonOperation beside = JSON0.transform(delete, inserts, Side.RIGHT);
            JsonValue both = JSON0.apply(JSON0.apply(document, inserts), beside);
            assertThat(both).isEqualTo(JsonValue.of("-".repeat(count)));
            assertThat(JSON0.apply(JSON0.apply(document, delete), JSON0.transform(inserts, delete, Side.LEFT)))
                    .isEqualTo(both);
        }
    }

    /** One insert behind each unit of the text. */
    private static JsonOperation inserts(int count, boolean older) {
        List<Text0Component> edits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            edits.add(new Text0Component.Insert(2 * i + 1, "-"));
        }
        return operation(edits, older);
    }

    private static JsonOperation operation(List<Text0Component> edits, boolean older) {
        if (!older) {
            return JsonOperation.of(List.of(new JsonComponent(JsonPath.root(), new JsonChange.EditText(edits))));
        }
        return JsonOperation.of(edits.stream()
                .map(edit -> new JsonComponent(JsonPath.root(), new JsonChange.EditString(edit)))
                .toList());
    }

    @Test
    void longListsThatDoNotMeetPassEachOther() {
        List<JsonComponent> left = new ArrayList<>();
        List<JsonComponent> right = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            left.add(new JsonComponent(JsonPath.of("left", i), new JsonChange.InsertItem(JsonNumber.of(i))));
            right.add(new JsonComponent(JsonPath.of("right", i), new JsonChange.InsertItem(JsonNumber.of(i))));
        }
        JsonOperation one = JsonOperation.of(left);
        assertThat(JSON0.transform(one, JsonOperation.of(right), Side.LEFT)).isEqualTo(one);
    }
}

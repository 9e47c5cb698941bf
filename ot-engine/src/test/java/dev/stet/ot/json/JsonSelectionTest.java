package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static dev.stet.ot.json.JsonOps.doc;
import static dev.stet.ot.json.JsonOps.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Selection;
import dev.stet.ot.Tries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selections stay with the value they mark, and with the text in it. */
class JsonSelectionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ['list',1,'t'] | [{'p':['list',1],'li':0}]                           | ['list',2,'t']
        ['list',1,'t'] | [{'p':['list',2],'li':0}]                           | ['list',1,'t']
        ['list',1,'t'] | [{'p':['list',0],'ld':0}]                           | ['list',0,'t']
        ['list',1,'t'] | [{'p':['list',1],'ld':{'t':'abc'}}]                 | gone
        ['list',1,'t'] | [{'p':['list',1],'ld':{'t':'abc'},'li':0}]          | gone
        ['list',1,'t'] | [{'p':['list',1],'lm':3}]                           | ['list',3,'t']
        ['list',1,'t'] | [{'p':['list',0],'lm':1}]                           | ['list',0,'t']
        ['list',1,'t'] | [{'p':['list',3],'lm':0},{'p':['list',2],'lm':4}]   | ['list',4,'t']
        ['list',1,'t'] | [{'p':['list',1,'t'],'od':'abc','oi':'x'}]          | gone
        ['list',1,'t'] | [{'p':['list',1,'t'],'oi':'x'}]                     | gone
        ['list',1,'t'] | [{'p':['list',1,'u'],'oi':'x'}]                     | ['list',1,'t']
        ['list',1,'t'] | [{'p':['list'],'od':[]}]                            | gone
        ['list',1,'t'] | [{'p':[],'od':{},'oi':1}]                           | gone
        ['list',1,'t'] | [{'p':['n'],'na':1}]                                | ['list',1,'t']
        ['list',1]     | [{'p':['list',1,'t'],'od':'abc','oi':'x'}]          | ['list',1]
        []             | [{'p':['list',1],'li':0}]                           | []
        """)
    void followsItsValue(String path, String operation, String moved) {
        Selection selection = new Selection(path(path), 0, 0);
        if (moved.equals("gone")) {
            assertThat(JSON0.transformSelection(selection, op(operation))).isEmpty();
        } else {
            assertThat(JSON0.transformSelection(selection, op(operation))).contains(new Selection(path(moved), 0, 0));
        }
    }

    private static List<Object> path(String json) {
        return ((JsonArray) doc(json)).plain();
    }

    @Test
    void followsTheTextInAString() {
        Selection selection = new Selection(List.of("t"), 1, 3);
        assertThat(JSON0.transformSelection(selection, op("[{'p':['t'],'t':'text0','o':[{'p':1,'i':'xx'}]}]")))
                .as("an insert exactly at an end does not move it")
                .contains(selection.at(1, 5));
        assertThat(JSON0.transformSelection(selection, op("[{'p':['t',0],'sd':'ab'},{'p':['t',0],'si':'y'}]")))
                .contains(selection.at(0, 2));
        assertThat(JSON0.transformSelection(selection, op("[{'p':['u'],'t':'text0','o':[{'p':0,'i':'xx'}]}]")))
                .contains(selection);
    }

    @Test
    void liesWithinTheDocument() {
        JsonValue document = doc("{'t':'a😀','list':[5]}");
        assertThat(JSON0.contains(document, new Selection(List.of("t"), 1, 3))).isTrue();
        assertThat(JSON0.contains(document, new Selection(List.of("t"), 1, 2))).isFalse();
        assertThat(JSON0.contains(document, new Selection(List.of("t"), 4, 0))).isFalse();
        assertThat(JSON0.contains(document, new Selection(List.of("list", 0), 0, 0)))
                .isTrue();
        assertThat(JSON0.contains(document, new Selection(List.of("list", 0), 0, 1)))
                .isFalse();
        assertThat(JSON0.contains(document, new Selection(List.of("list", 1), 0, 0)))
                .isFalse();
        assertThat(JSON0.contains(document, new Selection(List.of("list", -1), 0, 0)))
                .isFalse();
        assertThat(JSON0.contains(document, new Selection(List.of("list", "0"), 0, 0)))
                .isFalse();
        assertThat(JSON0.contains(document, Selection.caret(0))).isTrue();
    }

    /** Wherever it goes, there is something. */
    @Test
    void leadsToAValueWhileItIsNotGone() {
        JsonGenerator generator = JsonGenerator.unmerged();
        Tries.run(getClass(), Tries.count(), random -> {
            JsonValue document = generator.snapshot(12, random);
            JsonOperation operation = generator.edit(document, 12, random).operation();
            List<List<Object>> paths = new ArrayList<>();
            collect(document.plain(), List.of(), paths);
            List<Object> path = paths.get(random.nextInt(paths.size()));
            JSON0.transformSelection(new Selection(path, 0, 0), operation)
                    .ifPresent(
                            moved -> assertThat(JsonPath.unchecked(moved.path()).in(JSON0.apply(document, operation)))
                                    .as("%s moved over %s", path, operation)
                                    .isPresent());
        });
    }

    private static void collect(Object value, List<Object> path, List<List<Object>> paths) {
        paths.add(path);
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), plus(path, i), paths);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> collect(member, plus(path, key), paths));
        }
    }

    private static List<Object> plus(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}

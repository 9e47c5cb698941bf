package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static dev.stet.ot.json.JsonOps.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operation makes anew of a large document: what it changes with the way to it, and nothing of the rest. */
class JsonSharingTest {
    private static final int MANY = 100_000;
    private static final int LONG = 1_000_000;

    /** Leaves and the branches above them, with their arrays; the document consists of a million objects. */
    private static final int FEW = 60;

    private static final JsonValue DOCUMENT = document();
    private static final Reachable REACHABLE = new Reachable();

    @BeforeAll
    static void documentIsLarge() {
        assertThat(REACHABLE.add(DOCUMENT)).isGreaterThan(MANY);
    }

    private static JsonValue document() {
        List<Object> list = new ArrayList<>();
        Map<String, Object> object = new TreeMap<>();
        for (int i = 0; i < MANY; i++) {
            list.add(Map.of("n", i));
            object.put("k" + i, i);
        }
        return JsonValue.of(Map.of("list", list, "object", object, "text", "x".repeat(LONG)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'p':['list',50000],'li':1}]",
                "[{'p':['list',50000],'ld':{'n':50000}}]",
                "[{'p':['list',50000],'ld':{'n':50000},'li':1}]",
                "[{'p':['list',50000],'lm':99999}]",
                "[{'p':['list',99999],'lm':0}]",
                "[{'p':['list',50000,'n'],'na':1}]",
                "[{'p':['object','new'],'oi':1}]",
                "[{'p':['object','k77'],'od':77}]",
                "[{'p':['object','k77'],'od':77,'oi':1}]",
                "[{'p':['object','k77'],'na':1}]",
                "[{'p':['text'],'t':'text0','o':[{'p':500000,'i':'y'}]}]",
                "[{'p':['text',999999],'sd':'x'}]"
            })
    void oneChangeOfALargeDocumentMakesFewNewNodes(String json) {
        JsonOperation operation = op(json);
        JsonValue after = JSON0.apply(DOCUMENT, operation);
        int nodes = REACHABLE.add(after);
        System.out.println("json0 sharing: newObjects=" + nodes + " operation=" + operation);
        assertThat(nodes).isLessThan(FEW);
        assertThat(REACHABLE.add(JSON0.invert(operation, DOCUMENT))).isLessThan(FEW);
        assertThat(JSON0.diff(DOCUMENT, after).components()).hasSizeLessThan(4);
        assertThat(JSON0.apply(DOCUMENT, JSON0.diff(DOCUMENT, after))).isEqualTo(after);
        assertThat(JSON0.apply(after, JSON0.invert(operation, DOCUMENT))).isEqualTo(DOCUMENT);
        assertThat(JSON0.size(after)).isEqualTo(JsonValue.of(after.plain()).weight());
    }

    /** Somebody takes the whole document away while another one types in it. */
    @Test
    void removalOfALargeValueFollowsAnEditBelowItCheaply() {
        JsonOperation remove =
                JsonOperation.of(List.of(new JsonComponent(JsonPath.root(), new JsonChange.RemoveMember(DOCUMENT))));
        JsonOperation typing = op("[{'p':['text'],'t':'text0','o':[{'p':500000,'i':'y'}]}]");
        assertThat(REACHABLE.add(JSON0.transform(remove, typing, Side.LEFT))).isLessThan(FEW);
        JsonValue typed = JSON0.apply(DOCUMENT, typing);
        assertThat(JSON0.apply(typed, JSON0.transform(remove, typing, Side.LEFT)))
                .isEqualTo(JsonValue.NULL);
    }
}

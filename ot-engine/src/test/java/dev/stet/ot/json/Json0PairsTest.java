package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static dev.stet.ot.json.JsonOps.doc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Side;
import dev.stet.ot.json.JsonChange.Add;
import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.EditString;
import dev.stet.ot.json.JsonChange.EditText;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.PutMember;
import dev.stet.ot.json.JsonChange.RemoveMember;
import dev.stet.ot.json.JsonChange.ReplaceItem;
import dev.stet.ot.json.JsonChange.ReplaceMember;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pair of single components on a few documents converges, and nothing that is refused comes out. */
class Json0PairsTest {
    private final List<JsonComponent> components = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "5",
                "'ab'",
                "[]",
                "[0,1,2,3]",
                "['ab',[1,2]]",
                "{}",
                "{'a':1,'b':'ab'}",
                "{'a':{'b':{'a':0}}}",
                "{'a':[{'a':[0]},'a']}",
                "[[[0,1],[2]],{'a':'a'}]"
            })
    void converge(String json) {
        JsonValue document = doc(json);
        collect(JsonPath.root(), document);
        root(document);
        for (JsonComponent a : components) {
            for (JsonComponent b : components) {
                for (Side side : Side.values()) {
                    converge(document, JsonOperation.of(List.of(a)), JsonOperation.of(List.of(b)), side);
                }
            }
        }
        System.out.println("json0 pairs: document=" + document + " components=" + components.size());
    }

    private static void converge(JsonValue document, JsonOperation a, JsonOperation b, Side side) {
        JsonOperation afterB = JSON0.transform(a, b, side);
        JsonOperation afterA = JSON0.transform(b, a, side.opposite());
        JsonValue one = JSON0.apply(JSON0.apply(document, a), afterA);
        JsonValue other = JSON0.apply(JSON0.apply(document, b), afterB);
        assertThat(one).as("%s: %s as %s, %s", document, a, side, b).isEqualTo(other);
        assertThat(JSON0.apply(one, JSON0.invert(afterA, JSON0.apply(document, a))))
                .isEqualTo(JSON0.apply(document, a));
    }

    private void root(JsonValue document) {
        add(JsonPath.root(), new PutMember(doc("{'a':9}")));
        add(JsonPath.root(), new RemoveMember(document));
        add(JsonPath.root(), new ReplaceMember(document, doc("'z'")));
    }

    private void collect(JsonPath path, JsonValue value) {
        switch (value) {
            case JsonNumber number -> add(path, new Add(JsonNumber.of(7)));
            case JsonString string -> collectEdits(path, string);
            case JsonArray array -> collectItems(path, array);
            case JsonObject object -> {
                for (String key : List.of("a", "b", "new")) {
                    JsonPath member = path.plus(key);
                    add(member, new PutMember(doc("'put'")));
                    object.member(key).ifPresent(found -> {
                        add(member, new RemoveMember(found));
                        add(member, new ReplaceMember(found, doc("[1]")));
                        collect(member, found);
                    });
                }
            }
            case JsonLiteral literal -> {}
        }
    }

    private void collectItems(JsonPath path, JsonArray array) {
        for (int at = 0; at <= array.length(); at++) {
            add(path.plus(at), new InsertItem(doc("'new'")));
        }
        for (int at = 0; at < array.length(); at++) {
            JsonPath place = path.plus(at);
            add(place, new DeleteItem(array.item(at)));
            add(place, new ReplaceItem(array.item(at), doc("'other'")));
            for (int to = 0; to < array.length(); to++) {
                add(place, new MoveItem(to));
            }
            collect(place, array.item(at));
        }
    }

    private void collectEdits(JsonPath path, JsonString string) {
        String text = string.plain();
        for (int at = 0; at <= text.length(); at++) {
            edit(path, new Text0Component.Insert(at, "xy"));
            for (int to = at + 1; to <= text.length(); to++) {
                edit(path, new Text0Component.Delete(at, text.substring(at, to)));
            }
        }
    }

    private void edit(JsonPath path, Text0Component edit) {
        add(path, new EditText(List.of(edit)));
        add(path, new EditString(edit));
    }

    private void add(JsonPath path, JsonChange change) {
        components.add(new JsonComponent(path, change));
    }
}

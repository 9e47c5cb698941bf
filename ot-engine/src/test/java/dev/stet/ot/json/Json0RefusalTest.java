package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static dev.stet.ot.json.JsonOps.doc;
import static dev.stet.ot.json.JsonOps.op;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, by which rule, in which component. */
class Json0RefusalTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'p':[],'oi':1}                              | MALFORMED | -1
        null                                         | MALFORMED | -1
        [5]                                          | MALFORMED | 0
        [{'p':[0],'li':1},null]                      | MALFORMED | 1
        [{'oi':1}]                                   | MALFORMED | 0
        [{'p':'a','oi':1}]                           | MALFORMED | 0
        [{'p':['a']}]                                | MALFORMED | 0
        [{'p':['a'],'oi':1,'x':2}]                   | MALFORMED | 0
        [{'p':['a'],'oi':1,'li':2}]                  | MALFORMED | 0
        [{'p':['a'],'oi':1,'ld':2}]                  | MALFORMED | 0
        [{'p':['a'],'oi':1,'na':2}]                  | MALFORMED | 0
        [{'p':[0],'ld':1,'lm':2}]                    | MALFORMED | 0
        [{'p':[-1],'li':1}]                          | MALFORMED | 0
        [{'p':[0.5],'li':1}]                         | MALFORMED | 0
        [{'p':[true],'li':1}]                        | MALFORMED | 0
        [{'p':[null],'li':1}]                        | MALFORMED | 0
        [{'p':[['a']],'li':1}]                       | MALFORMED | 0
        [{'p':['0'],'li':1}]                         | MALFORMED | 0
        [{'p':[],'li':1}]                            | MALFORMED | 0
        [{'p':[],'lm':1}]                            | MALFORMED | 0
        [{'p':[0],'oi':1}]                           | MALFORMED | 0
        [{'p':[0],'lm':-1}]                          | MALFORMED | 0
        [{'p':[0],'lm':'1'}]                         | MALFORMED | 0
        [{'p':[0],'lm':null}]                        | MALFORMED | 0
        [{'p':['a'],'na':'1'}]                       | MALFORMED | 0
        [{'p':['a'],'na':null}]                      | MALFORMED | 0
        [{'p':['a'],'t':'text0'}]                    | MALFORMED | 0
        [{'p':['a'],'t':'nope','o':[]}]              | MALFORMED | 0
        [{'p':['a'],'t':'text0','o':{}}]             | MALFORMED | 0
        [{'p':['a'],'t':'text0','o':[{'p':0}]}]      | MALFORMED | 0
        [{'p':['a'],'t':'text0','o':[{'i':'x'}]}]    | MALFORMED | 0
        [{'p':['a'],'t':'text0','o':[{'p':0,'i':5}]}] | MALFORMED | 0
        [{'p':['a'],'t':'text0','o':[{'p':-1,'i':'x'}]}] | MALFORMED | 0
        [{'p':['a'],'t':'text0','o':[{'p':0,'i':'x','d':'y'}]}] | MALFORMED | 0
        [{'p':['a',0],'si':5}]                       | MALFORMED | 0
        [{'p':['a',0],'si':'x','sd':'y'}]            | MALFORMED | 0
        [{'p':['a'],'si':'x'}]                       | MALFORMED | 0
        [{'p':[],'si':'x'}]                          | MALFORMED | 0
        [{'p':['a'],'oi':'\\ud83d'}]                 | LONE_SURROGATE | 0
        [{'p':['\\ude00'],'oi':1}]                   | LONE_SURROGATE | 0
        [{'p':['a',0],'si':'\\ud83d'}]               | LONE_SURROGATE | 0
        [{'p':[2147483648],'li':1}]                  | TOO_LARGE | 0
        [{'p':[1e300],'li':1}]                       | TOO_LARGE | 0
        [{'p':['a'],'na':10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}] | TOO_LARGE | 0
        """)
    void refusesToRead(String json, Rule rule, int component) {
        assertRefused(() -> op(json), rule, component);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [1]         | [{'p':[2],'li':9}]                               | PAST_THE_END | 0
        [1]         | [{'p':[1],'li':9},{'p':[3],'li':9}]              | PAST_THE_END | 1
        [1]         | [{'p':[1],'ld':9}]                               | NO_SUCH_PLACE | 0
        [1]         | [{'p':[1],'ld':9,'li':8}]                        | NO_SUCH_PLACE | 0
        [1]         | [{'p':[1],'lm':0}]                               | NO_SUCH_PLACE | 0
        [1]         | [{'p':[0],'lm':1}]                               | PAST_THE_END | 0
        [1]         | [{'p':[0],'ld':9}]                               | DIFFERENT_CONTENT | 0
        [[1]]       | [{'p':[0],'ld':[2],'li':0}]                      | DIFFERENT_CONTENT | 0
        {'a':1}     | [{'p':['a'],'od':2}]                             | DIFFERENT_CONTENT | 0
        {'a':1}     | [{'p':['a'],'od':2,'oi':3}]                      | DIFFERENT_CONTENT | 0
        {'a':1}     | [{'p':['b'],'od':1}]                             | NO_SUCH_PLACE | 0
        {'a':1}     | [{'p':['b'],'od':null,'oi':1}]                   | NO_SUCH_PLACE | 0
        {'a':1}     | [{'p':['b','c'],'oi':1}]                         | NO_SUCH_PLACE | 0
        {'a':1}     | [{'p':['__proto__','c'],'oi':1}]                 | NO_SUCH_PLACE | 0
        {'a':1}     | [{'p':['a','c'],'oi':1}]                         | NO_SUCH_PLACE | 0
        {'a':1}     | [{'p':['a',0],'li':1}]                           | NO_SUCH_PLACE | 0
        {'0':1}     | [{'p':[0],'ld':1}]                               | NO_SUCH_PLACE | 0
        [1]         | [{'p':['a'],'oi':1}]                             | NO_SUCH_PLACE | 0
        'ab'        | [{'p':[],'na':1}]                                | NO_SUCH_PLACE | 0
        5           | [{'p':[0],'si':'x'}]                             | NO_SUCH_PLACE | 0
        5           | [{'p':[],'od':6}]                                | DIFFERENT_CONTENT | 0
        5           | [{'p':[],'od':6,'oi':7}]                         | DIFFERENT_CONTENT | 0
        5           | [{'p':[],'od':5},{'p':[],'od':5,'oi':7}]         | DIFFERENT_CONTENT | 1
        'ab'        | [{'p':[3],'si':'x'}]                             | PAST_THE_END | 0
        'ab'        | [{'p':[1],'sd':'bc'}]                            | PAST_THE_END | 0
        'ab'        | [{'p':[1],'sd':'x'}]                             | DIFFERENT_CONTENT | 0
        '😀'        | [{'p':[1],'si':'x'}]                             | SPLITS_SURROGATE_PAIR | 0
        """)
    void refusesToApplyAndToInvert(String document, String json, Rule rule, int component) {
        JsonValue before = doc(document);
        assertRefused(() -> JSON0.apply(before, op(json)), rule, component);
        assertRefused(() -> JSON0.invert(op(json), before), rule, component);
        assertThat(before).isEqualTo(doc(document));
    }

    @Test
    void acceptsWhatIsJustWithin() {
        assertThat(JSON0.apply(doc("[1]"), op("[{'p':[1],'li':2},{'p':[0],'lm':1}]")))
                .isEqualTo(doc("[2,1]"));
        assertThat(JSON0.apply(doc("'ab'"), op("[{'p':[2],'si':'c'},{'p':[1.0],'sd':'bc'}]")))
                .isEqualTo(doc("'a'"));
        assertThat(op("[{'p':['a'],'t':'text0','o':[{'p':1,'i':''}]},{'p':['a',0],'sd':''}]"))
                .as("edits without text do nothing")
                .isEqualTo(op("[{'p':['a'],'t':'text0','o':[]}]"));
        assertThat(JSON0.apply(doc("{}"), op("[{'p':['__proto__'],'oi':1},{'p':['constructor'],'oi':2}]")))
                .isEqualTo(doc("{'__proto__':1,'constructor':2}"));
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        List<Object> path = new ArrayList<>(Collections.nCopies(JsonValue.MAX_DEPTH, "k"));
        assertThat(JSON0.decode(List.of(Map.of("p", path, "oi", 1))).components())
                .hasSize(1);
        assertRefused(() -> JSON0.decode(List.of(Map.of("p", path, "oi", List.of()))), Rule.TOO_DEEP, 0);
        assertRefused(() -> JSON0.decode(List.of(Map.of("p", path, "od", Map.of()))), Rule.TOO_DEEP, 0);
        path.add("k");
        assertRefused(() -> JSON0.decode(List.of(Map.of("p", path, "oi", 1))), Rule.TOO_DEEP, 0);
        assertRefused(() -> JsonPath.of(path.toArray()), Rule.TOO_DEEP, -1);
        List<Object> huge = Collections.nCopies(100_000_000, 0);
        assertRefused(() -> JSON0.decode(List.of(Map.of("p", huge, "oi", 1))), Rule.TOO_DEEP, 0);
    }

    @Test
    void refusesComponentsThatNobodyCouldSend() {
        JsonValue deep = JsonValue.NULL;
        for (int i = 0; i < JsonValue.MAX_DEPTH; i++) {
            deep = JsonArray.of(List.of(deep));
        }
        JsonValue deepest = deep;
        assertRefused(() -> of(JsonPath.of("a"), new JsonChange.PutMember(deepest)), Rule.TOO_DEEP, 0);
        assertRefused(() -> of(JsonPath.of("a"), new JsonChange.InsertItem(JsonValue.NULL)), Rule.MALFORMED, 0);
        assertRefused(() -> of(JsonPath.root(), new JsonChange.MoveItem(0)), Rule.MALFORMED, 0);
        assertRefused(() -> of(JsonPath.of(0), new JsonChange.MoveItem(-1)), Rule.MALFORMED, 0);
        assertRefused(() -> JsonPath.of(-1), Rule.MALFORMED, -1);
        assertRefused(() -> JsonPath.of(1L), Rule.MALFORMED, -1);
        for (Map.Entry<Text0Component, Rule> bad : Map.<Text0Component, Rule>of(
                        new Text0Component.Insert(-1, "x"), Rule.MALFORMED,
                        new Text0Component.Insert(0, ""), Rule.EMPTY_COMPONENT,
                        new Text0Component.Delete(0, "\ud83d"), Rule.LONE_SURROGATE)
                .entrySet()) {
            assertRefused(() -> of(JsonPath.root(), new JsonChange.EditText(List.of(bad.getKey()))), bad.getValue(), 0);
            assertRefused(() -> of(JsonPath.root(), new JsonChange.EditString(bad.getKey())), bad.getValue(), 0);
        }
    }

    private static JsonOperation of(JsonPath path, JsonChange change) {
        return JsonOperation.of(List.of(new JsonComponent(path, change)));
    }

    @Test
    void tellsNothingOfTheContent() {
        assertThatThrownBy(() -> JSON0.apply(doc("{'secret':'hidden'}"), op("[{'p':['secret'],'od':'guess'}]")))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessage("the value to be taken away is not the one that is there component=0");
        assertThatThrownBy(() -> JSON0.apply(doc("[1]"), op("[{'p':[7],'ld':1}]")))
                .hasMessage("an array has no item at that index, at=7 arrayLength=1 component=0");
        assertThatThrownBy(() -> JSON0.apply(doc("'ab'"), op("[{'p':[3],'si':'x'}]")))
                .hasMessage("an edit reaches past the end of the string, at=3 length=0 stringLength=2 component=0");
    }

    private static void assertRefused(ThrowingCallable act, Rule rule, int component) {
        assertThatThrownBy(act).isInstanceOfSatisfying(InvalidOperationException.class, refusal -> {
            assertThat(refusal.rule()).isEqualTo(rule);
            assertThat(refusal.component()).isEqualTo(component);
        });
    }
}

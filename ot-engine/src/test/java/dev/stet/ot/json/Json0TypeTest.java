package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static dev.stet.ot.json.JsonOps.doc;
import static dev.stet.ot.json.JsonOps.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The json0 type by example. */
class Json0TypeTest {
    @Test
    void isKnownByNameAndUri() {
        assertThat(JSON0.name()).isEqualTo("json0");
        assertThat(JSON0.uri()).isEqualTo("http://sharejs.org/types/JSONv0");
        assertThat(JSON0.empty()).isEqualTo(JsonValue.NULL);
        assertThat(JSON0.noop().isNoop()).isTrue();
    }

    @Test
    void operationChangesPlacesOneAfterTheOther() {
        assertThat(JSON0.apply(
                        doc("{'title':'Plan','tasks':['b','a'],'done':0}"),
                        op("[{'p':['tasks',1],'lm':0},{'p':['tasks',2],'li':'c'},{'p':['done'],'na':2}]")))
                .isEqualTo(doc("{'title':'Plan','tasks':['a','b','c'],'done':2}"));
        assertThat(JSON0.apply(doc("null"), op("[{'p':[],'oi':{}},{'p':['title'],'oi':'Plan'}]")))
                .isEqualTo(doc("{'title':'Plan'}"));
    }

    @Test
    void isMadeWithoutCodecs() {
        JsonOperation operation = JsonOperation.of(List.of(
                new JsonComponent(JsonPath.of("tasks", 0), new JsonChange.InsertItem(JsonValue.of("a"))),
                new JsonComponent(
                        JsonPath.of("title"), new JsonChange.EditText(List.of(new Text0Component.Insert(4, "!"))))));
        assertThat(operation)
                .isEqualTo(op("[{'p':['tasks',0],'li':'a'},{'p':['title'],'t':'text0','o':[{'p':4,'i':'!'}]}]"))
                .hasToString("[{\"li\":\"a\",\"p\":[\"tasks\",0]},"
                        + "{\"o\":[{\"i\":\"!\",\"p\":4}],\"p\":[\"title\"],\"t\":\"text0\"}]");
        assertThat(operation.isNoop()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'p':[0],'li':'x'}              | {'p':[0],'li':'y'}          | [{'p':[0],'li':'x'}]              | [{'p':[1],'li':'x'}]
        {'p':[1],'ld':'b'}              | {'p':[0],'li':'y'}          | [{'p':[2],'ld':'b'}]              | same
        {'p':[1],'ld':'b','li':'x'}     | {'p':[1],'ld':'b','li':'y'} | [{'p':[1],'ld':'y','li':'x'}]     | []
        {'p':[1],'ld':'b','li':'x'}     | {'p':[1],'ld':'b'}          | [{'p':[1],'li':'x'}]              | same
        {'p':[0],'lm':1}                | {'p':[0],'lm':2}            | [{'p':[2],'lm':1}]                | []
        {'p':[0],'lm':2}                | {'p':[1],'lm':2}            | [{'p':[0],'lm':1}]                | [{'p':[0],'lm':2}]
        {'p':[1,'n'],'na':1}            | {'p':[1],'lm':0}            | [{'p':[0,'n'],'na':1}]            | same
        {'p':[1,'n'],'na':1}            | {'p':[1],'ld':{'n':1}}      | []                                | same
        {'p':[1],'ld':5}                | {'p':[1],'na':1}            | [{'p':[1],'ld':6}]                | same
        {'p':['a'],'oi':1}              | {'p':['a'],'oi':2}          | [{'p':['a'],'od':2,'oi':1}]       | []
        {'p':['a'],'od':0,'oi':1}       | {'p':['a'],'od':0}          | [{'p':['a'],'oi':1}]              | same
        {'p':['a'],'od':{'n':1}}        | {'p':['a','n'],'na':1}      | [{'p':['a'],'od':{'n':2}}]        | same
        {'p':['a','n'],'na':1}          | {'p':[],'od':0,'oi':1}      | []                                | same
        {'p':['a'],'t':'text0','o':[{'p':2,'i':'x'}]} | {'p':['a'],'t':'text0','o':[{'p':2,'i':'y'}]} | [{'p':['a'],'t':'text0','o':[{'p':2,'i':'x'}]}] | [{'p':['a'],'t':'text0','o':[{'p':3,'i':'x'}]}]
        {'p':['a',0],'sd':'abc'}        | {'p':['a',1],'si':'-'}      | [{'p':['a',0],'sd':'a'},{'p':['a',1],'sd':'bc'}] | same
        {'p':['a',2],'si':'x'}          | {'p':['a'],'t':'text0','o':[{'p':0,'i':'y'}]} | [{'p':['a',3],'si':'x'}] | same
        """)
    void transforms(String operation, String against, String left, String right) {
        JsonOperation mine = op("[" + operation + "]");
        JsonOperation theirs = op("[" + against + "]");
        assertThat(JSON0.transform(mine, theirs, Side.LEFT)).isEqualTo(op(left));
        assertThat(JSON0.transform(mine, theirs, Side.RIGHT)).isEqualTo(op(right.equals("same") ? left : right));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'p':['n'],'na':1}              | {'p':['n'],'na':2}              | [{'p':['n'],'na':3}]
        {'p':['n'],'na':1}              | {'p':['n'],'na':-1}             | [{'p':['n'],'na':0}]
        {'p':['a'],'od':1}              | {'p':['a'],'oi':2}              | [{'p':['a'],'od':1,'oi':2}]
        {'p':['a'],'oi':1}              | {'p':['a'],'od':1}              | []
        {'p':['a'],'oi':1}              | {'p':['a'],'od':1,'oi':2}       | [{'p':['a'],'oi':2}]
        {'p':['a'],'od':0,'oi':1}       | {'p':['a'],'od':1}              | [{'p':['a'],'od':0}]
        {'p':['a'],'od':0,'oi':1}       | {'p':['a'],'od':1,'oi':2}       | [{'p':['a'],'od':0,'oi':2}]
        {'p':[0],'li':'x'}              | {'p':[0],'ld':'x'}              | []
        {'p':[0],'li':[1]}              | {'p':[0],'ld':[1]}              | [{'p':[0],'li':[1]},{'p':[0],'ld':[1]}]
        {'p':[0],'ld':0,'li':'x'}       | {'p':[0],'ld':'x'}              | [{'p':[0],'ld':0}]
        {'p':[0],'ld':0}                | {'p':[0],'li':1}                | [{'p':[0],'ld':0},{'p':[0],'li':1}]
        {'p':[0],'li':1}                | {'p':[0],'lm':0}                | [{'p':[0],'li':1}]
        {'p':['a',0],'si':'x'}          | {'p':['a',1],'si':'y'}          | [{'p':['a',0],'si':'xy'}]
        {'p':['a',0],'si':'x'}          | {'p':['a'],'t':'text0','o':[{'p':0,'d':'x'}]} | [{'p':['a',0],'si':'x'},{'p':['a'],'t':'text0','o':[{'p':0,'d':'x'}]}]
        {'p':['n'],'na':9223372036854775807} | {'p':['n'],'na':1}         | [{'p':['n'],'na':9223372036854775807},{'p':['n'],'na':1}]
        """)
    void composes(String first, String second, String both) {
        assertThat(JSON0.compose(op("[" + first + "]"), op("[" + second + "]"))).isEqualTo(op(both));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'a':1}   | [{'p':['a'],'oi':2}]                     | [{'p':['a'],'od':2,'oi':1}]
        {'a':1}   | [{'p':['b'],'oi':2},{'p':['a'],'na':3}]  | [{'p':['a'],'na':-3},{'p':['b'],'od':2}]
        [0,1,2]   | [{'p':[0],'lm':2},{'p':[0],'ld':1}]      | [{'p':[0],'li':1},{'p':[2],'lm':0}]
        5         | [{'p':[],'od':5}]                        | [{'p':[],'oi':5}]
        -1        | [{'p':[],'na':-9223372036854775808}]     | none
        0         | [{'p':[],'na':-9223372036854775808}]     | [{'p':[],'na':9223372036854775807},{'p':[],'na':1}]
        """)
    void inverts(String document, String operation, String inverse) {
        if (inverse.equals("none")) {
            assertThat(JsonNumber.of(-1).plus(JsonNumber.of(Long.MIN_VALUE))).isEmpty();
            return;
        }
        assertThat(JSON0.invert(op(operation), doc(document))).isEqualTo(op(inverse));
    }

    /** Some clients do not say what they replace; all goes well, unless a removal of the same member is composed with it. */
    @Test
    void completesPutsThatReplace() {
        JsonValue document = doc("{'a':1}");
        JsonOperation put = op("[{'p':['a'],'oi':2}]");
        JsonOperation remove = op("[{'p':['a'],'od':2}]");
        assertThat(JSON0.apply(document, put)).isEqualTo(doc("{'a':2}"));
        assertThat(JSON0.complete(put, document)).isEqualTo(op("[{'p':['a'],'od':1,'oi':2}]"));
        assertThat(JSON0.compose(JSON0.complete(put, document), remove)).isEqualTo(op("[{'p':['a'],'od':1}]"));
        assertThat(JSON0.compose(put, remove)).as("the removal is lost").isEqualTo(JSON0.noop());
        assertThat(JSON0.complete(remove, doc("{'a':2}"))).isSameAs(remove);
        assertThat(JSON0.complete(op("[{'p':[],'oi':2}]"), JsonValue.NULL)).isEqualTo(op("[{'p':[],'oi':2}]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'a':1,'b':{'c':2},'t':'one two'} | {'b':{'c':3},'d':4,'t':'one and two'} | [{'p':['a'],'od':1},{'p':['b','c'],'od':2,'oi':3},{'p':['d'],'oi':4},{'p':['t'],'t':'text0','o':[{'p':4,'i':'and '}]}]
        [1,2,3,4]                         | [1,3,4]                               | [{'p':[1],'ld':2}]
        [1,2,4]                           | [1,2,3,3,4]                           | [{'p':[2],'li':3},{'p':[3],'li':3}]
        [1,[2],3]                         | [1,[5,2],6]                           | [{'p':[1,0],'li':5},{'p':[2],'ld':3,'li':6}]
        [1,2,3,4]                         | [1,3,4,2]                             | [{'p':[1],'lm':3}]
        [1,2,3,4]                         | [4,1,2,3]                             | [{'p':[3],'lm':0}]
        '😀😁'                            | '😁'                                  | [{'p':[],'t':'text0','o':[{'p':0,'d':'😀'}]}]
        'a😀'                             | 'a😁'                                 | [{'p':[],'t':'text0','o':[{'p':1,'d':'😀'},{'p':1,'i':'😁'}]}]
        5                                 | [5]                                   | [{'p':[],'od':5,'oi':[5]}]
        [1]                               | [1]                                   | []
        """)
    void findsDifferences(String before, String after, String operation) {
        assertThat(JSON0.diff(doc(before), doc(after))).isEqualTo(op(operation));
    }
}

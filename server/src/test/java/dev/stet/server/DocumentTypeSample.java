package dev.stet.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is tried with the documents of one type.
 *
 * @param name of the type
 * @param uri of the type
 * @param empty the snapshot of a new document
 * @param first an operation on a new document
 * @param second another one on the same
 * @param snapshot the snapshot after both, the second one over the first
 * @param contentType of the document over HTTP
 * @param content of the document over HTTP
 * @param selection a selection after both, as JSON
 * @param before an operation that moves it
 * @param moved the selection after that, as JSON
 * @param invalid an operation that never fits
 * @param rule the rule it breaks
 */
record DocumentTypeSample(
        String name,
        String uri,
        @Nullable Object empty,
        String first,
        String second,
        Object snapshot,
        String contentType,
        String content,
        String selection,
        String before,
        String moved,
        String invalid,
        String rule) {

    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";

    /** Returns one for each type. */
    static List<DocumentTypeSample> all() {
        return List.of(
                new DocumentTypeSample(
                        "text",
                        "http://sharejs.org/types/textv1",
                        "",
                        "[\"a\uD83D\uDE00\"]",
                        "[\"b\"]",
                        "ba\uD83D\uDE00",
                        PLAIN,
                        "ba\uD83D\uDE00",
                        "{\"anchor\":4,\"head\":4}",
                        "[2,\"xx\"]",
                        "{\"anchor\":6,\"head\":6}",
                        "[3,\"x\"]",
                        "splits_surrogate_pair"),
                new DocumentTypeSample(
                        "text-unicode",
                        "http://sharejs.org/types/text-unicode",
                        "",
                        "[\"a\uD83D\uDE00\"]",
                        "[\"b\"]",
                        "ba\uD83D\uDE00",
                        PLAIN,
                        "ba\uD83D\uDE00",
                        "{\"anchor\":3,\"head\":3}",
                        "[2,\"xx\"]",
                        "{\"anchor\":5,\"head\":5}",
                        "[4,\"x\"]",
                        "past_the_end"),
                new DocumentTypeSample(
                        "rich-text",
                        "http://sharejs.org/types/rich-text/v1",
                        List.of(),
                        "[{\"insert\":\"a\",\"attributes\":{\"bold\":true}}]",
                        "[{\"insert\":{\"image\":\"x.png\"}}]",
                        RawClient.json(
                                "[{\"insert\":\"a\",\"attributes\":{\"bold\":true}},{\"insert\":{\"image\":\"x.png\"}}]"),
                        JSON,
                        "[{\"insert\":\"a\",\"attributes\":{\"bold\":true}},{\"insert\":{\"image\":\"x.png\"}}]",
                        "{\"anchor\":2,\"head\":1}",
                        "[{\"insert\":\"xx\"}]",
                        "{\"anchor\":4,\"head\":3}",
                        "[{\"retain\":3,\"attributes\":{\"bold\":null}}]",
                        "past_the_end"),
                new DocumentTypeSample(
                        "json0",
                        "http://sharejs.org/types/JSONv0",
                        null,
                        "[{\"p\":[],\"oi\":{\"list\":[1]}},{\"p\":[\"list\",1],\"li\":\"text\"}]",
                        "[]",
                        RawClient.json("{\"list\":[1,\"text\"]}"),
                        JSON,
                        "{\"list\":[1,\"text\"]}",
                        "{\"path\":[\"list\",1],\"anchor\":0,\"head\":4}",
                        "[{\"p\":[\"list\",0],\"li\":null},{\"p\":[\"list\",2],\"t\":\"text0\",\"o\":[{\"p\":2,\"i\":\"--\"}]}]",
                        "{\"path\":[\"list\",2],\"anchor\":0,\"head\":6}",
                        "[{\"p\":[\"list\",\"length\"],\"na\":1}]",
                        "no_such_place"));
    }

    @Override
    public String toString() {
        return name;
    }
}

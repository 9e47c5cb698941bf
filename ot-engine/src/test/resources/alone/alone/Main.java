package alone;

import static dev.stet.ot.text.TextType.TEXT;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import java.util.List;
import java.util.Map;

/** Two people change one sentence at the same time. */
public final class Main {
    public static void main(String[] args) {
        Rope document = Rope.of("Let it stand.");

        TextOperation mine = TextOperation.builder().retain(4).insert("all of ").build();
        TextOperation theirs = TEXT.decode(List.of(7, "all ", Map.of("d", 5), "be"));

        Rope here = TEXT.apply(TEXT.apply(document, mine), TEXT.transform(theirs, mine, Side.RIGHT));
        Rope there = TEXT.apply(TEXT.apply(document, theirs), TEXT.transform(mine, theirs, Side.LEFT));
        System.out.println(here + " " + here.equals(there));

        TextOperation both = TEXT.compose(mine, TEXT.transform(theirs, mine, Side.RIGHT));
        System.out.println(both + " then " + TEXT.invert(both, document));
        System.out.println(TEXT.transformSelection(Selection.caret(12), both).orElseThrow().head());

        try {
            TEXT.apply(document, TextOperation.builder().retain(14).insert("!").build());
        } catch (InvalidOperationException refusal) {
            System.out.println(refusal.rule() + ": " + refusal.getMessage());
        }
    }
}

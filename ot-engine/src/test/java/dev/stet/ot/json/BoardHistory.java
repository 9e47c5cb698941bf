package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Edits of a board: cards are moved, put in, and edited inside; the others take some away or replace them, too. Places are often at
 * an end or next to each other, so that the two sides meet. Each history has a taste of its own. Confined to a test.
 */
final class BoardHistory {
    private static final List<Object> BOARD = List.of("cards");

    private final RandomGenerator random;
    private final EditedDocument before;
    private final int[] taste;
    private final int near;

    BoardHistory(RandomGenerator random) {
        this.random = random;
        this.near = random.nextInt(4);
        this.taste = new int[] {10, random.nextInt(4), random.nextInt(8), random.nextInt(8), random.nextInt(3)};
        List<Object> cards = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            cards.add(card());
        }
        this.before = new EditedDocument(Map.of("cards", cards));
    }

    private Map<String, Object> card() {
        return Map.of("n", random.nextInt(3), "t", "card".substring(random.nextInt(5)));
    }

    /** Returns the composition of so many edits, of which none takes a card away. */
    JsonOperation buffered(int count) {
        return JSON0.composeAll(edits(count, false));
    }

    /** Returns so many edits that follow one another. */
    List<JsonOperation> log(int count) {
        return edits(count, true);
    }

    private List<JsonOperation> edits(int count, boolean takingAway) {
        List<JsonOperation> edits = new ArrayList<>();
        EditedDocument edited = before;
        while (edits.size() < count) {
            edited = new EditedDocument(edited.content());
            edit(edited, takingAway);
            edits.add(JSON0.decode(edited.operation()));
        }
        return edits;
    }

    private void edit(EditedDocument document, boolean takingAway) {
        int cards = ((List<?>) ((Map<?, ?>) document.content()).get("cards")).size();
        int chosen = random.nextInt(taste[0] + taste[1] + taste[2] + taste[3] + (takingAway ? taste[4] : 0));
        int kind = 0;
        while (chosen >= taste[kind]) {
            chosen -= taste[kind++];
        }
        if (cards == 0) {
            document.insertItem(BOARD, 0, card());
            return;
        }
        int at = random.nextInt(cards);
        switch (kind) {
            case 0 -> document.moveItem(BOARD, at, end(at, cards));
            case 1 -> document.insertItem(BOARD, random.nextInt(3) == 0 ? 0 : random.nextInt(cards + 1), card());
            case 2 -> document.add(List.of("cards", at, "n"), 1);
            case 3 -> document.editText(List.of("cards", at, "t"), 0, 0, "x", random.nextInt(4) == 0);
            default -> {
                if (random.nextBoolean()) {
                    document.deleteItem(BOARD, at);
                } else {
                    document.replaceItem(BOARD, at, card());
                }
            }
        }
    }

    private int end(int at, int cards) {
        if (random.nextInt(4) >= near) {
            return random.nextInt(cards);
        }
        return random.nextBoolean() ? 0 : Math.max(0, Math.min(cards - 1, at + random.nextInt(5) - 2));
    }
}

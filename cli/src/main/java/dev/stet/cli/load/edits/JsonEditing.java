package dev.stet.cli.load.edits;

import dev.stet.ot.json.Json0Type;
import dev.stet.ot.json.JsonArray;
import dev.stet.ot.json.JsonObject;
import dev.stet.ot.json.JsonOperation;
import dev.stet.ot.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Works on a board: types in the titles of its cards, counts votes, adds cards, moves them, and takes them away.
 *
 * <pre>
 *   {"votes": 3, "cards": [{"title": "…"}, …]}
 * </pre>
 *
 * <p>Threads: confined to the writer's client's thread.
 */
final class JsonEditing implements Edits<JsonValue, JsonOperation> {
    private static final String CARDS = "cards";
    private static final String TITLE = "title";
    private static final String VOTES = "votes";
    private static final int TITLE_LENGTH = 40;
    private static final int CARDS_AT_ONCE = 500;
    private static final double VOTE = 0.2;
    private static final double MOVE = 0.05;
    private static final double ADD = 0.1;

    private final Mix mix;
    private final RandomGenerator random;

    JsonEditing(Mix mix, RandomGenerator random) {
        this.mix = mix;
        this.random = random;
    }

    /** Returns the operations that make a board with about so many characters in its titles. */
    static List<JsonOperation> board(int characters, RandomGenerator random) {
        List<JsonOperation> operations = new ArrayList<>();
        operations.add(operation(Map.of("p", List.of(), "oi", Map.of(VOTES, 0, CARDS, List.of()))));
        int cards = characters / TITLE_LENGTH;
        for (int made = 0; made < cards; made += CARDS_AT_ONCE) {
            List<Map<String, ?>> components = new ArrayList<>();
            for (int i = made; i < Math.min(cards, made + CARDS_AT_ONCE); i++) {
                components.add(Map.of("p", List.of(CARDS, i), "li", card(random)));
            }
            operations.add(Json0Type.JSON0.decode(components));
        }
        return operations;
    }

    @Override
    public JsonOperation next(JsonValue shown) {
        int cards = cards(shown);
        double choice = random.nextDouble();
        if (choice < VOTE) {
            return operation(Map.of("p", List.of(VOTES), "na", 1));
        }
        if (cards == 0 || choice < VOTE + ADD) {
            return operation(Map.of("p", List.of(CARDS, random.nextInt(cards + 1)), "li", card(random)));
        }
        int card = random.nextInt(cards);
        if (choice < VOTE + ADD + ADD * mix.deletes()) {
            return operation(Map.of("p", List.of(CARDS, card), "ld", plainCard(shown, card)));
        }
        if (cards > 1 && choice < VOTE + ADD + ADD * mix.deletes() + MOVE) {
            return operation(Map.of("p", List.of(CARDS, card), "lm", (card + 1) % cards));
        }
        return operation(Map.of(
                "p",
                List.of(CARDS, card, TITLE),
                "t",
                "text0",
                "o",
                List.of(Map.of("p", 0, "i", Letters.one(random)))));
    }

    private static int cards(JsonValue board) {
        return ((JsonObject) board)
                .member(CARDS)
                .map(cards -> ((JsonArray) cards).length())
                .orElse(0);
    }

    private static Object plainCard(JsonValue board, int card) {
        JsonArray cards = (JsonArray) ((JsonObject) board).member(CARDS).orElseThrow();
        return ((JsonObject) cards.item(card)).plain();
    }

    private static Map<String, Object> card(RandomGenerator random) {
        return Map.of(TITLE, Letters.text(TITLE_LENGTH, random));
    }

    private static JsonOperation operation(Map<String, ?> component) {
        return Json0Type.JSON0.decode(List.of(component));
    }
}

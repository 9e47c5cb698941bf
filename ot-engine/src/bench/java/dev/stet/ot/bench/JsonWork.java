package dev.stet.ot.bench;

import static dev.stet.ot.json.Json0Type.JSON0;

import dev.stet.ot.json.JsonOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What two sides may do to a JSON document for long. Texts are of one letter, so that what both delete is the same. */
enum JsonWork {
    /** Typing and deleting anywhere in one string of 100,000 units. */
    STRING {
        @Override
        JsonOperation edit(Side side) {
            return side.edit(0, false, "text");
        }
    },
    /** The same in the older form. */
    OLDER {
        @Override
        JsonOperation edit(Side side) {
            return side.edit(0, true, "text");
        }
    },
    /** Typing and deleting in a hundred strings, of 1,000 units, in the items of an array. */
    STRINGS {
        @Override
        JsonOperation edit(Side side) {
            int string = 1 + side.random.nextInt(100);
            return side.edit(string, false, "body", string, "t");
        }
    },
    /** Typing and deleting in two strings in turns. */
    TURNS {
        @Override
        JsonOperation edit(Side side) {
            int string = 1 + side.number % 2;
            return side.edit(string, false, "turn" + string);
        }
    },
    /** Typing and deleting in a string that was empty. */
    EMPTY {
        @Override
        JsonOperation edit(Side side) {
            return side.edit(Side.EMPTY, false, "empty");
        }
    },
    /** A letter replaced in ten places of a string at once. */
    REPLACING {
        @Override
        JsonOperation edit(Side side) {
            List<Object> steps = new ArrayList<>();
            int most = side.lengths[0] / 20;
            int at = side.random.nextInt(most);
            for (int i = 0; i < 10; i++) {
                steps.add(Map.of("p", at, "d", "a"));
                steps.add(Map.of("p", at, "i", "a"));
                at += 2 + side.random.nextInt(most);
            }
            return operation(Map.of("p", List.of("text"), "t", "text0", "o", steps));
        }
    },
    /** Items put in and taken away anywhere in an array of 100,000. */
    ITEMS {
        @Override
        JsonOperation edit(Side side) {
            return side.random.nextInt(5) == 0
                    ? operation(Map.of("p", List.of("list", side.random.nextInt(side.lengths[0]--)), "ld", 1))
                    : operation(Map.of("p", List.of("list", side.random.nextInt(++side.lengths[0])), "li", 1));
        }
    },
    /** Items put in at the end of an array. */
    APPENDED {
        @Override
        JsonOperation edit(Side side) {
            return operation(Map.of("p", List.of("log", side.lengths[Side.LOG]++), "li", 1));
        }
    },
    /** Items put in at the beginning of an array. */
    PREPENDED {
        @Override
        JsonOperation edit(Side side) {
            return operation(Map.of("p", List.of("list", 0), "li", 1));
        }
    },
    /** A thousand members set. */
    MEMBERS {
        @Override
        JsonOperation edit(Side side) {
            return operation(Map.of("p", List.of("keys", "k" + side.random.nextInt(1_000)), "od", 0, "oi", 0));
        }
    },
    /** A hundred counters. */
    COUNTERS {
        @Override
        JsonOperation edit(Side side) {
            return operation(Map.of("p", List.of("counters", "c" + side.random.nextInt(100)), "na", 1));
        }
    },
    /** {@link #STRINGS}, {@link #ITEMS}, {@link #APPENDED}, {@link #MEMBERS} and {@link #COUNTERS}. */
    MIXED {
        @Override
        JsonOperation edit(Side side) {
            return MIXTURE.get(side.random.nextInt(MIXTURE.size())).edit(side);
        }
    },
    /** A letter put in or taken away in four places of a string to and fro. */
    TO_AND_FRO {
        @Override
        JsonOperation edit(Side side) {
            List<JsonOperation> steps = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                steps.add(side.edit(0, false, "text"));
            }
            return JSON0.composeAll(steps);
        }
    },
    /** Counters in a hundred items, of which every hundredth time one is replaced. */
    REPLACED {
        @Override
        JsonOperation edit(Side side) {
            int string = side.random.nextInt(100);
            return side.number % 100 == 99
                    ? operation(Map.of("p", List.of("body", string), "ld", Map.of("n", 0), "li", Map.of("n", 0)))
                    : operation(Map.of("p", List.of("body", string, "n"), "na", 1));
        }
    },
    /** A hundred cards, edited and moved. */
    BOARD {
        @Override
        JsonOperation edit(Side side) {
            int card = side.random.nextInt(100);
            return side.random.nextInt(5) == 0
                    ? operation(Map.of("p", List.of("cards", card), "lm", side.random.nextInt(100)))
                    : operation(Map.of("p", List.of("cards", card, "n"), "na", 1));
        }
    },
    /** Items moved anywhere in an array of 100,000. */
    MOVES {
        @Override
        JsonOperation edit(Side side) {
            return operation(
                    Map.of("p", List.of("list", side.random.nextInt(100_000)), "lm", side.random.nextInt(100_000)));
        }
    };

    private static final List<JsonWork> MIXTURE = List.of(STRINGS, ITEMS, APPENDED, MEMBERS, COUNTERS);

    /** Returns the next operation of a side. */
    abstract JsonOperation edit(Side side);

    /** Returns so many operations of one side. */
    List<JsonOperation> operations(int count, long seed) {
        Side side = new Side(seed);
        List<JsonOperation> operations = new ArrayList<>(count);
        while (operations.size() < count) {
            operations.add(edit(side));
            side.number++;
        }
        return operations;
    }

    private static JsonOperation operation(Map<String, Object> component) {
        return JSON0.decode(List.of(component));
    }

    /** What somebody has done so far: how long strings and arrays have become. */
    static final class Side {
        private static final int LONG = 100_000;
        private static final int SHORT = 1_000;
        private static final int EMPTY = 101;
        private static final int LOG = 102;

        private final SplittableRandom random;
        private final int[] lengths = new int[103];
        private int number;

        Side(long seed) {
            random = new SplittableRandom(seed);
            Arrays.fill(lengths, SHORT);
            lengths[0] = LONG;
            lengths[EMPTY] = 0;
        }

        /** Puts a letter in, or in one case of five takes one away. */
        JsonOperation edit(int string, boolean older, Object... path) {
            boolean deleting = lengths[string] > 0 && random.nextInt(5) == 0;
            int at = random.nextInt(deleting ? lengths[string]-- : ++lengths[string]);
            if (!older) {
                List<Object> steps = List.of(Map.of("p", at, deleting ? "d" : "i", "a"));
                return operation(Map.of("p", List.of(path), "t", "text0", "o", steps));
            }
            List<Object> place = new ArrayList<>(List.of(path));
            place.add(at);
            return operation(Map.of("p", place, deleting ? "sd" : "si", "a"));
        }
    }
}

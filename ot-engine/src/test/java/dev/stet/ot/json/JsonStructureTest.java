package dev.stet.ot.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Tries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Large objects are balanced trees that share all but a few nodes after a change. */
class JsonStructureTest {
    private static final int MANY = 100_000;

    @Test
    void objectDoesWhatAMapDoes() {
        Tries.run(getClass(), 20, random -> {
            Map<String, Object> model = new TreeMap<>();
            JsonObject object = JsonObject.empty();
            int keys = 1 + random.nextInt(2_000);
            for (int i = 0; i < 3_000; i++) {
                String key = "k" + random.nextInt(keys);
                if (random.nextInt(i < 2_000 ? 3 : 1) > 0 || !model.containsKey(key)) {
                    model.put(key, i);
                    object = object.with(key, JsonValue.of(i));
                } else {
                    model.remove(key);
                    object = object.without(key);
                }
            }
            requireBalanced(object.members());
            assertThat(object.plain()).isEqualTo(model);
            assertThat(object).isEqualTo(JsonValue.of(model)).hasSameHashCodeAs(JsonValue.of(model));
            assertThat(object.weight()).isEqualTo(JsonValue.of(model).weight());
            for (String key : List.of("", "k0", "k1", "k77", "z")) {
                assertThat(object.member(key))
                        .isEqualTo(Optional.ofNullable(model.get(key)).map(JsonValue::of));
            }
            for (String key : new ArrayList<>(model.keySet())) {
                object = object.without(key);
                requireBalanced(object.members());
            }
            assertThat(object).isEqualTo(JsonObject.empty());
        });
    }

    @Test
    void oneMemberOfALargeObjectCostsAFewNodes() {
        JsonObject before = large();
        requireBalanced(before.members());
        assertThat(newNodes(before, before.with("k50000", JsonValue.NULL))).isLessThan(20);
        assertThat(newNodes(before, before.with("new", JsonValue.NULL))).isLessThan(20);
        assertThat(newNodes(before, before.without("k50000"))).isLessThan(20);
    }

    @Test
    void equalKeyHashesDoNotSlowAnObjectDown() {
        List<String> alike = new ArrayList<>(List.of(""));
        for (int bits = 0; bits < 14; bits++) {
            List<String> longer = new ArrayList<>();
            alike.forEach(key -> Collections.addAll(longer, key + "Aa", key + "BB"));
            alike = longer;
        }
        JsonObject object = JsonObject.empty();
        for (String key : alike) {
            object = object.with(key, JsonValue.NULL);
        }
        requireBalanced(object.members());
        assertThat(alike.stream().map(String::hashCode).distinct()).hasSize(1);
        assertThat(object.size()).isEqualTo(alike.size());
    }

    @Test
    void comparingSharedObjectsVisitsOnlyWhatDiffers() {
        JsonObject before = large();
        JsonObject after = before.with("k7", JsonValue.NULL).without("k99").with("x", JsonValue.NULL);
        MemberWalk walk = new MemberWalk(before.members(), after.members());
        List<String> keys = new ArrayList<>();
        while (walk.next()) {
            keys.add(walk.key() + walk.valueBefore() + walk.valueAfter());
        }
        assertThat(keys)
                .containsExactly(
                        "k7Optional[7]Optional[null]",
                        "k99Optional[99]Optional.empty",
                        "xOptional.emptyOptional[null]");
    }

    private static JsonObject large() {
        Map<String, Object> members = new TreeMap<>();
        for (int i = 0; i < MANY; i++) {
            members.put("k" + i, i);
        }
        return (JsonObject) JsonValue.of(members);
    }

    private static int newNodes(JsonObject before, JsonObject after) {
        Set<Members> known = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(before.members(), known);
        int old = known.size();
        collect(after.members(), known);
        return known.size() - old;
    }

    private static void collect(Members node, Set<Members> known) {
        known.add(node);
        if (node instanceof MemberBranch branch) {
            collect(branch.left, known);
            collect(branch.right, known);
        }
    }

    private static void requireBalanced(Members node) {
        if (node instanceof MemberBranch branch) {
            assertThat(branch.size).isEqualTo(branch.left.size + branch.right.size);
            assertThat(branch.weight).isEqualTo(branch.left.weight + branch.right.weight);
            assertThat(branch.first).isEqualTo(branch.left.first);
            assertThat(Math.abs(branch.left.height() - branch.right.height())).isLessThanOrEqualTo(1);
            requireBalanced(branch.left);
            requireBalanced(branch.right);
        } else {
            assertThat(node.size).isBetween(node.height() == 0 ? 0 : 1, MemberLeaf.MOST);
        }
    }
}

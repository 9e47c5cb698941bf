package dev.stet.ot.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What undo has to do, told without operations: every character is typed once, so a text is a set of characters, and a
 * step is what it put in and what it took away. Who deletes a character for good takes it out of all steps.
 */
final class RememberedText {
    private record Step(Set<Integer> in, Set<Integer> out) {
        boolean isEmpty() {
            return in.isEmpty() && out.isEmpty();
        }

        Step reversed() {
            return new Step(out, in);
        }
    }

    private final Set<Integer> visible = new TreeSet<>();
    private final Set<Integer> others = new HashSet<>();
    private final Deque<Step> undos = new ArrayDeque<>();
    private final Deque<Step> redos = new ArrayDeque<>();

    RememberedText(String characters) {
        characters.codePoints().forEach(visible::add);
        others.addAll(visible);
    }

    void mine(String deleted, String inserted, boolean joined) {
        if (deleted.isEmpty() && inserted.isEmpty()) {
            return;
        }
        Step step = joined && !undos.isEmpty() ? undos.pop() : new Step(new LinkedHashSet<>(), new LinkedHashSet<>());
        deleted.codePoints().forEach(character -> {
            if (!step.in.remove(character)) {
                step.out.add(character);
            }
        });
        inserted.codePoints().forEach(step.in::add);
        undos.push(step);
        redos.clear();
        deleted.codePoints().forEach(visible::remove);
        inserted.codePoints().forEach(visible::add);
    }

    void theirs(String deleted, String inserted) {
        deleted.codePoints().forEach(character -> {
            visible.remove(character);
            others.remove(character);
            undos.forEach(step -> step.in.remove(character));
            undos.forEach(step -> step.out.remove(character));
            redos.forEach(step -> step.in.remove(character));
            redos.forEach(step -> step.out.remove(character));
        });
        inserted.codePoints().forEach(visible::add);
        inserted.codePoints().forEach(others::add);
    }

    /** Returns whether there was something to undo. */
    boolean undo() {
        return move(undos, redos);
    }

    /** Returns whether there was something to redo. */
    boolean redo() {
        return move(redos, undos);
    }

    private boolean move(Deque<Step> from, Deque<Step> to) {
        Optional<Step> step = Optional.empty();
        while (step.isEmpty() && !from.isEmpty()) {
            step = Optional.of(from.pop()).filter(popped -> !popped.isEmpty());
        }
        step.ifPresent(found -> {
            visible.removeAll(found.in);
            visible.addAll(found.out);
            to.push(found.reversed());
        });
        return step.isPresent();
    }

    /** Returns the characters that are to be seen, in the order of their numbers. */
    Set<Integer> visible() {
        return visible;
    }

    /** Returns what there was at the beginning and what others typed, without what others deleted. */
    Set<Integer> others() {
        return others;
    }
}

package dev.stet.ot.json;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** The engine's objects, and their arrays, that can be reached from a value. Confined to its owner's thread. */
final class Reachable {
    private final Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> ahead = new ArrayDeque<>();

    /** Returns how many objects the value adds to what could be reached before, arrays counting as one. */
    int add(Object value) {
        int before = known.size();
        visit(value);
        while (!ahead.isEmpty()) {
            Object next = ahead.pop();
            if (next instanceof Object[] array) {
                Arrays.stream(array).forEach(this::visit);
            } else {
                visitFields(next);
            }
        }
        return known.size() - before;
    }

    private void visitFields(Object object) {
        for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    visit(value(field, object));
                }
            }
        }
    }

    private static Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError("fields of the engine can be read, field=" + field, e);
        }
    }

    private void visit(Object value) {
        boolean counts = value instanceof Object[]
                || (value != null
                        && !value.getClass().isEnum()
                        && value.getClass().getName().startsWith("dev.stet.ot"));
        if (counts && known.add(value)) {
            ahead.push(value);
        }
    }
}

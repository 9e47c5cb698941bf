package dev.stet.ot.json;

import java.util.List;

/**
 * Where components touch a row of units: items of an array, or the units of a string. Functions of their arguments alone.
 *
 * <pre>
 *                              first          taken
 *   a text or item put in      before it      0
 *   units taken away           the first      how many
 *   an item changed inside     the item       0
 *   an item moved              the first of those that change places; all of them
 * </pre>
 */
interface Reach<C> {
    /** Returns the first unit that the component touches. */
    int first(C component);

    /** Returns how many units from there on it may take away or exchange. */
    int taken(C component);

    /** Returns by how much it makes the row longer. */
    int growth(C component);

    /** Returns whether it only changes what is inside of the unit. */
    boolean isInside(C component);

    /** Returns whether it moves units past each other. */
    default boolean isMove(C component) {
        return false;
    }

    /** Returns how many steps it takes: more than 1 if it is a list itself. */
    default int weight(C component) {
        return 1;
    }

    /** Returns the weight of some links together. */
    static <C> int weight(Reach<C> reach, List<Link<C>> links) {
        int weight = 0;
        for (Link<C> link : links) {
            weight += reach.weight(link.component);
        }
        return weight;
    }

    /** Returns the component so many units further to the right. */
    C shifted(C component, int by);

    /** Returns the components so many units further to the right. */
    static <C> List<C> shifted(Reach<C> reach, List<C> components, int by) {
        return by == 0
                ? components
                : components.stream()
                        .map(component -> reach.shifted(component, by))
                        .toList();
    }
}

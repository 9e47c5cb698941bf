package dev.stet.ot.json;

/** Counts items from moment to moment: which index a stay has among those that are there. Confined to its owner's thread. */
final class StayCount {
    /** Sums over stays by their numbers, from 1 on, as in a binary indexed tree. */
    private final int[] sums;

    /** At the first moment; numbers the stays. */
    StayCount(Stays stays) {
        int number = 0;
        for (Stay stay = stays.none().behind; !stay.isNone(); stay = stay.behind) {
            stay.number = ++number;
        }
        sums = new int[number + 1];
        for (Stay stay = stays.none().behind; !stay.isNone(); stay = stay.behind) {
            if (stay.since == 0) {
                add(stay, stay.count);
            }
        }
    }

    /** Returns the index of a stay that is there. */
    int index(Stay stay) {
        int index = 0;
        for (int number = stay.number - 1; number > 0; number &= number - 1) {
            index += sums[number];
        }
        return index;
    }

    /** Goes on to a moment at which one stay ends, if any, and another begins. */
    void change(Stay from, Stay to) {
        add(from, -1);
        add(to, 1);
    }

    private void add(Stay stay, int count) {
        for (int number = stay.number; number > 0 && number < sums.length; number += number & -number) {
            sums[number] += count;
        }
    }
}

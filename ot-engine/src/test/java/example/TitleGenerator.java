package example;

import dev.stet.ot.DocumentGenerator;
import java.util.random.RandomGenerator;

/** Titles and changes of them, for the laws. */
final class TitleGenerator implements DocumentGenerator<String, TitleType.Change> {
    private static final String[] TITLES = {"", "Stet", "Dele", "Caret", "\"quoted\""};

    @Override
    public String snapshot(int size, RandomGenerator random) {
        return TITLES[random.nextInt(TITLES.length)];
    }

    @Override
    public Edit<String, TitleType.Change> edit(String snapshot, int size, RandomGenerator random) {
        if (random.nextInt(4) == 0) {
            return new Edit<>(TitleType.Change.NONE, snapshot);
        }
        String title = snapshot(size, random);
        return new Edit<>(TitleType.Change.to(title), title);
    }
}

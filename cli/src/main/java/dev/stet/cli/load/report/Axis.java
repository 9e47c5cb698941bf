package dev.stet.cli.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns values into places, and says where the marks are. Immutable.
 *
 * @param from the value at the beginning
 * @param to the value at the end, more than the one at the beginning
 * @param ticks what is marked
 */
record Axis(Scale scale, double from, double to, List<Tick> ticks) {
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final double[] NINES = {0, 50, 75, 90, 95, 99, 99.9, 99.99, 99.999};
    private static final int WANTED_TICKS = 5;

    Axis {
        ticks = List.copyOf(ticks);
    }

    /** How values lie along an axis. */
    enum Scale {
        /** Evenly. */
        LINEAR,
        /** By their size: ten times as much is a step. */
        LOGARITHMIC,
        /** Percentiles by what is left to 100, so that the last ones can be told apart. */
        PERCENTILE
    }

    /**
     * A mark. Immutable.
     *
     * @param label what it says
     */
    record Tick(double value, String label) {}

    /** Returns an axis from 0 that has room for a value. */
    static Axis linear(double most) {
        double step = step(Math.max(most, 1e-9) / WANTED_TICKS);
        double end = Math.ceil(most * 1.02 / step) * step;
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= end * 1.001; i++) {
            ticks.add(new Tick(i * step, number(i * step)));
        }
        return new Axis(Scale.LINEAR, 0, Math.max(end, step), ticks);
    }

    /** Returns an axis of powers of ten that has room for both values. */
    static Axis logarithmic(double least, double most) {
        double low = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-3))));
        double high = Math.max(low * 10, Math.pow(10, Math.ceil(Math.log10(Math.max(most, 1e-3)) - 1e-9)));
        List<Tick> ticks = new ArrayList<>();
        for (double tick = low; tick <= high * 1.001; tick *= 10) {
            ticks.add(new Tick(tick, number(tick)));
        }
        return new Axis(Scale.LOGARITHMIC, low, high, ticks);
    }

    /** Returns an axis of percentiles that ends with this one. */
    static Axis percentiles(double last) {
        List<Tick> ticks = new ArrayList<>();
        for (double nine : NINES) {
            if (nine <= last) {
                ticks.add(new Tick(nine, number(nine) + " %"));
            }
        }
        return new Axis(Scale.PERCENTILE, 0, Math.max(last, 50), ticks);
    }

    /** Returns where a value lies: 0 at the beginning, 1 at the end. */
    double place(double value) {
        double within = Math.clamp(value, from, to);
        return (moved(within) - moved(from)) / (moved(to) - moved(from));
    }

    private double moved(double value) {
        return switch (scale) {
            case LINEAR -> value;
            case LOGARITHMIC -> Math.log10(value);
            case PERCENTILE -> -Math.log10(1 - value / 100.0000001);
        };
    }

    private static double step(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double step : STEPS) {
            if (step * power >= atLeast * 0.999) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** Returns a number with no more digits than it needs. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, value >= 1000 ? "%,.0f" : "%.3f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}

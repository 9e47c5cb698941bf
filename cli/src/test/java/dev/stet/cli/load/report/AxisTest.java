package dev.stet.cli.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where values lie on an axis, and what is marked on it. */
class AxisTest {
    @Test
    void aLinearAxisBeginsAtNothingAndHasRoundMarks() {
        Axis axis = Axis.linear(9_300);
        assertThat(axis.ticks())
                .extracting(Axis.Tick::label)
                .containsExactly("0", "2,000", "4,000", "6,000", "8,000", "10,000");
        assertThat(axis.place(5_000)).isEqualTo(0.5);
    }

    @Test
    void aLogarithmicAxisHasPowersOfTen() {
        Axis axis = Axis.logarithmic(0.4, 37);
        assertThat(axis.ticks()).extracting(Axis.Tick::label).containsExactly("0.1", "1", "10", "100");
        assertThat(axis.place(0.1)).isZero();
        assertThat(axis.place(1)).isBetween(0.333, 0.334);
        assertThat(axis.place(1_000)).isEqualTo(1);
    }

    @Test
    void percentilesAreDrawnApartTheCloserTheyComeToAll() {
        Axis axis = Axis.percentiles(99.9);
        assertThat(axis.ticks()).last().isEqualTo(new Axis.Tick(99.9, "99.9 %"));
        assertThat(axis.place(99)).isBetween(0.66, 0.67);
        assertThat(axis.place(90)).isBetween(0.33, 0.34);
    }

    @Test
    void anAxisOfNothingIsStillAnAxis() {
        assertThat(Axis.linear(0).place(0)).isZero();
        assertThat(Axis.percentiles(0).place(0)).isZero();
    }
}

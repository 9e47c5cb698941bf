package dev.stet.cli.load.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A picture of lines, as SVG that is coloured by the style sheet of its page. Immutable.
 *
 * @param title what is drawn, with its unit
 * @param x the axis to the right
 * @param y the axis upwards
 * @param lines at most four
 * @param shadedTo up to where it is shaded, from the left: the warm-up
 */
record Plot(String title, String xTitle, Axis x, Axis y, List<Line> lines, OptionalDouble shadedTo) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 260;
    private static final int LEFT = 56;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 40;

    Plot {
        lines = List.copyOf(lines);
    }

    /** A line with a name. Immutable. */
    record Line(String name, List<Point> points) {
        Line {
            points = List.copyOf(points);
        }
    }

    /** A point in the values of the axes. */
    record Point(double x, double y) {}

    /** Returns a figure: a caption with the names of the lines, and the picture. */
    String figure() {
        StringBuilder html = new StringBuilder("<figure><figcaption><b>")
                .append(Html.escaped(title))
                .append("</b>");
        for (int i = 0; i < lines.size(); i++) {
            html.append("<span class=\"key line")
                    .append(i)
                    .append("\">")
                    .append(Html.escaped(lines.get(i).name()))
                    .append("</span>");
        }
        html.append("</figcaption>")
                .append(String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                        WIDTH,
                        HEIGHT,
                        Html.escaped(title)));
        shadedTo.ifPresent(end -> html.append(String.format(
                Locale.ROOT,
                "<rect class=\"warm\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/><text class=\"note\" x=\"%d\" y=\"%d\">warm-up</text>",
                LEFT,
                TOP,
                right(end) - LEFT,
                HEIGHT - TOP - BOTTOM,
                LEFT + 6,
                TOP + 14)));
        axes(html);
        for (int i = 0; i < lines.size(); i++) {
            line(html, lines.get(i), i);
        }
        return html.append("</svg></figure>").toString();
    }

    private void axes(StringBuilder svg) {
        for (Axis.Tick tick : y.ticks()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text class=\"y\" x=\"%d\" y=\"%.1f\">%s</text>",
                    LEFT,
                    WIDTH - RIGHT,
                    up(tick.value()),
                    up(tick.value()),
                    LEFT - 8,
                    up(tick.value()) + 4,
                    Html.escaped(tick.label())));
        }
        for (Axis.Tick tick : x.ticks()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"x\" x=\"%.1f\" y=\"%d\">%s</text>",
                    right(tick.value()),
                    HEIGHT - BOTTOM + 18,
                    Html.escaped(tick.label())));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"x\" x=\"%d\" y=\"%d\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 4,
                Html.escaped(xTitle)));
    }

    private void line(StringBuilder svg, Line line, int number) {
        svg.append("<polyline class=\"line").append(number).append("\" points=\"");
        for (Point point : line.points()) {
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", right(point.x()), up(point.y())));
        }
        svg.append("\"/>");
        for (Point point : line.points()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"line%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"><title>%s: %s at %s</title></circle>",
                    number,
                    right(point.x()),
                    up(point.y()),
                    Html.escaped(line.name()),
                    Axis.number(point.y()),
                    Axis.number(point.x())));
        }
    }

    private double right(double value) {
        return LEFT + x.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double up(double value) {
        return HEIGHT - BOTTOM - y.place(value) * (HEIGHT - TOP - BOTTOM);
    }
}

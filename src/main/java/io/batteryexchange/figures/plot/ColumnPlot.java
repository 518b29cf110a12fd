package io.batteryexchange.figures.plot;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

/**
 * Columns side by side, from left to right as time goes.
 *
 * @param title   what is shown, in the language of {@code locale}, as all texts
 * @param upwards what the height counts
 * @param along   what goes from left to right
 * @param empty   what is said instead of columns when all of them are 0
 */
public record ColumnPlot(String title, String upwards, String along, String empty, Locale locale) {

    /**
     * @param label below it, where there is room
     * @param value 0 or more
     */
    public record Column(String label, double value) {
    }

    private static final int WIDTH = 960;
    private static final int HEIGHT = 340;
    private static final int LEFT = 56;
    private static final int RIGHT = 916;
    private static final int TOP = 72;
    private static final int BOTTOM = 270;
    private static final int MOST_LABELS = 10;
    /** Above more columns there is no room for their values. */
    private static final int MOST_VALUES = 32;
    private static final double FILLED = 0.72;

    /** The picture as an SVG document. */
    public String svg(List<Column> columns) {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        svg.text(16, 28, "start", 18, Svg.INK, title).text(16, 54, "start", 13, Svg.DIM, upwards);
        double largest = columns.stream().mapToDouble(Column::value).max().orElse(0);
        if (largest == 0) {
            svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, Svg.LINE);
            return svg.text((LEFT + RIGHT) / 2.0, (TOP + BOTTOM) / 2.0, "middle", 18, Svg.DIM, empty).end();
        }
        NumberFormat numbers = NumberFormat.getIntegerInstance(locale);
        Scale scale = Scale.upTo(largest);
        for (double tick : scale.ticks()) {
            double y = BOTTOM - scale.length(tick, BOTTOM - TOP);
            svg.line(LEFT, y, RIGHT, y, Svg.LINE).text(LEFT - 8, y + 4, "end", 13, Svg.DIM, numbers.format(tick));
        }
        double room = (double) (RIGHT - LEFT) / columns.size();
        int every = (columns.size() + MOST_LABELS - 1) / MOST_LABELS;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            double height = scale.length(column.value(), BOTTOM - TOP);
            double middle = LEFT + (i + 0.5) * room;
            if (column.value() > 0) {
                svg.element("rect", "x", middle - room * FILLED / 2, "y", BOTTOM - height, "width", room * FILLED, "height", height, "fill", Svg.ACCENT);
                if (columns.size() <= MOST_VALUES) {
                    svg.text(middle, BOTTOM - height - 5, "middle", 12, Svg.INK, numbers.format(column.value()));
                }
            }
            if (i % every == 0) {
                svg.line(middle, BOTTOM, middle, BOTTOM + 5, Svg.DIM).text(middle, BOTTOM + 20, "middle", 13, Svg.DIM, column.label());
            }
        }
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, Svg.DIM);
        return svg.text((LEFT + RIGHT) / 2.0, HEIGHT - 18.0, "middle", 13, Svg.DIM, along).end();
    }
}

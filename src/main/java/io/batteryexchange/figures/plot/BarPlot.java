package io.batteryexchange.figures.plot;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

/**
 * Lying bars, a group for each thing that is compared; the first of a group is filled, the second hatched.
 *
 * @param title  what is shown, in the language of {@code locale}, as all texts
 * @param along  what the length of a bar counts
 * @param series what the bars of a group are: one or two names, of which one needs no legend
 * @param empty  what is said instead of bars when there is nothing to compare
 */
public record BarPlot(String title, String along, List<String> series, String empty, Locale locale) {

    /**
     * @param label  left of the bars
     * @param values 0 or more, one for each of the series
     */
    public record Group(String label, List<Double> values) {
    }

    private static final int WIDTH = 960;
    private static final int LEFT = 300;
    private static final int RIGHT = 870;
    private static final int BAR = 18;
    private static final int GAP = 14;
    private static final int AXIS = 56;
    private static final int EMPTY = 120;

    /** The picture as an SVG document; its height grows with the groups. */
    public String svg(List<Group> groups) {
        int group = series.size() * BAR + GAP;
        int top = series.size() > 1 ? 76 : 52;
        int bottom = top + (groups.isEmpty() ? EMPTY : groups.size() * group);
        Svg svg = new Svg(WIDTH, bottom + AXIS, title);
        svg.open("defs").open("pattern", "id", "hatched", "width", 6, "height", 6, "patternUnits", "userSpaceOnUse", "patternTransform", "rotate(45)")
            .element("rect", "width", 6, "height", 6, "fill", Svg.PAPER).element("rect", "width", 2.5, "height", 6, "fill", Svg.ACCENT).close("pattern").close("defs");
        svg.text(16, 28, "start", 18, Svg.INK, title);
        if (groups.isEmpty()) {
            return svg.text(WIDTH / 2.0, top + EMPTY / 2.0, "middle", 18, Svg.DIM, empty).end();
        }
        legend(svg);
        NumberFormat numbers = NumberFormat.getIntegerInstance(locale);
        Scale scale = Scale.upTo(groups.stream().flatMap(one -> one.values().stream()).mapToDouble(Double::doubleValue).max().orElse(0));
        for (double tick : scale.ticks()) {
            double x = LEFT + scale.length(tick, RIGHT - LEFT);
            svg.line(x, top, x, bottom, Svg.LINE).text(x, bottom + 18, "middle", 13, Svg.DIM, numbers.format(tick));
        }
        for (int i = 0; i < groups.size(); i++) {
            double y = top + i * group + GAP / 2.0;
            svg.text(LEFT - 12, y + series.size() * BAR / 2.0 + 5, "end", 14, Svg.INK, Svg.fitting(groups.get(i).label(), LEFT - 28, 14));
            for (int s = 0; s < series.size(); s++) {
                double value = groups.get(i).values().get(s);
                double length = scale.length(value, RIGHT - LEFT);
                bar(svg, LEFT, y + s * BAR + 1, length, s);
                svg.text(LEFT + length + 6, y + s * BAR + 14, "start", 13, Svg.INK, numbers.format(value));
            }
        }
        svg.line(LEFT, top, LEFT, bottom, Svg.DIM);
        return svg.text((LEFT + RIGHT) / 2.0, bottom + 42.0, "middle", 13, Svg.DIM, along).end();
    }

    private void legend(Svg svg) {
        for (int s = 0; series.size() > 1 && s < series.size(); s++) {
            bar(svg, LEFT + s * 270.0, 44, 28, s);
            svg.text(LEFT + s * 270.0 + 36, 57, "start", 13, Svg.INK, series.get(s));
        }
    }

    private static void bar(Svg svg, double x, double y, double length, int series) {
        svg.element("rect", "x", x, "y", y, "width", length, "height", BAR - 2.0, "fill", series == 0 ? Svg.ACCENT : "url(#hatched)", "stroke", Svg.ACCENT, "stroke-width", 1);
    }
}

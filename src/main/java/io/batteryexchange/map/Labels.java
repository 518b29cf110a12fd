package io.batteryexchange.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts labels beside marks so that none covers another label or a mark: right of it, else left, above or below. Where there is no room it has none (its title says
 * the same), or, where it is wanted, covers marks, but no label.
 */
final class Labels {

    private static final double LETTER = 6.4;
    private static final double LINE = 13;

    /** @param anchor {@code start}, {@code middle} or {@code end}, as SVG's {@code text-anchor} */
    public record Label(double x, double y, String anchor, String text) {
    }

    private record Box(double left, double top, double right, double bottom) {

        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    private final List<Box> labels = new ArrayList<>();
    private final List<Box> marks = new ArrayList<>();
    private final int width;
    private final int height;

    Labels(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** A mark that no label should cover. */
    void mark(Projection.Point middle, double radius) {
        marks.add(around(middle, radius));
    }

    /** Where no label may be. */
    void keepFree(Projection.Point middle, double radius) {
        labels.add(around(middle, radius));
    }

    /** The label for a mark of this radius; empty: there is no room. */
    Optional<Label> place(Projection.Point mark, double radius, String text) {
        return place(mark, radius, text, true);
    }

    /** As {@link #place}, but rather over other marks than not at all. */
    Optional<Label> placeWanted(Projection.Point mark, double radius, String text) {
        return place(mark, radius, text, true).or(() -> place(mark, radius, text, false));
    }

    private Optional<Label> place(Projection.Point mark, double radius, String text, boolean besideMarks) {
        double length = text.length() * LETTER;
        double away = radius + 2;
        for (Label label : List.of(
            new Label(mark.x() + away, mark.y() + 4, "start", text), new Label(mark.x() - away, mark.y() + 4, "end", text),
            new Label(mark.x(), mark.y() - away - 2, "middle", text), new Label(mark.x(), mark.y() + away + LINE - 3, "middle", text))) {
            double left = label.x() - switch (label.anchor()) {
                case "start" -> 0;
                case "end" -> length;
                default -> length / 2;
            };
            Box box = new Box(left, label.y() - LINE + 3, left + length, label.y() + 3);
            boolean inside = box.left() >= 0 && box.right() <= width && box.top() >= 0 && box.bottom() <= height;
            if (inside && labels.stream().noneMatch(box::overlaps) && !(besideMarks && marks.stream().anyMatch(box::overlaps))) {
                labels.add(box);
                return Optional.of(new Label(Projection.rounded(label.x()), Projection.rounded(label.y()), label.anchor(), text));
            }
        }
        return Optional.empty();
    }

    private static Box around(Projection.Point middle, double radius) {
        return new Box(middle.x() - radius, middle.y() - radius, middle.x() + radius, middle.y() + radius);
    }
}

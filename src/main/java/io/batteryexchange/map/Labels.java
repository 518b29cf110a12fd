package io.batteryexchange.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts labels beside marks so that none covers another label or a mark: right of it, else left, above or below, else it has none (its title says the same). */
final class Labels {

    private static final double LETTER = 6.4;
    private static final double LINE = 13;
    /** From the middle of a mark. */
    private static final double AWAY = 10;

    /** @param anchor {@code start}, {@code middle} or {@code end}, as SVG's {@code text-anchor} */
    public record Label(double x, double y, String anchor, String text) {
    }

    private record Box(double left, double top, double right, double bottom) {

        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    private final List<Box> taken = new ArrayList<>();
    private final int width;
    private final int height;

    Labels(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** No label may cover what is here. */
    void keepFree(Projection.Point middle, double radius) {
        taken.add(new Box(middle.x() - radius, middle.y() - radius, middle.x() + radius, middle.y() + radius));
    }

    /** The label for a mark; empty: there is no room. */
    Optional<Label> place(Projection.Point mark, String text) {
        double length = text.length() * LETTER;
        for (Label label : List.of(
            new Label(mark.x() + AWAY, mark.y() + 4, "start", text), new Label(mark.x() - AWAY, mark.y() + 4, "end", text),
            new Label(mark.x(), mark.y() - AWAY - 2, "middle", text), new Label(mark.x(), mark.y() + AWAY + LINE - 3, "middle", text))) {
            double left = label.x() - switch (label.anchor()) {
                case "start" -> 0;
                case "end" -> length;
                default -> length / 2;
            };
            Box box = new Box(left, label.y() - LINE + 3, left + length, label.y() + 3);
            if (box.left() >= 0 && box.right() <= width && box.top() >= 0 && box.bottom() <= height && taken.stream().noneMatch(box::overlaps)) {
                taken.add(box);
                return Optional.of(new Label(rounded(label.x()), rounded(label.y()), label.anchor(), text));
            }
        }
        return Optional.empty();
    }

    private static double rounded(double units) {
        return Math.round(units * 10) / 10.0;
    }
}

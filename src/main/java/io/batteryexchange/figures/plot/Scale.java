package io.batteryexchange.figures.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis from 0: round ticks of 1, 2 or 5 times a power of ten and never less than 1 apart, since all that is drawn is counted in whole numbers.
 *
 * @param step from tick to tick
 * @param top  the last tick, at or above the largest value
 */
record Scale(double step, double top) {

    private static final int MOST_STEPS = 5;

    /** @param largest 0 or more */
    static Scale upTo(double largest) {
        double step = 1;
        double[] factors = {2, 2.5, 2};
        for (int i = 0; largest > step * MOST_STEPS; i++) {
            step *= factors[i % factors.length];
        }
        return new Scale(step, step * Math.max(1, Math.ceil(largest / step)));
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= top; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** How long a bar of the value is where the whole axis is {@code length} long. */
    double length(double value, double length) {
        return value / top * length;
    }
}

package io.batteryexchange.sandbox.wire;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A fault that strikes a call.
 *
 * @param draw a number from the seed for whatever the fault has to choose
 */
public record Strike(FaultRule rule, long draw) {

    public Fault fault() {
        return rule.fault();
    }

    /** Always throws the same for the same strike. */
    public RandomGenerator dice() {
        return new SplittableRandom(draw);
    }

    /** One of two ways to do it. */
    boolean otherWay() {
        return (draw & 1) == 1;
    }

    /** Which of the ways of its fault this is; empty where there is only one. */
    String way() {
        return switch (fault()) {
            case SLOW -> otherWay() ? "work last" : "work first";
            case TOO_MANY -> otherWay() ? "http-date" : "seconds";
            default -> "";
        };
    }
}

package io.batteryexchange.sandbox.city;

import java.time.Duration;
import java.time.Instant;

/** The city's own time: starts at the real time of the start and runs {@code speed} times as fast. */
public final class CityClock {

    private double speed;
    private Instant cityBase = Instant.now();
    private long realBase = System.nanoTime();

    public CityClock(double speed) {
        this.speed = positive(speed);
    }

    public synchronized Instant now() {
        return cityBase.plusNanos((long) ((System.nanoTime() - realBase) * speed));
    }

    public synchronized double speed() {
        return speed;
    }

    /** Changes the pace; time goes on from where it is. */
    public synchronized void speed(double newSpeed) {
        Instant now = now();
        realBase = System.nanoTime();
        cityBase = now;
        speed = positive(newSpeed);
    }

    /** The given city time, but at least the given real time, in city time. */
    public synchronized Duration atLeast(Duration city, Duration realFloor) {
        Duration floor = Duration.ofNanos((long) (realFloor.toNanos() * speed));
        return city.compareTo(floor) < 0 ? floor : city;
    }

    /** How long the given city time takes in reality. */
    public synchronized Duration real(Duration city) {
        return Duration.ofNanos((long) (city.toNanos() / speed));
    }

    private static double positive(double speed) {
        if (!(speed > 0) || speed > 100_000) {
            throw new IllegalArgumentException("speed must lie above 0 and not above 100000: " + speed);
        }
        return speed;
    }
}

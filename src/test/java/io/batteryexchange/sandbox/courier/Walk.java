package io.batteryexchange.sandbox.courier;

import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.city.Position;
import java.time.Duration;
import java.time.Instant;

/** A courier on his way, at the pace of the city's clock. */
final class Walk {

    private static final double THERE_METRES = 1;

    private final City city;
    private final Courier courier;
    private final double metresPerSecond;
    private Instant last;

    Walk(City city, Courier courier, double metresPerSecond) {
        this.city = city;
        this.courier = courier;
        this.metresPerSecond = metresPerSecond;
    }

    void stop() {
        last = null;
    }

    /** @return whether he is there */
    boolean on(Position goal) {
        synchronized (city) {
            Instant now = city.now();
            double seconds = last == null ? 0 : Duration.between(last, now).toMillis() / 1000.0;
            last = now;
            double distance = courier.position().metresTo(goal);
            double share = distance < THERE_METRES ? 1 : seconds * metresPerSecond / distance;
            courier.position(courier.position().towards(goal, share));
            return share >= 1;
        }
    }
}

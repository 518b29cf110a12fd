package io.batteryexchange.sandbox.city;

import java.time.Duration;
import java.time.Instant;

/** Chemistry: accumulators in cells charge, those in scooters on the street discharge. Rates are percent per city hour. */
public final class Batteries {

    private final City city;
    private final double rechargeRate;
    private final double dischargeRate;
    private Instant last;

    public Batteries(City city, double rechargeRate, double dischargeRate) {
        this.city = city;
        this.rechargeRate = rechargeRate;
        this.dischargeRate = dischargeRate;
        this.last = city.now();
    }

    /** Brings every charge up to the present. */
    public void tick() {
        synchronized (city) {
            Instant now = city.now();
            double hours = Duration.between(last, now).toMillis() / 3_600_000.0;
            last = now;
            for (Cell cell : city.cells().values()) {
                if (cell.accumulator() != null) {
                    cell.accumulator().chargeBy(rechargeRate * hours);
                }
            }
            if (dischargeRate > 0) {
                city.scooters().values().stream().filter(s -> !s.hidden())
                        .forEach(s -> s.accumulator().chargeBy(-dischargeRate * hours));
            }
        }
    }
}

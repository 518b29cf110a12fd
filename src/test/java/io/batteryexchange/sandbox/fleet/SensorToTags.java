package io.batteryexchange.sandbox.fleet;

import io.batteryexchange.sandbox.SandboxSettings.Watcher;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Scooter;
import java.util.List;
import java.util.Random;

/** The fleet's own watcher {@code sensor_to_tags}: a scooter that reads low gets its tag and is hidden from riders. */
public final class SensorToTags {

    private static final List<Integer> THRESHOLDS = List.of(60, 40, 20);
    private static final double PLAIN_SHARE = 0.25;

    private final Fleet fleet;
    private final City city;
    private final Watcher watcher;
    private final Random random;

    public SensorToTags(Fleet fleet, Watcher watcher, long seed) {
        this.fleet = fleet;
        this.city = fleet.city();
        this.watcher = watcher;
        this.random = new Random(seed * 17 + 3);
    }

    public void tick() {
        if (watcher == Watcher.OFF) {
            return;
        }
        synchronized (city) {
            city.scooters().values().forEach(this::look);
        }
    }

    private void look(Scooter scooter) {
        int percent = scooter.accumulator().percent();
        List<Integer> passed = THRESHOLDS.stream().filter(t -> percent < t).toList();
        if (passed.isEmpty() || outOfService(scooter)) {
            return;
        }
        if (watcher == Watcher.TIERS) {
            passed.forEach(t -> fleet.setTag(scooter, "battery_low_" + t, priority(t)));
        } else if (!fleet.hasLowTag(scooter.id())) {
            int tier = passed.get(passed.size() - 1);
            fleet.setTag(scooter, random.nextDouble() < PLAIN_SHARE ? "battery_low" : "battery_low_" + tier, priority(tier));
        }
    }

    /** Whoever is missing or wrecked needs no accumulator. */
    private boolean outOfService(Scooter scooter) {
        return fleet.tag(scooter.id(), Tag.NOT_FOUND).isPresent() || fleet.tag(scooter.id(), Tag.DESTROYED).isPresent();
    }

    private static int priority(int tier) {
        return 100 - tier;
    }
}

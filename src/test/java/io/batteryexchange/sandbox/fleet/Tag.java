package io.batteryexchange.sandbox.fleet;

import java.time.Instant;

/** A label on a scooter. Setting it anew gives a new {@code tagId}. {@code createdAt} is real time. */
public record Tag(String tagId, String name, int priority, Instant createdAt) {

    public static final String PROCESSING = "recharge_processing";
    public static final String NOT_FOUND = "vehicle_not_found";
    public static final String DESTROYED = "vehicle_destroyed";

    public static boolean isLow(String name) {
        return name.equals("battery_low") || name.startsWith("battery_low_");
    }

    public boolean isLow() {
        return isLow(name);
    }
}

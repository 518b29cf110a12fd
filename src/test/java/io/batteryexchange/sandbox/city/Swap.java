package io.batteryexchange.sandbox.city;

import java.time.Instant;

/** An exchange that took place at a scooter. {@code at} is real time. */
public record Swap(Instant at, String carId, String courierId, String claimId, String takenOut, String putIn, int percent) {
}

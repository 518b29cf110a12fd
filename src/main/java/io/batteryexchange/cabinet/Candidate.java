package io.batteryexchange.cabinet;

/**
 * A cabinet that could serve a scooter.
 *
 * @param km        straight distance to the scooter
 * @param walkMin   estimated walking time in minutes
 * @param available charged accumulators that nobody booked, when it was asked
 */
public record Candidate(String cabinetId, String storeId, double km, double walkMin, int available) {
}

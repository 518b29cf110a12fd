package io.batteryexchange.sandbox.fleet;

/** A record of somebody working on a scooter for one low-battery tag. */
final class Servicing {

    private final String carId;
    private final String tagId;
    private String performerId;

    Servicing(String carId, String tagId) {
        this.carId = carId;
        this.tagId = tagId;
    }

    String carId() {
        return carId;
    }

    String tagId() {
        return tagId;
    }

    /** Null when nobody is on it. */
    String performerId() {
        return performerId;
    }

    void start(String newPerformerId) {
        performerId = newPerformerId;
    }

    void finish() {
        performerId = null;
    }
}

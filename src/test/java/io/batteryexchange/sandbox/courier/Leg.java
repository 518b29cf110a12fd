package io.batteryexchange.sandbox.courier;

/** Which way accumulators go at the cabinet. */
enum Leg {
    PICKUP("received"),
    RETURN("returned");

    private final String counter;

    Leg(String counter) {
        this.counter = counter;
    }

    /** The id of the counter that grows. */
    String counter() {
        return counter;
    }
}

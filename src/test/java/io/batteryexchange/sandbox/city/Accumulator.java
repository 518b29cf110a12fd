package io.batteryexchange.sandbox.city;

/** An exchangeable accumulator; {@code place} says in words where it is, and must agree with whoever holds it. */
public final class Accumulator {

    private final String id;
    private double charge;
    private String place;

    Accumulator(String id, double charge, String place) {
        this.id = id;
        this.charge = charge;
        this.place = place;
    }

    public String id() {
        return id;
    }

    /** Percent, 0 to 100. */
    public int percent() {
        return (int) Math.floor(charge);
    }

    public void charge(double percent) {
        charge = Math.max(0, Math.min(100, percent));
    }

    void chargeBy(double percent) {
        charge(charge + percent);
    }

    public String place() {
        return place;
    }

    void place(String newPlace) {
        place = newPlace;
    }
}

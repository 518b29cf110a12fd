package io.batteryexchange.sandbox.city;

/** A shared scooter on the street. */
public final class Scooter {

    private final String id;
    private final String number;
    private final String model;
    private final Position position;
    private Accumulator accumulator;
    private boolean online = true;
    private boolean hidden;
    private boolean batteryDoorOpen;
    private boolean gone;
    private boolean wrecked;

    Scooter(String id, String number, String model, Position position, Accumulator accumulator) {
        this.id = id;
        this.number = number;
        this.model = model;
        this.position = position;
        this.accumulator = accumulator;
    }

    public String id() {
        return id;
    }

    public String number() {
        return number;
    }

    public String model() {
        return model;
    }

    public Position position() {
        return position;
    }

    public Accumulator accumulator() {
        return accumulator;
    }

    void accumulator(Accumulator newAccumulator) {
        accumulator = newAccumulator;
    }

    public boolean online() {
        return online;
    }

    public void online(boolean isOnline) {
        online = isOnline;
    }

    /** Hidden from riders: it stands and does not discharge. */
    public boolean hidden() {
        return hidden;
    }

    public void hidden(boolean isHidden) {
        hidden = isHidden;
    }

    public boolean batteryDoorOpen() {
        return batteryDoorOpen;
    }

    public void batteryDoorOpen(boolean open) {
        batteryDoorOpen = open;
    }

    /** Not where the fleet backend believes it to be. */
    public boolean gone() {
        return gone;
    }

    public void gone(boolean isGone) {
        gone = isGone;
    }

    public boolean wrecked() {
        return wrecked;
    }

    public void wrecked(boolean isWrecked) {
        wrecked = isWrecked;
    }
}

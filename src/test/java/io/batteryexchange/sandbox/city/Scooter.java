package io.batteryexchange.sandbox.city;

import java.time.Duration;
import java.time.Instant;

/** A shared scooter on the street. */
public final class Scooter {

    private static final Duration BACK_AFTER = Duration.ofSeconds(90);

    private final String id;
    private final String number;
    private final String model;
    private final Position position;
    private Accumulator accumulator;
    private Instant offlineUntil = Instant.MIN;
    private boolean comesBack;
    private boolean hidden;
    private boolean batteryDoorOpen;
    private boolean gone;
    private boolean wrecked;
    private int lastReading;
    private Instant lastReadingUntil = Instant.MIN;

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

    /** The charge as telematics tells it, percent. */
    public int reading(Instant cityNow) {
        return cityNow.isBefore(lastReadingUntil) ? lastReading : accumulator.percent();
    }

    /** Telematics lags: it goes on telling this until the given city time. */
    void reads(int percent, Instant until) {
        lastReading = percent;
        lastReadingUntil = until;
    }

    public boolean online(Instant cityNow) {
        return !cityNow.isBefore(offlineUntil);
    }

    public void online() {
        offlineUntil = Instant.MIN;
    }

    /** @param willComeBack whether it comes back some time after somebody has noticed, or never */
    public void offline(boolean willComeBack) {
        offlineUntil = Instant.MAX;
        comesBack = willComeBack;
    }

    public void offlineUntil(Instant cityTime) {
        offlineUntil = cityTime;
    }

    /** Somebody could not reach it. */
    public void unreached(Instant cityNow) {
        if (comesBack) {
            comesBack = false;
            offlineUntil = cityNow.plus(BACK_AFTER);
        }
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

package io.batteryexchange.sandbox.city;

import java.time.Instant;

/** A numbered cell of a cabinet with a door. */
public final class Cell {

    /** How the door obeys: as it should, not at all, or it says 'open' and stays shut. */
    public enum Door { SOUND, MUTE, JAMMED }

    private final String id;
    private final Cabinet cabinet;
    private Door door;
    private Accumulator accumulator;
    private boolean open;
    private boolean broken;
    private Instant brokenAt;
    private Instant openedAt;
    private int unanswered;
    private Instant unreadableUntil = Instant.MIN;

    Cell(String id, Cabinet cabinet, Door door) {
        this.id = id;
        this.cabinet = cabinet;
        this.door = door;
    }

    public String id() {
        return id;
    }

    public Cabinet cabinet() {
        return cabinet;
    }

    public Door door() {
        return door;
    }

    /** It breaks. */
    public void door(Door newDoor) {
        door = newDoor;
    }

    /** The next so many orders to open go unanswered. */
    public void slowFor(int orders) {
        unanswered = orders;
    }

    /** An order to open came. @return whether the door is slow and does not answer it */
    public boolean tooSlow() {
        if (unanswered == 0) {
            return false;
        }
        unanswered--;
        return true;
    }

    public Accumulator accumulator() {
        return accumulator;
    }

    void accumulator(Accumulator newAccumulator) {
        accumulator = newAccumulator;
    }

    public boolean open() {
        return open;
    }

    public void open(boolean isOpen, Instant cityNow) {
        open = isOpen;
        openedAt = isOpen ? cityNow : null;
    }

    /** City time since which the door stands open; null when it is closed. */
    public Instant openedAt() {
        return openedAt;
    }

    /** Marked broken by somebody; says nothing about the door itself. */
    public boolean broken() {
        return broken;
    }

    public void markBroken(Instant cityNow) {
        broken = true;
        brokenAt = cityNow;
    }

    public boolean brokenBefore(Instant cityTime) {
        return broken && brokenAt.isBefore(cityTime);
    }

    /** A mechanic was here. */
    public void repair() {
        broken = false;
        door = Door.SOUND;
    }

    /** No telemetry until the given city time. */
    public void unreadableUntil(Instant cityTime) {
        unreadableUntil = cityTime;
    }

    public boolean readable(Instant cityNow) {
        return !cityNow.isBefore(unreadableUntil);
    }
}

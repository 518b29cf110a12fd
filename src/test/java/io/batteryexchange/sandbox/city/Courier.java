package io.batteryexchange.sandbox.city;

import java.util.ArrayList;
import java.util.List;

/** A courier as a body in the city: where he stands, what he carries, which claim he performs. */
public final class Courier {

    private final String id;
    private final String name;
    private Position position;
    private String claimId;
    private final List<Accumulator> bag = new ArrayList<>();
    private boolean byHand;
    private boolean waits;

    Courier(String id, String name, Position position) {
        this.id = id;
        this.name = name;
        this.position = position;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Position position() {
        return position;
    }

    public void position(Position newPosition) {
        position = newPosition;
    }

    /** The claim he performs now; null when he is free. */
    public String claimId() {
        return claimId;
    }

    public void claimId(String newClaimId) {
        claimId = newClaimId;
    }

    /** A person plays him: no robot acts for him. */
    public boolean byHand() {
        return byHand;
    }

    public void byHand(boolean isByHand) {
        byHand = isByHand;
        waits &= isByHand;
    }

    /** Played by a person who wants a claim: the next one that looks for a performer is his. */
    public boolean waits() {
        return waits;
    }

    public void waits(boolean isWaiting) {
        waits = isWaiting;
    }

    public List<Accumulator> bag() {
        return bag;
    }
}

package io.batteryexchange.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Holds one chosen request, right before or right after its work, so that whoever sent it can be killed at that very point.
 * Requests are counted by call since the trap was set; a poll that brings nothing is not counted.
 */
public final class Trap {

    /** Where the request is held. */
    public enum Side { BEFORE, AFTER }

    private static final Set<String> POLLS = Set.of("car/list", "claims/journal");
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(2);

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private String name = "";
    private int ordinal;
    private Side side = Side.BEFORE;
    private boolean sprung;
    private boolean released;

    /** Counts from now on, and holds the given request when it comes; an empty name only counts. */
    public synchronized void set(String newName, int newOrdinal, Side newSide) {
        counts.clear();
        name = newName;
        ordinal = newOrdinal;
        side = newSide;
        sprung = false;
        released = false;
        notifyAll();
    }

    /** Lets go of the request that is held: its connection is closed without an answer. */
    public synchronized void release() {
        released = true;
        notifyAll();
    }

    public synchronized boolean sprung() {
        return sprung;
    }

    /** How often each call was made since the trap was set. */
    public synchronized Map<String, Integer> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** @return null when the request was held: there is no answer any more */
    Answer around(String upstream, Call call, Supplier<Answer> work) {
        String what = upstream + " " + call.name();
        if (POLLS.contains(call.name())) {
            Answer answer = work.get();
            return bringsNothing(answer.body()) || !isHere(what) ? answer : hold();
        }
        boolean here = isHere(what);
        if (here && side() == Side.BEFORE) {
            return hold();
        }
        try {
            Answer answer = work.get();
            return here ? hold() : answer;
        } catch (Refusal refusal) {
            if (here) {
                return hold();
            }
            throw refusal;
        }
    }

    private synchronized Side side() {
        return side;
    }

    private synchronized boolean isHere(String what) {
        return counts.merge(what, 1, Integer::sum) == ordinal && what.equals(name) && !sprung;
    }

    private synchronized Answer hold() {
        sprung = true;
        long end = System.nanoTime() + LONGEST_HOLD.toNanos();
        try {
            while (!released && System.nanoTime() < end) {
                wait(LONGEST_HOLD.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private static boolean bringsNothing(JsonNode body) {
        for (JsonNode field : body) {
            if (field.isArray() && !field.isEmpty()) {
                return false;
            }
        }
        return true;
    }
}

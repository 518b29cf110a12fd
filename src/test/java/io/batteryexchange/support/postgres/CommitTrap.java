package io.batteryexchange.support.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which commit is to be held, and how many there were of each name since the trap was set. */
public final class CommitTrap {

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private String name = "";
    private int ordinal;
    private boolean before;
    private boolean sprung;
    private boolean released;

    /** Counts from now on, and holds the given commit: before it happens, or before anybody learns of it. An empty name only counts. */
    public synchronized void set(String newName, int newOrdinal, boolean holdBefore) {
        counts.clear();
        name = newName;
        ordinal = newOrdinal;
        before = holdBefore;
        sprung = false;
        released = false;
        notifyAll();
    }

    public synchronized boolean sprung() {
        return sprung;
    }

    public synchronized void release() {
        released = true;
        notifyAll();
    }

    public synchronized Map<String, Integer> counts() {
        return new LinkedHashMap<>(counts);
    }

    synchronized boolean mayHoldBefore(String commit) {
        return before && !sprung && commit.equals(name);
    }

    /** Counts a commit. @return whether it is the one to hold */
    synchronized boolean springs(String commit) {
        boolean here = counts.merge(commit, 1, Integer::sum) == ordinal && commit.equals(name) && !sprung;
        sprung |= here;
        return here;
    }

    synchronized void hold() throws InterruptedException {
        while (!released) {
            wait();
        }
    }
}

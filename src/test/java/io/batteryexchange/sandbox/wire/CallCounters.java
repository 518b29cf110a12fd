package io.batteryexchange.sandbox.wire;

import java.util.Map;
import java.util.TreeMap;

/** How often each call was made and how it was answered. */
public final class CallCounters {

    private final Map<String, Map<String, Long>> counts = new TreeMap<>();

    public synchronized void add(String call, String outcome) {
        counts.computeIfAbsent(call, c -> new TreeMap<>()).merge(outcome, 1L, Long::sum);
    }

    public synchronized Map<String, Map<String, Long>> snapshot() {
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        counts.forEach((call, outcomes) -> copy.put(call, new TreeMap<>(outcomes)));
        return copy;
    }
}

package io.batteryexchange.sandbox.wire;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything the other side sent, or answered, that its contract does not allow. Counts all, keeps the latest. */
public final class ContractViolations {

    private static final int KEPT = 2000;

    /** @param excerpt the offending text, shortened */
    public record ContractViolation(Instant at, String where, String reason, String excerpt) {
    }

    private final Deque<ContractViolation> latest = new ArrayDeque<>();
    private final Map<String, Long> byPlace = new TreeMap<>();
    private long count;

    public synchronized void add(String where, String reason, String excerpt) {
        count++;
        byPlace.merge(where, 1L, Long::sum);
        latest.addLast(new ContractViolation(Instant.now(), where, reason, Json.excerpt(excerpt)));
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    public synchronized long count() {
        return count;
    }

    public synchronized Map<String, Long> byPlace() {
        return new TreeMap<>(byPlace);
    }

    public synchronized Collection<ContractViolation> latest() {
        return List.copyOf(latest);
    }
}

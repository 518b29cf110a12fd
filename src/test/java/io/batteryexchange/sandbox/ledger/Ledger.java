package io.batteryexchange.sandbox.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All violations ever found. The same one is entered once. */
public final class Ledger {

    private final Map<String, Violation> violations = new LinkedHashMap<>();

    public void add(String rule, String sentence, Map<String, String> ids) {
        add(rule + ids + sentence, rule, sentence, ids);
    }

    /** @param key tells this violation from others of its rule */
    public synchronized void add(String key, String rule, String sentence, Map<String, String> ids) {
        violations.putIfAbsent(key, new Violation(rule, sentence, new TreeMap<>(ids), Instant.now()));
    }

    public synchronized int count() {
        return violations.size();
    }

    public synchronized List<Violation> all() {
        List<Violation> all = new ArrayList<>(violations.values());
        all.sort(Comparator.comparing(Violation::at));
        return all;
    }

    public synchronized Map<String, Long> byRule() {
        Map<String, Long> counts = new TreeMap<>();
        violations.values().forEach(v -> counts.merge(v.rule(), 1L, Long::sum));
        return counts;
    }
}

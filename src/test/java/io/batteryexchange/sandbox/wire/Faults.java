package io.batteryexchange.sandbox.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** The fault hook: rules, seeded dice and counters. With no rules nothing goes wrong. */
public final class Faults {

    private final Random random;
    private final Map<String, Long> fired = new TreeMap<>();
    private List<FaultRule> rules = List.of();
    private List<Integer> strikes = new ArrayList<>();
    private Instant since = Instant.now();

    public Faults(long seed) {
        this.random = new Random(seed * 31 + 7);
    }

    public synchronized void rules(List<FaultRule> newRules) {
        rules = List.copyOf(newRules);
        strikes = new ArrayList<>();
        rules.forEach(r -> strikes.add(0));
        since = Instant.now();
    }

    public synchronized List<FaultRule> rules() {
        return rules;
    }

    public synchronized Map<String, Long> fired() {
        return new TreeMap<>(fired);
    }

    /** Since when nothing gets through to the given call; empty when it is not down. */
    public synchronized Optional<Instant> downSince(String upstream, String call) {
        return rules.stream().anyMatch(r -> r.isOutage() && r.concerns(upstream, call)) ? Optional.of(since) : Optional.empty();
    }

    /** The rules that strike this call now. */
    synchronized List<FaultRule> strike(String upstream, String call) {
        List<FaultRule> striking = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            FaultRule rule = rules.get(i);
            if (rule.concerns(upstream, call) && (rule.times() == 0 || strikes.get(i) < rule.times())
                    && random.nextDouble() < rule.share()) {
                strikes.set(i, strikes.get(i) + 1);
                fired.merge(upstream + " " + call + " " + rule.fault(), 1L, Long::sum);
                striking.add(rule);
            }
        }
        return striking;
    }

    synchronized int dice(int bound) {
        return random.nextInt(bound);
    }
}

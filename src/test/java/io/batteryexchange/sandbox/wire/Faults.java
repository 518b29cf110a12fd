package io.batteryexchange.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The fault hook: rules, seeded dice and counters. With no rules nothing goes wrong.
 *
 * <p>Whether a rule strikes is a function of the seed, the rule, the call's name and how often the rule could have struck
 * that call before. So the n-th {@code claims/accept} has the same fate in every run of a seed, whatever else goes on; whose
 * {@code claims/accept} is the n-th is up to the threads.
 */
public final class Faults {

    /** How often a rule could have struck, and did, by call. */
    private static final class Count {
        private final Map<String, Long> chances = new TreeMap<>();
        private final Map<String, Long> fired = new TreeMap<>();
        private final Map<String, Long> ways = new TreeMap<>();

        private long struck() {
            return sum(fired);
        }

        private static long sum(Map<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final long seed;
    private final Map<String, Long> fired = new TreeMap<>();
    /** Of all rules there ever were. */
    private final Map<FaultRule, Count> counts = new LinkedHashMap<>();
    private List<FaultRule> rules = List.of();
    private Instant since = Instant.now();

    public Faults(long seed) {
        this.seed = seed;
    }

    public synchronized void rules(List<FaultRule> newRules) {
        rules = List.copyOf(newRules);
        rules.forEach(rule -> counts.putIfAbsent(rule, new Count()));
        since = Instant.now();
    }

    public synchronized boolean arePlanned(Fault fault) {
        return rules.stream().anyMatch(rule -> rule.fault() == fault);
    }

    public synchronized List<FaultRule> rules() {
        return rules;
    }

    public synchronized Map<String, Long> fired() {
        return new TreeMap<>(fired);
    }

    /** Every rule there ever was, whether it is in force, how often it could have struck ({@code chances}) and did ({@code fired}). */
    public synchronized List<ObjectNode> report() {
        List<ObjectNode> report = new ArrayList<>();
        counts.forEach((rule, count) -> {
            ObjectNode line = (ObjectNode) Json.tree(rule);
            line.put("active", rules.contains(rule)).put("chances", Count.sum(count.chances)).put("fired", count.struck());
            line.set("ways", Json.tree(count.ways));
            line.set("calls", Json.tree(count.fired));
            report.add(line);
        });
        return report;
    }

    /** Since when nothing gets through to the given call; empty when it is not down. */
    public synchronized Optional<Instant> downSince(String upstream, String call) {
        return rules.stream().anyMatch(r -> r.isOutage() && r.concerns(upstream, call)) ? Optional.of(since) : Optional.empty();
    }

    /**
     * The rules that strike this call now: latency, and one other at most.
     *
     * @param possible whether a fault can happen to this call at all; if not, the rule did not have its chance
     */
    public synchronized List<Strike> strike(String upstream, String call, Predicate<Fault> possible) {
        List<Strike> strikes = new ArrayList<>();
        boolean alone = true;
        for (FaultRule rule : rules) {
            Count count = counts.get(rule);
            boolean spent = rule.times() > 0 && count.struck() >= rule.times();
            if (!rule.concerns(upstream, call) || spent || rule.fault().excludesOthers() && !alone || !possible.test(rule.fault())) {
                continue;
            }
            String name = upstream + " " + call;
            long chance = count.chances.merge(name, 1L, Long::sum);
            SplittableRandom dice = dice(rule, name, chance);
            if (dice.nextDouble() < rule.share()) {
                Strike strike = new Strike(rule, dice.nextLong());
                enter(strike, name, count);
                strikes.add(strike);
                alone &= !rule.fault().excludesOthers();
            }
        }
        return strikes;
    }

    private void enter(Strike strike, String name, Count count) {
        count.fired.merge(name, 1L, Long::sum);
        if (!strike.way().isEmpty()) {
            count.ways.merge(strike.way(), 1L, Long::sum);
        }
        fired.merge(name + " " + strike.fault(), 1L, Long::sum);
    }

    private SplittableRandom dice(FaultRule rule, String name, long chance) {
        long place = (rule + name).hashCode();
        return new SplittableRandom(new SplittableRandom(seed * 31 + place).nextLong() + chance);
    }
}

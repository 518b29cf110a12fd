package io.batteryexchange.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.wire.Fault;
import io.batteryexchange.sandbox.wire.FaultRule;
import io.batteryexchange.sandbox.wire.Faults;
import io.batteryexchange.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One switch for each upstream and each fault that can happen to it: a rule for all its calls, or none. Rules for single calls stay as they are. */
final class FaultSwitches {

    private static final String ALL = "*";
    private static final double USUAL_SHARE = 0.1;
    /** Longer than a lease of the bundle. */
    private static final int SLOW_MS = 12_000;
    private static final Set<Fault> ANYWHERE = EnumSet.range(Fault.LATENCY, Fault.TOO_MANY);
    private static final Map<String, Set<Fault>> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("scooter-backend", and(Fault.STALE_READ));
        FAULTS.put("scooter-accumulator", and(Fault.STALE_READ, Fault.FORGOTTEN_TOKEN));
        FAULTS.put("cargo", and(Fault.STALE_READ, Fault.FORGOTTEN_TOKEN, Fault.REPEATED_PAGE, Fault.OUT_OF_ORDER, Fault.LATE, Fault.CURSOR_REFUSED));
        FAULTS.put("telegram", ANYWHERE);
    }

    private FaultSwitches() {
    }

    private static Set<Fault> and(Fault... more) {
        Set<Fault> faults = EnumSet.copyOf(ANYWHERE);
        faults.addAll(List.of(more));
        return faults;
    }

    /** {@code fired}: of all rules for this upstream and fault, also those of single calls and those that are over. */
    static List<ObjectNode> report(Faults faults) {
        List<FaultRule> rules = faults.rules();
        Map<String, Long> fired = faults.fired();
        List<ObjectNode> switches = new ArrayList<>();
        FAULTS.forEach((upstream, possible) -> possible.forEach(fault -> {
            Optional<FaultRule> rule = rules.stream().filter(r -> is(r, upstream, fault)).findFirst();
            switches.add(Json.object("upstream", upstream, "fault", name(fault), "on", rule.isPresent(),
                    "share", rule.map(FaultRule::share).orElse(USUAL_SHARE),
                    "fired", fired.entrySet().stream().filter(e -> e.getKey().startsWith(upstream + " ") && e.getKey().endsWith(" " + fault))
                            .mapToLong(Map.Entry::getValue).sum()));
        }));
        return switches;
    }

    /** {@code {"upstream", "fault", "on", "share"}}. */
    static void set(Faults faults, JsonNode body) {
        String upstream = body.path("upstream").asText();
        Fault fault = Fault.valueOf(body.path("fault").asText().toUpperCase(Locale.ROOT));
        if (!FAULTS.getOrDefault(upstream, Set.of()).contains(fault)) {
            throw new IllegalArgumentException("%s cannot happen to %s".formatted(name(fault), upstream));
        }
        FaultRule rule = new FaultRule(upstream, ALL, fault, body.path("share").asDouble(USUAL_SHARE), 0, fault == Fault.SLOW ? SLOW_MS : 0, 0, 0);
        synchronized (faults) {
            List<FaultRule> rules = new ArrayList<>(faults.rules());
            rules.removeIf(r -> is(r, upstream, fault));
            if (body.path("on").asBoolean(false)) {
                rules.add(rule);
            }
            faults.rules(rules);
        }
    }

    private static boolean is(FaultRule rule, String upstream, Fault fault) {
        return rule.upstream().equals(upstream) && rule.call().equals(ALL) && rule.fault() == fault;
    }

    private static String name(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }
}

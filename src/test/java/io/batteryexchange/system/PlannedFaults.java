package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code GET /sandbox/faults} tells: a run proves nothing about a fault that was planned and never came. */
final class PlannedFaults {

    private PlannedFaults() {
    }

    /** Every rule there ever was has struck, and in each of its ways. */
    static void assertAllFired(JsonNode faults) {
        List<String> never = new ArrayList<>();
        for (JsonNode rule : faults.path("rules")) {
            if (rule.path("fired").asLong() == 0) {
                never.add("%s of %s %s: never in %d chances".formatted(rule.path("fault").asText(), rule.path("upstream").asText(), rule.path("call").asText(),
                    rule.path("chances").asLong()));
            }
        }
        Map<String, Long> ways = ways(faults);
        for (String way : List.of("SLOW work first", "SLOW work last", "TOO_MANY seconds", "TOO_MANY http-date")) {
            boolean planned = byKind(faults).containsKey(way.replaceFirst(" .*", ""));
            if (planned && !ways.containsKey(way)) {
                never.add(way + ": never");
            }
        }
        assertThat(faults.path("rules").isEmpty()).as("no fault was planned").isFalse();
        assertThat(never).as("planned faults that never fired").isEmpty();
    }

    /** How often each fault struck, over all upstreams. */
    static Map<String, Long> byKind(JsonNode faults) {
        Map<String, Long> kinds = new TreeMap<>();
        faults.path("rules").forEach(rule -> kinds.merge(rule.path("fault").asText(), rule.path("fired").asLong(), Long::sum));
        return kinds;
    }

    /** How many calls there were, as far as faults could strike them. */
    static long calls(JsonNode faults) {
        long calls = 0;
        for (JsonNode rule : faults.path("rules")) {
            calls += rule.path("fault").asText().equals("REFUSED") ? rule.path("chances").asLong() : 0; // the one that any call can meet, before all others
        }
        return calls;
    }

    private static Map<String, Long> ways(JsonNode faults) {
        Map<String, Long> ways = new TreeMap<>();
        faults.path("rules").forEach(rule -> rule.path("ways").properties()
            .forEach(way -> ways.merge(rule.path("fault").asText() + " " + way.getKey(), way.getValue().asLong(), Long::sum)));
        return ways;
    }
}

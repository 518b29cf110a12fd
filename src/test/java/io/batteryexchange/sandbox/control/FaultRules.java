package io.batteryexchange.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.wire.Fault;
import io.batteryexchange.sandbox.wire.FaultRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.convert.DurationStyle;

/** Reads fault rules: {@code {"rules": [{"upstream", "call", "fault", "share", …}]}}; an empty list puts an end to all faults. */
final class FaultRules {

    private static final Set<String> FIELDS = Set.of("upstream", "call", "fault", "share", "status", "delay_ms", "retry_after", "times");

    private FaultRules() {
    }

    static List<FaultRule> parse(JsonNode body) {
        if (!body.path("rules").isArray()) {
            throw new IllegalArgumentException("rules must be an array");
        }
        List<FaultRule> rules = new ArrayList<>();
        for (JsonNode rule : body.get("rules")) {
            rule.fieldNames().forEachRemaining(name -> {
                if (!FIELDS.contains(name)) {
                    throw new IllegalArgumentException("unknown field " + name + ", known are " + FIELDS);
                }
            });
            rules.add(new FaultRule(rule.path("upstream").asText("*"), rule.path("call").asText("*"),
                    Fault.valueOf(rule.path("fault").asText().toUpperCase(Locale.ROOT)), rule.path("share").asDouble(1),
                    rule.path("status").asInt(), rule.path("delay_ms").asInt(), rule.path("retry_after").asInt(), rule.path("times").asInt()));
        }
        return rules;
    }

    static Duration duration(String text) {
        return text.isBlank() ? Duration.ZERO : DurationStyle.detectAndParse(text);
    }
}

package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.Placeholder;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.Settings;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The durations of a circuit breaker are whole numbers without a unit, two of them in seconds and two in milliseconds:
 * Camel 4.17 doesn't start with {@code 30s}, and reads 30000 as eight hours. Values that only make sense in the other unit are refused.
 */
public class BreakerUnitsCheck implements FileCheck {

    private static final Map<String, Integer> MOST_SECONDS =
            Map.of("waitDurationInOpenState", 600, "slowCallDurationThreshold", 600);
    private static final Map<String, Integer> FEWEST_MILLISECONDS = Map.of("timeoutDuration", 100, "bulkheadMaxWaitDuration", 0);

    private final Settings settings;

    public BreakerUnitsCheck(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Element breaker : file.elements("circuitBreaker")) {
            YamlNodes.child(breaker.body(), "resilience4jConfiguration").ifPresent(configuration ->
                    YamlNodes.children(configuration).forEach((name, value) -> YamlNodes.text(value)
                            .flatMap(text -> reason(name, Placeholder.resolve(text, settings)))
                            .ifPresent(reason -> findings.add(Finding.at(file, breaker, reason)))));
        }
        return findings;
    }

    private static Optional<String> reason(String name, String value) {
        boolean seconds = MOST_SECONDS.containsKey(name);
        if (!seconds && !FEWEST_MILLISECONDS.containsKey(name) || value.contains("{{")) {
            return Optional.empty();
        }
        String unit = seconds ? "seconds" : "milliseconds";
        if (!value.matches("\\d{1,9}")) {
            return Optional.of(name + " is a number of " + unit + ", but here " + value);
        }
        int number = Integer.parseInt(value);
        boolean plausible = seconds ? number <= MOST_SECONDS.get(name) : number == 0 || number >= FEWEST_MILLISECONDS.get(name);
        return plausible ? Optional.empty() : Optional.of(name + " is in " + unit + ": " + value + " can't be meant");
    }
}

package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.Endpoint;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.Settings;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Partners are called by HTTP in {@code upstream/} only, with a method (else Camel guesses one by the body), without the answer's
 * headers (else the next partner gets them) unless a note says which of them the route needs, without the request's own beside it (else
 * our token stays on the message), and in a circuit breaker that fails when open (else the message goes on unchanged).
 */
public class PartnerCallCheck implements FileCheck {

    private final Settings settings;

    public PartnerCallCheck(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Endpoint call : Endpoint.of(file, settings)) {
            if (call.speaksHttp() || isMessageToTelegram(call)) {
                reasons(file, call).forEach(reason -> findings.add(Finding.at(file, call.element(), reason)));
            }
        }
        return findings;
    }

    private static List<String> reasons(RouteFile file, Endpoint call) {
        List<String> reasons = new ArrayList<>();
        if (!file.folder().equals("upstream")) {
            reasons.add("an HTTP call outside upstream/");
        }
        if (call.speaksHttp()) {
            reasons.addAll(headersAndMethod(call));
        }
        Optional<Element> breaker = breaker(call.element());
        if (breaker.isEmpty()) {
            reasons.add("an HTTP call outside a circuitBreaker");
        } else if (!failsWhenOpen(breaker.get())) {
            reasons.add("its circuitBreaker has no throwExceptionWhenHalfOpenOrOpenState: true");
        }
        return reasons;
    }

    private static List<String> headersAndMethod(Endpoint call) {
        List<String> reasons = new ArrayList<>();
        if (call.option("httpMethod").filter(method -> !method.isBlank()).isEmpty()) {
            reasons.add("an HTTP call without httpMethod");
        }
        if (!call.option("copyHeaders").equals(Optional.of("false"))) {
            reasons.add("an HTTP call without copyHeaders: false");
        }
        Optional<String> skips = call.option("skipResponseHeaders");
        boolean saysWhyNot = skips.equals(Optional.of("false")) && call.element().text("note").isPresent();
        if (!skips.equals(Optional.of("true")) && !saysWhyNot) {
            reasons.add("an HTTP call without skipResponseHeaders: true; where a header of the answer is needed, false and a note that says which");
        }
        return reasons;
    }

    /** What the bot reads comes in by a consumer, which is where it is read; what it says is a call like any other. */
    private static boolean isMessageToTelegram(Endpoint call) {
        return call.scheme().equals("telegram") && !call.consumes();
    }

    /** The breaker that guards an element; what stands in a breaker's fallback is not guarded by it. */
    private static Optional<Element> breaker(Element element) {
        List<Element> lineage = element.lineage().toList();
        for (int i = 1; i < lineage.size(); i++) {
            if (lineage.get(i).is("circuitBreaker") && !lineage.get(i - 1).is("onFallback")) {
                return Optional.of(lineage.get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean failsWhenOpen(Element breaker) {
        return YamlNodes.child(breaker.body(), "resilience4jConfiguration")
                .flatMap(configuration -> YamlNodes.text(configuration, "throwExceptionWhenHalfOpenOrOpenState"))
                .equals(Optional.of("true"));
    }
}

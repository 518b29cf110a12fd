package io.batteryexchange.trace;

import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * What one exchange goes through, from its first route to its last, with the parts of its splits: they work one after the other. Spans are made of it when it is
 * over, because it may learn in the middle which task it works on.
 */
final class ExchangeSteps {

    /** Of a longer exchange (a poll that found thousands of scooters) the rest is left out. */
    static final int LONGEST = 1000;
    private static final String PROPERTY = "tracedSteps";

    private final Deque<TracedStep> open = new ArrayDeque<>();
    private final List<TracedStep> over = new ArrayList<>();

    /** Null: the exchange is not traced. */
    static ExchangeSteps of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, ExchangeSteps.class);
    }

    static ExchangeSteps beginOn(Exchange exchange) {
        ExchangeSteps steps = new ExchangeSteps();
        exchange.setProperty(PROPERTY, steps);
        return steps;
    }

    TracedStep beginRoute(String routeId, SpanKind kind, Instant now) {
        TracedStep step = new TracedStep(routeId, kind, open.peek(), now);
        open.push(step);
        return step;
    }

    /** The step of the route that ends; what it left open inside is left out. Null: it is not open. */
    TracedStep endRoute(String routeId) {
        if (open.stream().noneMatch(step -> step.name().equals(routeId))) {
            return null;
        }
        TracedStep step = open.pop();
        while (!step.name().equals(routeId)) {
            step = open.pop();
        }
        return step;
    }

    /** A call inside of the innermost route. */
    TracedStep beginCall(String call, Instant now) {
        return new TracedStep(call, SpanKind.CLIENT, open.peek(), now);
    }

    /** The outermost step is always kept, so that the others hang together. */
    void keep(TracedStep step) {
        if (over.size() < LONGEST || open.isEmpty()) {
            over.add(step);
        } else {
            step.leaveOut();
        }
    }

    boolean areOver() {
        return open.isEmpty();
    }

    /** What spans are made of: all that belongs to an attempt, and of the rest what led to a call of a partner. Idle rounds of timers leave nothing. */
    List<TracedStep> worthTelling() {
        Set<String> called = over.stream().filter(step -> step.kind() == SpanKind.CLIENT).map(TracedStep::traceId).collect(Collectors.toSet());
        return over.stream().filter(step -> step.ofAttempt() || called.contains(step.traceId())).toList();
    }

    void forgetOn(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }
}

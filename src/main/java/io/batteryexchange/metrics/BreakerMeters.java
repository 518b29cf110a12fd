package io.batteryexchange.metrics;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whether this node calls a partner: {@code battery_exchange_breaker_state}, 1 for the state that the partner's circuit breaker has and 0 for the others. */
@Component
class BreakerMeters {

    private static final List<String> STATES = List.of("closed", "open", "half_open");

    BreakerMeters(List<CircuitBreaker> breakers, MeterRegistry meters) {
        breakers.forEach(breaker -> STATES.forEach(state -> Gauge.builder("battery.exchange.breaker.state", breaker, of -> state(of).equals(state) ? 1 : 0)
            .description("1: the circuit of the partner is in this state on this node").tag("partner", breaker.getName()).tag("state", state).register(meters)));
    }

    private static String state(CircuitBreaker breaker) {
        CircuitBreaker.State state = breaker.getState();
        if (Set.of(CircuitBreaker.State.OPEN, CircuitBreaker.State.FORCED_OPEN).contains(state)) {
            return "open";
        }
        return state == CircuitBreaker.State.HALF_OPEN ? "half_open" : "closed";
    }
}

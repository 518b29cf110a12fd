package io.batteryexchange.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which upstreams this node does not call at the moment. */
@Component("breakers")
public class OpenCircuits {

    private static final String CABINETS = "scooter-accumulator";

    private final List<CircuitBreaker> breakers;
    private final ObjectMapper json;
    private final Map<String, Instant> openSince = new ConcurrentHashMap<>();

    OpenCircuits(List<CircuitBreaker> breakers, ObjectMapper json, Clock clock) {
        this.breakers = breakers;
        this.json = json;
        breakers.forEach(breaker -> breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == CircuitBreaker.State.CLOSED) {
                openSince.remove(breaker.getName());
            } else {
                openSince.putIfAbsent(breaker.getName(), clock.instant());
            }
        }));
    }

    /** Nothing can be given out: the circuit of scooter-accumulator is open. */
    public boolean cabinetsAreDown() {
        return breakers.stream().anyMatch(breaker -> breaker.getName().equals(CABINETS) && breaker.getState() == CircuitBreaker.State.OPEN);
    }

    /** Since when the circuit of scooter-accumulator is not closed; empty: it is closed. */
    Optional<Instant> cabinetsDownSince() {
        return breakers.stream().anyMatch(breaker -> breaker.getName().equals(CABINETS) && breaker.getState() != CircuitBreaker.State.CLOSED)
            ? Optional.ofNullable(openSince.get(CABINETS)) : Optional.empty();
    }

    /** The names of the upstreams whose circuit is not closed, as a JSON array. */
    public String openCircuits() throws JsonProcessingException {
        return json.writeValueAsString(breakers.stream()
            .filter(breaker -> breaker.getState() != CircuitBreaker.State.CLOSED)
            .map(CircuitBreaker::getName).sorted().toList());
    }
}

package io.batteryexchange.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which upstreams this node does not call at the moment. */
@Component("breakers")
public class OpenCircuits {

    private final List<CircuitBreaker> breakers;
    private final ObjectMapper json;

    OpenCircuits(List<CircuitBreaker> breakers, ObjectMapper json) {
        this.breakers = breakers;
        this.json = json;
    }

    /** The names of the upstreams whose circuit is not closed, as a JSON array. */
    public String openCircuits() throws JsonProcessingException {
        return json.writeValueAsString(breakers.stream()
            .filter(breaker -> breaker.getState() != CircuitBreaker.State.CLOSED)
            .map(CircuitBreaker::getName).sorted().toList());
    }
}

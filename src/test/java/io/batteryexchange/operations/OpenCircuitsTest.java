package io.batteryexchange.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenCircuitsTest {

    private final CircuitBreaker cargo = CircuitBreaker.ofDefaults("cargo");
    private final CircuitBreaker cabinets = CircuitBreaker.ofDefaults("scooter-accumulator");
    private final CircuitBreaker fleet = CircuitBreaker.ofDefaults("scooter-backend");
    private final OpenCircuits circuits = new OpenCircuits(List.of(fleet, cabinets, cargo), new ObjectMapper(), Clock.systemUTC());

    @Test
    void namesWhatIsNotCalledNow() throws JsonProcessingException {
        assertThat(circuits.openCircuits()).isEqualTo("[]");

        cabinets.transitionToOpenState();
        cargo.transitionToOpenState();
        cargo.transitionToHalfOpenState();

        assertThat(circuits.openCircuits()).isEqualTo("[\"cargo\",\"scooter-accumulator\"]");
    }
}

package io.batteryexchange.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("upgrade")
class BreakersTest {

    private final Breakers breakers = new Breakers(Duration.ofMinutes(5));

    @Test
    void opensWhenHalfOfTheCallsFailed() {
        CircuitBreaker breaker = breakers.cargo();
        for (int i = 0; i < 5; i++) {
            breaker.onSuccess(1, TimeUnit.MILLISECONDS);
            breaker.onError(1, TimeUnit.MILLISECONDS, new IOException("reset"));
        }

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(breaker.tryAcquirePermission()).isFalse();
    }

    @Test
    void staysClosedAfterAFewFailuresOnly() {
        CircuitBreaker breaker = breakers.cargo();
        for (int i = 0; i < 9; i++) {
            breaker.onError(1, TimeUnit.MILLISECONDS, new IOException("reset"));
        }

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void oneUpstreamDoesNotOpenTheBreakerOfAnother() {
        CircuitBreaker cabinets = breakers.scooterAccumulator();
        cabinets.transitionToOpenState();

        assertThat(breakers.scooterBackend().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(breakers.cargo().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void letsThreeCallsTryAfterThePause() {
        CircuitBreaker breaker = breakers.cargo();
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();

        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(breaker.tryAcquirePermission()).isFalse();
    }

    @Test
    void staysOpenAsLongAsTheSettingSays() {
        assertThat(breakers.cargo().getCircuitBreakerConfig().getWaitIntervalFunctionInOpenState().apply(1)).isEqualTo(Duration.ofMinutes(5).toMillis());
    }
}

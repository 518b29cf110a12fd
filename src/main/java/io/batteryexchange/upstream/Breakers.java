package io.batteryexchange.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One circuit breaker per upstream, shared by all its calls: opens when half of the last 20 calls (at least 10) failed, stays open for {@code breaker.open},
 * then lets three calls try. Refusals (4xx) are answers and don't count.
 */
@Configuration(value = "breakerSettings", proxyBeanMethods = false)
class Breakers {

    private final CircuitBreakerConfig settings;

    Breakers(@Value("${breaker.open}") Duration open) {
        this.settings = CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(open)
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .permittedNumberOfCallsInHalfOpenState(3)
            .build();
    }

    @Bean("scooter-backend-breaker")
    CircuitBreaker scooterBackend() {
        return CircuitBreaker.of("scooter-backend", settings);
    }

    @Bean("scooter-accumulator-breaker")
    CircuitBreaker scooterAccumulator() {
        return CircuitBreaker.of("scooter-accumulator", settings);
    }

    @Bean("telegram-breaker")
    CircuitBreaker telegram() {
        return CircuitBreaker.of("telegram", settings);
    }

    @Bean("cargo-breaker")
    CircuitBreaker cargo() {
        return CircuitBreaker.of("cargo", settings);
    }
}

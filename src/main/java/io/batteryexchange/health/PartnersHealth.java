package io.batteryexchange.health;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Group {@code partners} of the health endpoint, for operators: a partner is DOWN on this node while its circuit is not closed. No probe looks at it. */
@Configuration(proxyBeanMethods = false)
class PartnersHealth {

    @Bean("partnersHealthContributor")
    CompositeHealthContributor partners(List<CircuitBreaker> breakers) {
        Map<String, HealthContributor> partners = breakers.stream()
            .collect(Collectors.toMap(CircuitBreaker::getName, breaker -> (HealthIndicator) () -> health(breaker)));
        return CompositeHealthContributor.fromMap(partners);
    }

    private static Health health(CircuitBreaker breaker) {
        CircuitBreaker.State state = breaker.getState();
        return (state == CircuitBreaker.State.CLOSED ? Health.up() : Health.down()).withDetail("circuit", state.name().toLowerCase(Locale.ROOT)).build();
    }
}

package io.batteryexchange.routes.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The units that {@link BreakerUnitsCheck} holds Camel to have: a newer Camel, which reads milliseconds, must fail here first. */
@Tag("upgrade")
class CamelBreakerUnitsTest {

    @Test
    void readsTheWaitOfAnOpenBreakerAsSeconds() throws Exception {
        assertThat(waitOfOpenBreaker("30").getCircuitBreakerWaitDurationInOpenState()).isEqualTo(30);
    }

    @Test
    void doesNotStartWithAUnit() {
        assertThatThrownBy(() -> waitOfOpenBreaker("30s")).hasRootCauseInstanceOf(NumberFormatException.class);
    }

    private static ResilienceProcessor waitOfOpenBreaker(String wait) throws Exception {
        AtomicReference<ResilienceProcessor> breaker = new AtomicReference<>();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("breaker.yaml", """
                    - route:
                        id: call
                        from:
                          uri: direct:call
                          steps:
                            - circuitBreaker:
                                id: breaker
                                resilience4jConfiguration:
                                  waitDurationInOpenState: %s
                                steps:
                                  - stop: {}
                    """.formatted(wait)));
            camel.start();
            breaker.set(camel.getProcessor("breaker", ResilienceProcessor.class));
            assertThat(breaker.get()).isNotNull();
            return breaker.get();
        }
    }
}

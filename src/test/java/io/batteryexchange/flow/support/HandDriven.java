package io.batteryexchange.flow.support;

import io.batteryexchange.routes.coverage.StepCounter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the flow tests add to the bundle's context. Without a stereotype: the bundle's component scan sees the test classes too. */
public class HandDriven {

    /** A permit for each task that the workers are through with. */
    private final Semaphore worked = new Semaphore(0);

    @Bean
    Bundle bundle(CamelContext camel, ProducerTemplate send, List<CircuitBreaker> breakers) {
        return new Bundle(camel, send, breakers, worked);
    }

    @Bean
    RoutePolicyFactory countWorked() {
        return (camel, routeId, definition) -> !routeId.equals("work-task") ? null : new RoutePolicySupport() {
            @Override
            public void onExchangeDone(Route route, Exchange exchange) {
                worked.release();
            }
        };
    }

    /** For the coverage of the routes; not where requests are random, since what they reach today they may miss tomorrow. */
    @Bean
    @ConditionalOnProperty(name = "flow.counted", matchIfMissing = true)
    StepCounter stepCounter() {
        return new StepCounter();
    }

    @Bean
    Rows rows(JdbcClient jdbc) {
        return new Rows(jdbc);
    }

    @Bean
    CamelContextConfiguration timersTakenAway(Bundle bundle) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                // nothing: the routes are not there yet
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                try {
                    bundle.takeTimersAway();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }
}

package io.batteryexchange.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route that fails, one that handles its failure and one that does neither are told apart. */
class RouteMetersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        camel.addRoutePolicyFactory(new RouteMeters(meters));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:cargo-claim-info-try").routeId("cargo-claim-info-try").setBody(constant("done"));
                from("direct:well").routeId("well").setBody(constant("done"));
                from("direct:fails").routeId("fails").throwException(new IllegalStateException("broken"));
                from("direct:handles").routeId("handles").onException(IllegalStateException.class).handled(true).end().throwException(new IllegalStateException("broken"));
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void eachPassThroughARouteIsCountedAndTimed() {
        for (String route : new String[] {"well", "well", "fails", "handles"}) {
            camel.createFluentProducerTemplate().to("direct:" + route).send();
        }

        assertThat(counted("well")).containsExactly(2, 0, 0);
        assertThat(counted("fails")).containsExactly(1, 1, 0);
        assertThat(counted("handles")).containsExactly(1, 0, 1);
        assertThat(meters.get("camel.route.policy").tag("routeId", "well").timer().count()).isEqualTo(2);
    }

    @Test
    void partsOfAPartnersCallHaveNoSeries() {
        camel.createFluentProducerTemplate().to("direct:cargo-claim-info-try").send();

        assertThat(meters.find("camel.exchanges.total").tag("routeId", "cargo-claim-info-try").meters()).isEmpty();
    }

    /** All, failed, those whose failure was handled. */
    private double[] counted(String route) {
        return new double[] {meters.get("camel.exchanges.total").tag("routeId", route).functionCounter().count(), count("failed", route), count("failures.handled", route)};
    }

    private double count(String name, String route) {
        return meters.get("camel.exchanges." + name).tag("routeId", route).counter().count();
    }
}

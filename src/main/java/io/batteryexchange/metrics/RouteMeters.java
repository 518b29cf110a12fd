package io.batteryexchange.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/**
 * The numbers and times of each route, under the names and tags that camel-micrometer gives them. Its own policy looks its five meters up, and makes a name for the
 * start of its clock, at each pass through a route: a tenth of what a call of the courier API costs, which goes through a dozen.
 *
 * <p>The two routes that each call of a partner goes through besides its own, {@code …-wire} and {@code …-try}, have none.
 */
@Component
class RouteMeters implements RoutePolicyFactory {

    private static final Pattern PART_OF_CALL = Pattern.compile(".+-(?:wire|try)");

    private final MeterRegistry meters;

    RouteMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        if (PART_OF_CALL.matcher(routeId).matches()) {
            return null;
        }
        return new OneRoute(meters, Tags.of("camelContext", camel.getName(), "eventType", "route", "kind", "CamelRoute", "routeId", routeId), routeId);
    }

    private static final class OneRoute extends RoutePolicySupport {

        private final Timer time;
        private final Counter failed;
        private final Counter failuresHandled;
        private final String began;

        private OneRoute(MeterRegistry meters, Tags tags, String routeId) {
            this.time = Timer.builder("camel.route.policy").tags(tags).description("Route performance metrics").register(meters);
            FunctionCounter.builder("camel.exchanges.total", time, Timer::count).tags(tags).description("Exchanges that went through the route").register(meters);
            this.failed = Counter.builder("camel.exchanges.failed").tags(tags).description("Those that ended with an error").register(meters);
            this.failuresHandled = Counter.builder("camel.exchanges.failures.handled").tags(tags).description("Those whose error was handled").register(meters);
            this.began = "began " + routeId;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            exchange.setProperty(began, System.nanoTime());
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            if (exchange.removeProperty(began) instanceof Long since) {
                time.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
            }
            if (exchange.isFailed()) {
                failed.increment();
            } else if (ExchangeHelper.isFailureHandled(exchange)) {
                failuresHandled.increment();
            }
        }
    }
}

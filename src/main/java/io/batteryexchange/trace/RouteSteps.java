package io.batteryexchange.trace;

import io.batteryexchange.clock.DatabaseClock;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/**
 * Makes a step of every route that an exchange goes through; of routes of group {@code upstream} their call is one ({@link TaskTraces}), and those that Camel makes of a
 * contract have no name that says anything. Without an exporter nothing is done.
 */
@Component
public class RouteSteps implements RoutePolicyFactory {

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private final SpanExport export;
    private final DatabaseClock clock;

    RouteSteps(SpanExport export, DatabaseClock clock) {
        this.export = export;
        this.clock = clock;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        if (!export.isOn()) {
            return null;
        }
        boolean unwanted = route instanceof RouteDefinition definition && ("upstream".equals(definition.getGroup()) || Boolean.TRUE.equals(definition.isRest()));
        return unwanted ? null : new OneRoute();
    }

    private void begin(Route route, Exchange exchange) {
        ExchangeSteps steps = ExchangeSteps.of(exchange);
        boolean outermost = steps == null || !isOf("direct", route.getEndpoint()); // a queue hands the properties of another exchange on
        if (outermost) {
            steps = ExchangeSteps.beginOn(exchange);
            TaskTraces.newOwnTraceId(exchange);
        }
        boolean request = outermost && (isOf("rest-openapi", exchange.getFromEndpoint()) || isOf("platform-http", exchange.getFromEndpoint()));
        TracedStep step = steps.beginRoute(route.getRouteId(), request ? SpanKind.SERVER : SpanKind.INTERNAL, clock.known());
        if (request) {
            step.linkedTo(callersSpan(exchange));
        }
    }

    private static boolean isOf(String component, Endpoint endpoint) {
        return endpoint != null && endpoint.getEndpointUri().startsWith(component + ":");
    }

    private void end(Route route, Exchange exchange) {
        ExchangeSteps steps = ExchangeSteps.of(exchange);
        TracedStep step = steps == null ? null : steps.endRoute(route.getRouteId());
        if (step == null) {
            return;
        }
        step.belongsTo(AttemptTrace.of(exchange), TaskTraces.ownTraceId(exchange));
        AttributesBuilder attributes = TaskTraces.about(exchange);
        Integer status = step.kind() == SpanKind.SERVER ? exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class) : null;
        if (status != null) {
            attributes.put("http.response.status_code", status);
        }
        Throwable failure = exchange.getException();
        if (failure != null) {
            attributes.put("error.type", failure.getClass().getSimpleName());
        }
        step.end(attributes.build(), failure != null || status != null && status >= 500);
        steps.keep(step);
        if (steps.areOver()) {
            steps.forgetOn(exchange);
            export.make(steps.worthTelling());
        }
    }

    /** The span that a caller says he is in: linked, never taken as our parent, as he may say what he likes. */
    private static SpanContext callersSpan(Exchange exchange) {
        Matcher sent = TRACEPARENT.matcher(exchange.getMessage().getHeader("traceparent", "", String.class));
        if (!sent.matches()) {
            return null;
        }
        SpanContext caller = SpanContext.createFromRemoteParent(sent.group(1), sent.group(2), TraceFlags.fromHex(sent.group(3), 0), TraceState.getDefault());
        return caller.isValid() ? caller : null;
    }

    private final class OneRoute extends RoutePolicySupport {

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            begin(route, exchange);
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            end(route, exchange);
        }
    }
}

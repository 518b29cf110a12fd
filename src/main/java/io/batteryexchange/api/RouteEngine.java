package io.batteryexchange.api;

import io.batteryexchange.clock.DeadlineWatch;
import io.batteryexchange.settings.BundleSettings.Calls;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Serves the APIs' routes: {@link RouteRequests}. Camel looks for it by its name. */
@Component("platform-http-engine")
class RouteEngine extends SpringBootPlatformHttpEngine {

    private final RouteMapping mapping;
    private final RouteTurns turns;
    private final DeadlineWatch deadlines;
    private final Calls settings;
    private final ApiErrors errors;

    RouteEngine(@Value("${server.port}") int port, RouteMapping mapping, RouteTurns turns, DeadlineWatch deadlines, Calls settings, ApiErrors errors) {
        super(port);
        this.mapping = mapping;
        this.turns = turns;
        this.deadlines = deadlines;
        this.settings = settings;
        this.errors = errors;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor route) {
        return new RouteRequests(endpoint, route, mapping, turns, deadlines, settings.longest(), errors);
    }
}

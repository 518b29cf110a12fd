package io.batteryexchange.api;

import io.batteryexchange.clock.DeadlineWatch;
import io.batteryexchange.settings.BundleSettings.Calls;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Serves the APIs' routes: {@link RouteRequests}. Camel looks for it by its name. */
@Component("platform-http-engine")
class RouteEngine extends SpringBootPlatformHttpEngine {

    private static final int REFUSING = 4;

    private final RouteMapping mapping;
    private final RouteTurns turns;
    private final DeadlineWatch deadlines;
    private final Calls settings;
    private final ApiErrors errors;
    private final ThreadPoolExecutor refusals = new ThreadPoolExecutor(REFUSING, REFUSING, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
        Thread thread = new Thread(work, "refusals");
        thread.setDaemon(true);
        return thread;
    });

    RouteEngine(@Value("${server.port}") int port, RouteMapping mapping, RouteTurns turns, DeadlineWatch deadlines, Calls settings, ApiErrors errors) {
        super(port);
        this.mapping = mapping;
        this.turns = turns;
        this.deadlines = deadlines;
        this.settings = settings;
        this.errors = errors;
        refusals.allowCoreThreadTimeOut(true);
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor route) {
        return new RouteRequests(endpoint, route, mapping, turns, deadlines, refusals, settings.longest(), errors);
    }
}

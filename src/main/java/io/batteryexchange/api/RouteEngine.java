package io.batteryexchange.api;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Serves the APIs' routes: {@link RouteRequests}. Camel looks for it by its name. */
@Component("platform-http-engine")
class RouteEngine extends SpringBootPlatformHttpEngine {

    private final Executor threads;
    private final Duration longest;
    private final ApiErrors errors;

    RouteEngine(@Value("${server.port}") int port, @Qualifier("applicationTaskExecutor") Executor threads, @Value("${spring.mvc.async.request-timeout}") Duration longest, ApiErrors errors) {
        super(port, threads);
        this.threads = threads;
        this.longest = longest;
        this.errors = errors;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor route) {
        return new RouteRequests(endpoint, route, threads, longest, errors);
    }
}

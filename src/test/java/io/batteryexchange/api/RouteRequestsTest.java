package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A request is answered once, by its route or, where that can't be in time, with 503. */
class RouteRequestsTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/x");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final List<Runnable> waiting = new ArrayList<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private int routed;

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void theRoutesAnswerIsAllOfIt() {
        serve(Runnable::run);

        assertThat(routed).isEqualTo(1);
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsByteArray()).isEqualTo("routed".getBytes(StandardCharsets.UTF_8));
        assertThat(request.isAsyncStarted()).as("handed back to nobody").isFalse();
    }

    @Test
    void whomNoThreadTakesIsToldToComeBack() {
        serve(call -> {
            throw new RejectedExecutionException("full");
        });

        isToldToComeBack();
        assertThat(routed).isZero();
    }

    @Test
    void whoHasWaitedTooLongIsToldToComeBackAndNotServedAfterwards() throws IOException {
        serve(waiting::add);
        MockAsyncContext open = (MockAsyncContext) request.getAsyncContext();
        for (AsyncListener listener : List.copyOf(open.getListeners())) {
            listener.onTimeout(new AsyncEvent(open));
        }

        waiting.forEach(Runnable::run);

        isToldToComeBack();
        assertThat(routed).isZero();
    }

    private void isToldToComeBack() {
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8)).contains("service_unavailable");
        assertThat(request.isAsyncStarted()).isFalse();
    }

    private void serve(Executor threads) {
        request.setAsyncSupported(true);
        RouteEngine engine = new RouteEngine(0, threads, Duration.ofSeconds(30), new ApiErrors(new ObjectMapper(), new Texts()));
        camel.getRegistry().bind("platform-http-engine", engine);
        camel.start();
        PluginHelper.getUnitOfWorkFactory(camel).afterPropertiesConfigured(camel); // as a route does
        RouteRequests requests = (RouteRequests) engine.createConsumer(camel.getEndpoint("platform-http:/x", PlatformHttpEndpoint.class), exchange -> {
            routed++;
            exchange.getMessage().setBody("routed");
        });

        assertThat(requests.service(request, response)).isNull();
    }
}

package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.clock.DeadlineWatch;
import io.batteryexchange.settings.BundleSettings.Calls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A request is answered once, by its route or, where that can't be in time, with 503. */
@Tag("upgrade")
class RouteRequestsTest {

    private MockHttpServletRequest request = new MockHttpServletRequest("GET", "/x");
    private MockHttpServletResponse response = new MockHttpServletResponse();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final DeadlineWatch deadlines = new DeadlineWatch();
    private Duration longest = Duration.ofSeconds(30);
    private Processor route = exchange -> exchange.getMessage().setBody("routed");
    private int routed;

    @AfterEach
    void stop() {
        camel.stop();
        deadlines.destroy();
    }

    @Test
    void theRoutesAnswerIsAllOfIt() {
        serve(turns(1));

        assertThat(routed).isEqualTo(1);
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsByteArray()).isEqualTo("routed".getBytes(StandardCharsets.UTF_8));
        assertThat(request.isAsyncStarted()).as("handed over to nobody").isFalse();
    }

    @Test
    void aRequestOfTheContractsGoesToTheRouteOfItsOperation() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:show-it").setBody(simple("${header.id}: Ячейка"));
            }
        });
        request = new MockHttpServletRequest("GET", "/x/7");

        serve(turns(1), new CheckedRequest(request, "show-it", Map.of("id", "7"), Map.of(), new byte[0]));

        assertThat(routed).isZero();
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8)).isEqualTo("7: Ячейка");
    }

    @Test
    void whoHasWaitedTooLongIsToldToComeBackAndNotServedAfterwards() {
        longest = Duration.ofMillis(300);
        RouteTurns turns = turns(1);
        turns.run(() -> serve(turns)); // there is no room while this one is served

        isToldToComeBack();
        assertThat(routed).isZero();
    }

    @Test
    void whatARouteAnswersTooLateIsThrownAway() {
        longest = Duration.ofMillis(1);
        route = exchange -> {
            Awaitility.await().untilAsserted(this::isToldToComeBack);
            exchange.getMessage().setBody("too late");
            exchange.getMessage().setHeader("X-Late", "1");
        };

        serve(turns(1));

        assertThat(routed).isEqualTo(1);
        isToldToComeBack();
        assertThat(response.getHeader("X-Late")).isNull();
    }

    @Test
    void aCallerWhoDoesNotReadHisRefusalHoldsUpNobodyElsesDeadline() {
        CountDownLatch refused = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        response = new MockHttpServletResponse() {
            @Override
            public void setStatus(int status) {
                refused.countDown();
                await(read);
                super.setStatus(status);
            }
        };
        longest = Duration.ofMillis(1);
        route = exchange -> {
            await(refused);
            deadlines.in(Duration.ZERO, other::countDown);
            await(other);
            read.countDown();
        };

        serve(turns(1));

        assertThat(other.getCount()).isZero();
        assertThat(response.getStatus()).isEqualTo(503);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRequestThatCannotBeServedIsAnswered() {
        request = new MockHttpServletRequest("GET", "/x") {
            @Override
            public String getContentType() {
                throw new IllegalStateException("cannot be read");
            }
        };

        serve(turns(1));

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8)).contains("internal_error").doesNotContain("cannot be read");
    }

    private void isToldToComeBack() {
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8)).contains("service_unavailable").endsWith("}");
        assertThat(request.isAsyncStarted()).isFalse();
    }

    private RouteTurns turns(int atOnce) {
        return new RouteTurns(new Calls(atOnce, 1, longest), new SimpleMeterRegistry());
    }

    private void serve(RouteTurns turns) {
        serve(turns, request);
    }

    private void serve(RouteTurns turns, HttpServletRequest asked) {
        request.setAsyncSupported(true);
        RouteEngine engine = new RouteEngine(0, new RouteMapping(), turns, deadlines, new Calls(1, 1, longest), new ApiErrors(new ObjectMapper(), new Texts()));
        camel.getRegistry().bind("platform-http-engine", engine);
        camel.start();
        PluginHelper.getUnitOfWorkFactory(camel).afterPropertiesConfigured(camel); // as a route does
        RouteRequests requests = (RouteRequests) engine.createConsumer(camel.getEndpoint("platform-http:/x", PlatformHttpEndpoint.class), exchange -> {
            routed++;
            route.process(exchange);
        });

        assertThat(requests.service(asked, response)).isNull();
    }
}

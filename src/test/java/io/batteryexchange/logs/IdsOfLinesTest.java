package io.batteryexchange.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.TestExchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class IdsOfLinesTest {

    private final List<Map<String, String>> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void leaveTheThreadClean() {
        MDC.clear();
    }

    @Test
    void aStepHasTheIdsOfItsExchangeAndNothingIsLeftBehind() throws Exception {
        step(this::look).process(TestExchange.with("task_id", "task-1", "claim_id", "claim-1", "performer_id", "courier-5", "caller", "ivanova", "state", "booked"));

        assertThat(seen).containsExactly(Map.of("task_id", "task-1", "claim_id", "claim-1", "performer_id", "courier-5", "caller", "ivanova"));
        assertThat(here()).isEmpty();
    }

    @Test
    void theClaimThatACallerNamesCountsUntilOursIsFound() throws Exception {
        step(this::look).process(TestExchange.with("cargo_ref_id", "claim-of-nobody"));
        step(this::look).process(TestExchange.with("cargo_ref_id", "claim-1", "claim_id", "claim-2"));

        assertThat(seen).containsExactly(Map.of("claim_id", "claim-of-nobody"), Map.of("claim_id", "claim-2"));
    }

    @Test
    void aStepThatFailsLeavesNothingBehind() throws Exception {
        Exchange exchange = TestExchange.with("task_id", "task-1");

        step(in -> {
            throw new IllegalStateException("failed");
        }).process(exchange, done -> { });

        assertThat(exchange.getException()).hasMessage("failed");
        assertThat(here()).isEmpty();
    }

    @Test
    void aStepInsideAStepHasItsOwnIdsAndGivesTheOthersBack() throws Exception {
        MDC.put("traceId", "of-somebody-else");
        Processor inner = step(this::look);

        step(exchange -> {
            inner.process(TestExchange.with("task_id", "task-2"));
            look(exchange);
        }).process(TestExchange.with("task_id", "task-1", "caller", "ivanova"));

        assertThat(seen).containsExactly(Map.of("task_id", "task-2", "traceId", "of-somebody-else"),
            Map.of("task_id", "task-1", "caller", "ivanova", "traceId", "of-somebody-else"));
        assertThat(here()).containsOnlyKeys("traceId");
    }

    /** A delayed step goes on in a thread of a pool, which goes on to other exchanges. */
    @Test
    void aThreadThatTakesAnExchangeOverHasItsIdsAndKeepsNone() throws Exception {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getCamelContextExtension().addInterceptStrategy(new IdsOfLines());
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:start").process(IdsOfLinesTest.this::look).delay(1).asyncDelayed().executorService(thread).process(IdsOfLinesTest.this::look);
                }
            });
            camel.start();
            camel.createProducerTemplate().asyncSend("direct:start", exchange -> exchange.setVariable("task_id", "task-1")).get(10, TimeUnit.SECONDS);

            assertThat(thread.submit(IdsOfLinesTest::here).get(10, TimeUnit.SECONDS)).isEmpty();
        } finally {
            thread.shutdownNow();
        }
        assertThat(seen).containsExactly(Map.of("task_id", "task-1"), Map.of("task_id", "task-1"));
        assertThat(here()).isEmpty();
    }

    private void look(Exchange exchange) {
        seen.add(here());
    }

    private static Map<String, String> here() {
        Map<String, String> ids = MDC.getCopyOfContextMap();
        return ids == null ? Map.of() : new HashMap<>(ids);
    }

    private static AsyncProcessor step(Processor target) {
        return (AsyncProcessor) new IdsOfLines().wrapProcessorInInterceptors(null, null, target, null);
    }
}

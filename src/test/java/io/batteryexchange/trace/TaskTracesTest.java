package io.batteryexchange.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.TestExchange;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class TaskTracesTest {

    private static final String TASK = "01a20a2e-630e-7a74-9ae5-2bcf03a2d9bf";

    private final TaskTraces traces = TestTraces.off();

    /** {@code printf %s 01a20a2e-630e-7a74-9ae5-2bcf03a2d9bf-1 | sha256sum}. */
    @Test
    void anyoneCanTellTheTraceOfAnAttempt() {
        assertThat(AttemptTrace.of(TASK, 1)).isEqualTo(new AttemptTrace("bfc42b9fc58bec9c1cf03a35045115c3", "f2c1e924dbee645b"));
    }

    @Test
    void callsOfOneAttemptShareATraceInWhateverExchange() {
        String first = call(TestExchange.with("task_id", TASK, "attempt", 1));
        String second = call(TestExchange.with("task_id", TASK, "attempt", 1L));

        assertThat(first).startsWith("00-bfc42b9fc58bec9c1cf03a35045115c3-").endsWith("-01");
        assertThat(second).startsWith("00-bfc42b9fc58bec9c1cf03a35045115c3-").isNotEqualTo(first);
    }

    @Test
    void theNextAttemptIsAnotherTrace() {
        assertThat(call(TestExchange.with("task_id", TASK, "attempt", 2))).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").doesNotContain("bfc42b9fc58bec9c1cf03a35045115c3");
    }

    @Test
    void anExchangeThatLearnsOfItsTaskGoesOnInTheAttemptsTrace() {
        Exchange exchange = TestExchange.with();
        String before = call(exchange);
        exchange.setVariable("task_id", TASK);
        assertThat(call(exchange)).as("a task id alone may be anybody's word").startsWith(before.substring(0, 35));

        exchange.setVariable("attempt", 1);

        assertThat(before).doesNotContain("bfc42b9fc58bec9c1cf03a35045115c3");
        assertThat(call(exchange)).startsWith("00-bfc42b9fc58bec9c1cf03a35045115c3-");
    }

    private String call(Exchange exchange) {
        traces.callBegins("cargo claims/info", exchange);
        return traces.traceparent(exchange);
    }
}

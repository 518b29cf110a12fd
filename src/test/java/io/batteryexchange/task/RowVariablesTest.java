package io.batteryexchange.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.support.TestExchange;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.junit.jupiter.api.Test;

class RowVariablesTest {

    private final RowVariables row = new RowVariables();

    @Test
    void everyColumnBecomesAVariable() throws InvalidPayloadException {
        Exchange exchange = TestExchange.with();
        exchange.getMessage().setBody(Map.of("task_id", "task-1", "lease_no", 3L, "b_closed", true));

        row.toVariables(exchange);

        assertThat(exchange.getVariables()).containsExactlyInAnyOrderEntriesOf(Map.of("task_id", "task-1", "lease_no", 3L, "b_closed", true));
    }

    @Test
    void aNullColumnForgetsTheValueOfTheRowBefore() throws InvalidPayloadException {
        Exchange exchange = TestExchange.with("performer_id", "courier-of-another-task", "kept", "yes");
        Map<String, Object> columns = new HashMap<>();
        columns.put("performer_id", null);
        exchange.getMessage().setBody(columns);

        row.toVariables(exchange);

        assertThat(exchange.getVariables()).containsOnlyKeys("kept");
    }

    @Test
    void noRowIsAFaultAndNotAnEmptyTask() {
        assertThatThrownBy(() -> row.toVariables(TestExchange.with())).isInstanceOf(InvalidPayloadException.class);
    }
}

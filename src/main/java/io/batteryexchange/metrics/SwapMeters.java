package io.batteryexchange.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.operations.OperatorTasks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.springframework.stereotype.Component;

/**
 * Tasks that this node ended, by outcome ({@code battery_exchange_tasks_ended_total}), and how long the stages of a swap took ({@code battery_exchange_stage_seconds}, by
 * stage: those of {@code routes/sql/figures.sql}). Counted once the end is saved; a node that dies in between counts one less.
 */
@Component("swapMeters")
public class SwapMeters {

    /** In the order of a swap's life. */
    static final List<String> STAGES = List.of("ordered", "courier_found", "at_cabinet", "picked_up", "at_scooter", "swapped", "returned", "total");
    /** Those that an operator may name as well, and those that planning and cancellations alone give. */
    static final List<String> OUTCOMES = Stream.concat(OperatorTasks.OUTCOMES.stream(), Stream.of("not_needed", "superseded", "cancelled")).toList();
    /** From a courier who is at the door to a scooter that waited for half a day. */
    private static final Duration[] BOUNDS = {Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5),
        Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(4), Duration.ofHours(12)};

    private final MeterRegistry meters;
    private final ObjectMapper json;

    SwapMeters(MeterRegistry meters, ObjectMapper json) {
        this.meters = meters;
        this.json = json;
        OUTCOMES.forEach(this::ended); // there from the start with 0: a counter that begins with 1 tells no increase
        STAGES.forEach(this::stage);
    }

    /** A task ended with variable {@code outcome}. */
    public void ended(Exchange exchange) {
        ended(exchange.getVariable("outcome", "cancelled", String.class)).increment();
    }

    /** A claim came to its end: the row of {@code finish-task.sql} in the body. Only a swap that was done has stages. */
    public void done(Exchange exchange) throws InvalidPayloadException, JsonProcessingException {
        Map<?, ?> row = exchange.getMessage().getMandatoryBody(Map.class);
        ended(row.get("outcome").toString()).increment();
        if ("swapped".equals(row.get("outcome"))) {
            JsonNode stages = json.readTree(row.get("stages").toString());
            stages.properties().forEach(each -> stage(each.getKey()).record((long) (each.getValue().asDouble() * 1000), TimeUnit.MILLISECONDS));
        }
    }

    private Counter ended(String outcome) {
        return Counter.builder("battery.exchange.tasks.ended").description("Tasks that this node ended").tag("outcome", outcome).register(meters);
    }

    private Timer stage(String stage) {
        return Timer.builder("battery.exchange.stage").description("How long a stage of a swap took").tag("stage", stage).serviceLevelObjectives(BOUNDS).register(meters);
    }
}

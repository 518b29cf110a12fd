package io.batteryexchange.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The gauges of what is in the database ({@code config/prometheus/README.md}): they show the last reading of route {@code read-metrics}, whoever scrapes how often, also
 * while the database is away; {@code battery_exchange_reading_age_seconds} tells how old it is. Until the first reading they are NaN. Every node shows the same.
 */
@Component("workMeters")
public class WorkMeters {

    /** Shown with 0 where no task is in them (contracts, operator-api: all states but the ends). */
    static final List<String> OPEN_STATES = List.of("new", "planning", "booked", "claim_created", "approved", "performer_found", "at_cabinet", "to_scooter",
        "at_scooter", "to_return", "at_return", "waiting", "parked", "attention");

    private final ObjectMapper json;
    private final LongSupplier monotonic;
    private final MultiGauge tasks;
    private final MultiGauge oldest;
    private final MultiGauge pollers;
    private final MultiGauge stock;
    private volatile JsonNode last = MissingNode.getInstance();
    private volatile long takenAt;

    @Autowired
    WorkMeters(MeterRegistry meters, ObjectMapper json) {
        this(meters, json, System::nanoTime);
    }

    WorkMeters(MeterRegistry meters, ObjectMapper json, LongSupplier monotonic) {
        this.json = json;
        this.monotonic = monotonic;
        this.takenAt = monotonic.getAsLong();
        this.tasks = MultiGauge.builder("battery.exchange.tasks.open").description("Open tasks").register(meters);
        this.oldest = MultiGauge.builder("battery.exchange.task.oldest.age").description("Since when the oldest open task is there").baseUnit("seconds").register(meters);
        this.pollers = MultiGauge.builder("battery.exchange.poller.lag").description("Since when a reader of another system has not read to the end").baseUnit("seconds").register(meters);
        this.stock = MultiGauge.builder("battery.exchange.stock.available").description("Accumulators that can be booked").register(meters);
        gauge(meters, "battery.exchange.tasks.due", "Tasks that have something to do and no worker", null, "tasks_due");
        gauge(meters, "battery.exchange.events.to.handle", "Claim events that were taken and are not handled", null, "events");
        gauge(meters, "battery.exchange.event.oldest.age", "Since when the oldest of them is there", "seconds", "event_oldest_s");
        gauge(meters, "battery.exchange.ambiguities.open", "Calls whose outcome is not known", null, "ambiguities");
        gauge(meters, "battery.exchange.ambiguity.oldest.age", "Since when the oldest of them is not known", "seconds", "ambiguity_oldest_s");
        gauge(meters, "battery.exchange.cells.open", "Cells that were opened for a courier who stands at the cabinet", null, "cells_open");
        gauge(meters, "battery.exchange.hand.overs.untold", "Hand-overs of storekeepers that scooter-accumulator does not know yet", null, "hand_overs_untold");
        gauge(meters, "battery.exchange.manual.mode.scopes", "Scopes in manual mode: all, or stores", null, "manual_mode");
        Gauge.builder("battery.exchange.reading.age", this, WorkMeters::ageSeconds).description("How old these numbers are").baseUnit("seconds").register(meters);
    }

    /** Takes the answer of {@code routes/sql/metrics.sql}. */
    public void take(String reading) throws JsonProcessingException {
        JsonNode taken = json.readTree(reading);
        last = taken;
        takenAt = monotonic.getAsLong();
        Set<String> states = new TreeSet<>(OPEN_STATES);
        taken.path("tasks").fieldNames().forEachRemaining(states::add);
        // Rows that are there stay, and look into the last reading: a scrape in between misses none.
        tasks.register(rows(states, "state", state -> of -> of.path("tasks").path(state).path("count").asDouble(0)), false);
        oldest.register(rows(states, "state", state -> of -> of.path("tasks").path(state).path("oldest_s").asDouble(0)), false);
        Set<String> readers = new TreeSet<>();
        taken.path("pollers").fieldNames().forEachRemaining(readers::add);
        pollers.register(rows(readers, "poller", poller -> of -> of.path("pollers").path(poller).asDouble(Double.NaN)), false);
        List<MultiGauge.Row<?>> cabinets = new ArrayList<>();
        taken.path("stock").properties().forEach(cabinet -> cabinets.add(row(Tags.of("store_id", cabinet.getValue().path("store_id").asText(), "cabinet_id", cabinet.getKey()),
            of -> of.path("stock").path(cabinet.getKey()).path("available").asDouble(Double.NaN))));
        stock.register(cabinets, false);
    }

    private void gauge(MeterRegistry meters, String name, String description, String unit, String field) {
        Gauge.builder(name, this, work -> work.last.path(field).asDouble(Double.NaN)).description(description).baseUnit(unit).register(meters);
    }

    private List<MultiGauge.Row<?>> rows(Set<String> keys, String tag, Function<String, ToDoubleFunction<JsonNode>> value) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        keys.forEach(key -> rows.add(row(Tags.of(tag, key), value.apply(key))));
        return rows;
    }

    private MultiGauge.Row<?> row(Tags tags, ToDoubleFunction<JsonNode> value) {
        return MultiGauge.Row.of(tags, this, work -> value.applyAsDouble(work.last));
    }

    private double ageSeconds() {
        return (monotonic.getAsLong() - takenAt) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}

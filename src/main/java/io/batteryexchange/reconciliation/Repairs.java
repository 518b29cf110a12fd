package io.batteryexchange.reconciliation;

import io.batteryexchange.timeline.TimelineEntries;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * What a round of reconciliation mended: variable {@code repairs}, a list of maps with {@code what} and, where they have a value, {@code task_id},
 * {@code car_id}, {@code book_id}, {@code cabinet_id}; and counter {@code battery_exchange_repairs_total}, tag {@code kind}.
 */
@Component("repairs")
public class Repairs {

    private final MeterRegistry meters;

    Repairs(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Begins a round with an empty list. */
    public void begin(Exchange exchange) {
        exchange.setVariable("repairs", new ArrayList<Map<String, Object>>());
    }

    /** A repair was made and saved; the list of the round takes it from the exchange that repaired, which has its own copy of the variables. */
    @SuppressWarnings("unchecked")
    public void made(String what, Exchange exchange) {
        meters.counter("battery.exchange.repairs", "kind", what.replace(' ', '_')).increment();
        Map<String, Object> repair = new LinkedHashMap<>();
        repair.put("what", what);
        repair.putAll(TimelineEntries.details(exchange, "task_id, car_id, book_id, cabinet_id"));
        exchange.getVariable("repairs", List.class).add(repair);
    }
}

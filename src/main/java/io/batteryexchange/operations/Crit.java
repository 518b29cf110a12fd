package io.batteryexchange.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.springframework.stereotype.Component;

/** What must wake a person: a line at ERROR with marker CRIT, and counter {@code battery_exchange_crit_total}, which an alert rule watches. */
@Component("crit")
public class Crit {

    private static final Logger LOG = LoggerFactory.getLogger(Crit.class);
    private static final Marker CRIT = MarkerFactory.getMarker("CRIT");

    private final Counter raised;

    Crit(MeterRegistry meters) {
        this.raised = Counter.builder("battery.exchange.crit").description("Events that a person must look at").register(meters);
    }

    public void raise(String sentence) {
        raised.increment();
        LOG.error(CRIT, "CRIT {}", sentence);
    }
}

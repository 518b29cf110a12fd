package io.batteryexchange.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tasks that this node took up after the lease of another worker ran out: a node died, froze or lost its database. Counter
 * {@code battery_exchange_take_overs_total}; each one is on its task's timeline as well.
 */
@Component("takeOvers")
public class TakeOvers {

    private static final Logger LOG = LoggerFactory.getLogger(TakeOvers.class);

    private final Counter counted;

    TakeOvers(MeterRegistry meters) {
        this.counted = Counter.builder("battery.exchange.take.overs").description("Tasks taken over after a lease ran out").register(meters);
    }

    public void count(String taskId, String from) {
        counted.increment();
        LOG.warn("task {}: taken over, the lease of {} ran out", taskId, from);
    }
}

package io.batteryexchange.courier;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Attempts of actions that belong to no task's timeline, because their claim is unknown or a parameter is missing: counter
 * {@code battery_exchange_stray_attempts_total}, by the code of the refusal. Many of them: somebody tries out claim ids.
 */
@Component("strayAttempts")
public class StrayAttempts {

    private final MeterRegistry meters;

    StrayAttempts(MeterRegistry meters) {
        this.meters = meters;
    }

    public void count(String refusal) {
        meters.counter("battery.exchange.stray.attempts", "refusal", refusal).increment();
    }
}

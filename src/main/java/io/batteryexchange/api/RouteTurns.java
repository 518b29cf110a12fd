package io.batteryexchange.api;

import io.batteryexchange.settings.BundleSettings.Calls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * So many calls of our APIs are in the routes at once, so many more wait in line on their threads of the web server, each for a while at most (settings
 * {@code calls}); nobody is overtaken.
 */
@Component
class RouteTurns {

    private final Calls settings;
    private final Semaphore room;
    private final AtomicInteger waiting = new AtomicInteger();

    RouteTurns(Calls settings, MeterRegistry meters) {
        this.settings = settings;
        this.room = new Semaphore(settings.atOnce(), true);
        Gauge.builder("battery.exchange.api.calls.served", this, RouteTurns::served).description("Calls of our APIs that are in the routes").register(meters);
        Gauge.builder("battery.exchange.api.calls.waiting", waiting, AtomicInteger::get).description("Calls of our APIs that wait for their turn").register(meters);
    }

    private int served() {
        return settings.atOnce() - room.availablePermits();
    }

    /** Runs a call when it is its turn; false: it was not run, as many as may wait do, or its turn did not come in time. */
    boolean run(Runnable call) {
        if (!enter()) {
            return false;
        }
        try {
            call.run();
        } finally {
            room.release();
        }
        return true;
    }

    private boolean enter() {
        try {
            if (room.tryAcquire(0, TimeUnit.NANOSECONDS)) { // the one without a time overtakes
                return true;
            }
            if (waiting.incrementAndGet() > settings.waiting()) {
                waiting.decrementAndGet();
                return false;
            }
            try {
                return room.tryAcquire(settings.longest().toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                waiting.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

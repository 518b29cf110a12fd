package io.batteryexchange.sandbox;

import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.Batteries;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.fleet.SensorToTags;
import io.batteryexchange.sandbox.ledger.Watch;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Sets the city going once everything is in place. */
final class CityLife implements SmartLifecycle {

    private static final Duration TICK = Duration.ofSeconds(10);
    private static final Duration TICK_FLOOR = Duration.ofMillis(200);

    private final City city;
    private final Agenda agenda;
    private final Batteries batteries;
    private final SensorToTags sensorToTags;
    private final Bookings bookings;
    private final Watch watch;
    private volatile boolean running;

    CityLife(City city, Agenda agenda, Batteries batteries, SensorToTags sensorToTags, Bookings bookings, Watch watch) {
        this.city = city;
        this.agenda = agenda;
        this.batteries = batteries;
        this.sensorToTags = sensorToTags;
        this.bookings = bookings;
        this.watch = watch;
    }

    @Override
    public void start() {
        running = true;
        sensorToTags.tick();
        agenda.every(TICK, TICK_FLOOR, () -> {
            batteries.tick();
            sensorToTags.tick();
            synchronized (city) {
                bookings.tidyShelves();
                bookings.repairCells();
            }
        });
        agenda.start();
        watch.start();
    }

    @Override
    public void stop() {
        running = false;
        agenda.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

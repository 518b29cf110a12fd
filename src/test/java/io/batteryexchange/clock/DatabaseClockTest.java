package io.batteryexchange.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-05T10:00:00Z");

    private Instant database = LONG_AGO;
    private boolean away;
    private long nanos = Long.MAX_VALUE - 5; // the monotonic clock may overflow
    private final AtomicInteger asked = new AtomicInteger();
    private final DatabaseClock clock = new DatabaseClock(this::ask, () -> nanos);

    @Test
    void goesByTheDatabaseAndNotByThisMachine() {
        assertThat(clock.instant()).isEqualTo(LONG_AGO);

        passes(Duration.ofSeconds(20));

        assertThat(clock.instant()).isEqualTo(LONG_AGO.plusSeconds(20));
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksTheDatabaseAgainAfterAMinute() {
        clock.instant();
        passes(Duration.ofSeconds(61));
        database = LONG_AGO.plusSeconds(90); // this machine slept

        assertThat(clock.instant()).isEqualTo(LONG_AGO.plusSeconds(90));
    }

    @Test
    void whoMustNotWaitGoesByTheLastAnswer() {
        assertThat(clock.known()).as("this machine's clock, as nobody has asked").isAfter(LONG_AGO);
        assertThat(asked).hasValue(0);

        clock.keepUp();
        passes(Duration.ofSeconds(61));
        database = LONG_AGO.plusSeconds(90);

        assertThat(clock.known()).isEqualTo(LONG_AGO.plusSeconds(61));
        assertThat(asked).hasValue(1);
    }

    @Test
    void goesOnWhileTheDatabaseIsAway() {
        clock.instant();
        passes(Duration.ofSeconds(61));
        away = true;

        assertThat(clock.instant()).isEqualTo(LONG_AGO.plusSeconds(61));
        assertThat(clock.instant()).isEqualTo(LONG_AGO.plusSeconds(61));
        assertThat(asked).as("it is not asked with every call").hasValue(2);
    }

    @Test
    void theFirstReadingIsMadeUpForOnceTheDatabaseIsThere() {
        away = true;
        assertThat(clock.instant()).isAfter(LONG_AGO);

        away = false;
        passes(Duration.ofSeconds(6));

        assertThat(clock.instant()).isEqualTo(LONG_AGO);
    }

    private void passes(Duration time) {
        nanos += time.toNanos();
    }

    private Instant ask() {
        asked.incrementAndGet();
        if (away) {
            throw new IllegalStateException("away");
        }
        return database;
    }
}

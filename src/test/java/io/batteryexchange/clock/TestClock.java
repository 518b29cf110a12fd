package io.batteryexchange.clock;

import java.time.Instant;

/** For beans that want a clock, in tests that don't look at it. */
public final class TestClock {

    private TestClock() {
    }

    public static DatabaseClock ofThisMachine() {
        return new DatabaseClock(Instant::now, System::nanoTime);
    }
}

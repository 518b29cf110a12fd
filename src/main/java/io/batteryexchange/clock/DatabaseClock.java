package io.batteryexchange.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The database's clock, for what is judged outside of SQL: this node's own clock may be wrong. Asked once a minute; in between the monotonic clock of this
 * machine tells how much time has passed.
 */
@Component
public class DatabaseClock extends Clock {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration KEPT_WHILE_AWAY = Duration.ofSeconds(5);

    /** The database said {@code at} when the monotonic clock stood at {@code nanos}; it is asked again from {@code askAgain} on. */
    private record Reading(Instant at, long nanos, long askAgain) {
    }

    private final Supplier<Instant> database;
    private final LongSupplier monotonic;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Reading last;

    /** Lazy: a start must refuse bad files before it waits for a database. */
    @Autowired
    DatabaseClock(@Lazy JdbcClient jdbc) {
        this(() -> jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant(), System::nanoTime);
    }

    DatabaseClock(Supplier<Instant> database, LongSupplier monotonic) {
        this.database = database;
        this.monotonic = monotonic;
    }

    /** Asks the database if it is time to. */
    public void keepUp() {
        upToDate();
    }

    @Override
    public Instant instant() {
        Reading reading = upToDate();
        return reading.at.plusNanos(monotonic.getAsLong() - reading.nanos);
    }

    private Reading upToDate() {
        Reading reading = last;
        if (reading == null) {
            asking.lock();
            reading = last;
        } else if (monotonic.getAsLong() - reading.askAgain >= 0) {
            asking.tryLock(); // one asks, the others go on with what is known
        }
        if (asking.isHeldByCurrentThread()) {
            try {
                reading = reading == null || monotonic.getAsLong() - reading.askAgain >= 0 ? ask(reading) : reading;
            } finally {
                asking.unlock();
            }
        }
        return reading;
    }

    /** As {@link #instant()} without ever asking, for what must not wait: somebody else has to {@link #keepUp()}. Before the first answer this node's own clock counts. */
    public Instant known() {
        Reading reading = last;
        return reading == null ? Instant.now() : reading.at.plusNanos(monotonic.getAsLong() - reading.nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("only moments are asked for, no dates");
    }

    private Reading ask(Reading before) {
        try {
            Instant at = database.get();
            long now = monotonic.getAsLong();
            last = new Reading(at, now, now + KEPT.toNanos());
        } catch (RuntimeException e) {
            // Without the database nothing is done here anyway; what is judged meanwhile is judged by what is known.
            LOG.warn("the database's clock can't be read ({}); {}", e.getMessage(), before == null ? "this node's own clock counts until it can" : "the last reading goes on");
            long now = monotonic.getAsLong();
            last = new Reading(before == null ? Instant.now() : before.at, before == null ? now : before.nanos, now + KEPT_WHILE_AWAY.toNanos());
        }
        return last;
    }
}

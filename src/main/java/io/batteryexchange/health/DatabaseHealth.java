package io.batteryexchange.health;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Whether this node reaches the database, for the readiness probe: without it no call can be served, so a node that is cut off gets none. DOWN only after
 * {@code health.database-silence} without an answer: a restart of the database, or a pool that is busy for a moment, takes no node out of service. Asked four times in that
 * time at most, however often is probed; while one probe asks, the others go by what is known.
 */
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);
    private static final int ASKS_IN_SILENCE = 4;
    private static final int LONGEST_S = 2;

    private final Runnable database;
    private final LongSupplier monotonic;
    private final long silence;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile boolean everAnswered;
    private volatile long answeredAt;

    @Autowired
    DatabaseHealth(DataSource database, @Value("${health.database-silence}") Duration silence) {
        this(question(database), silence, System::nanoTime);
    }

    DatabaseHealth(Runnable database, Duration silence, LongSupplier monotonic) {
        this.database = database;
        this.silence = silence.toNanos();
        this.monotonic = monotonic;
    }

    @Override
    public Health health() {
        if (!answeredWithin(silence / ASKS_IN_SILENCE) && asking.tryLock()) {
            try {
                database.run();
                answeredAt = monotonic.getAsLong();
                everAnswered = true;
            } catch (RuntimeException e) {
                LOG.warn("the database does not answer the readiness probe: {}", e.getMessage());
            } finally {
                asking.unlock();
            }
        }
        return answeredWithin(silence) ? Health.up().build() : Health.down().build();
    }

    private boolean answeredWithin(long nanos) {
        return everAnswered && monotonic.getAsLong() - answeredAt < nanos;
    }

    private static Runnable question(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.setQueryTimeout(LONGEST_S);
        return () -> jdbc.execute("select 1");
    }
}

package io.batteryexchange.storekeeper;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A row of {@code pollers} as a lock that is held by being renewed: whoever does not renew it in time loses it to the next who asks. The number tells two
 * holders apart also when they have the same name.
 */
final class PollerLease {

    private static final long NONE = -1;

    private final JdbcClient jdbc;
    private final String poller;
    private final String owner;
    private final Duration length;
    private long held = NONE;

    PollerLease(JdbcClient jdbc, String poller, String owner, Duration length) {
        this.jdbc = jdbc;
        this.poller = poller;
        this.owner = owner;
        this.length = length;
    }

    /** Takes or renews the lease by the database's clock; false while another holds it. */
    synchronized boolean hold() {
        Optional<Long> taken = jdbc.sql("""
            update pollers
               set lease_no    = case when lease_no = :held then lease_no else lease_no + 1 end,
                   lease_until = now() + :length * interval '1 millisecond',
                   lease_owner = :owner
             where name = :poller
               and (lease_no = :held or lease_until is null or lease_until < now())
            returning lease_no
            """).param("held", held).param("length", length.toMillis()).param("owner", owner).param("poller", poller).query(Long.class).optional();
        held = taken.orElse(NONE);
        return taken.isPresent();
    }

    /** Gives the lease back, so that nobody waits for its end. */
    synchronized void release() {
        if (held != NONE) {
            jdbc.sql("update pollers set lease_until = null where name = :poller and lease_no = :held").param("poller", poller).param("held", held).update();
            held = NONE;
        }
    }
}

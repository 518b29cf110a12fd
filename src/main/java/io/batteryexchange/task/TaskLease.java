package io.batteryexchange.task;

import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How old the lease in hand is, by this machine's monotonic clock, which goes on while the process is frozen. A save of a worker that comes back too late is stopped by
 * its lease number; a partner knows no such number, so before a call under a lease that is older than half its length route {@code renew-lease} is asked.
 */
@Component("lease")
public class TaskLease {

    private static final String BEGUN = "lease_begun";

    private final LongSupplier monotonic;
    private final long oldAfterNanos;

    @Autowired
    TaskLease(@Value("${worker.lease-ms}") long leaseMs) {
        this(leaseMs, System::nanoTime);
    }

    TaskLease(long leaseMs, LongSupplier monotonic) {
        this.monotonic = monotonic;
        this.oldAfterNanos = leaseMs * 1_000_000 / 2;
    }

    /** To be called before the statement that leases or renews: a process that freezes right after it must not take its lease for younger than it is. */
    public void begins(Exchange exchange) {
        exchange.setVariable(BEGUN, monotonic.getAsLong());
    }

    /** Whether the lease may soon be over; false where nothing was leased. */
    public boolean isOld(Exchange exchange) {
        Long begun = exchange.getVariable(BEGUN, Long.class);
        return begun != null && monotonic.getAsLong() - begun > oldAfterNanos;
    }
}

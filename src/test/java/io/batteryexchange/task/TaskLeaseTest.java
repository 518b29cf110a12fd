package io.batteryexchange.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class TaskLeaseTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // a monotonic clock may overflow
    private final TaskLease lease = new TaskLease(90_000, nanos::get);
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void whereNothingWasLeasedNothingGrowsOld() {
        nanos.addAndGet(Duration.ofDays(1).toNanos());

        assertThat(lease.isOld(exchange)).isFalse();
    }

    @Test
    void isOldAfterHalfItsLengthAndYoungAgainWhenItBeginsAgain() {
        lease.begins(exchange);
        nanos.addAndGet(Duration.ofSeconds(45).toNanos());
        assertThat(lease.isOld(exchange)).isFalse();

        nanos.addAndGet(1);
        assertThat(lease.isOld(exchange)).isTrue();

        lease.begins(exchange);
        assertThat(lease.isOld(exchange)).isFalse();
    }
}

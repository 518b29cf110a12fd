package io.batteryexchange.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkMetersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // a monotonic clock may run over
    private final WorkMeters work = new WorkMeters(meters, new ObjectMapper(), now::get);

    @Test
    void nothingIsClaimedBeforeTheFirstReading() {
        assertThat(gauge("battery.exchange.events.to.handle")).isNaN();
        assertThat(gauge("battery.exchange.cells.open")).isNaN();
    }

    @Test
    void theAgeGrowsUntilTheNextReadingAlsoBeforeTheFirst() throws JsonProcessingException {
        now.addAndGet(TimeUnit.SECONDS.toNanos(40));
        assertThat(gauge("battery.exchange.reading.age")).isEqualTo(40);
        work.take("{}");
        assertThat(gauge("battery.exchange.reading.age")).isZero();
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1500));
        assertThat(gauge("battery.exchange.reading.age")).isEqualTo(1.5);
    }

    @Test
    void aReadingThatIsNoneChangesNothing() throws JsonProcessingException {
        work.take("{\"events\": 3}");
        now.addAndGet(TimeUnit.SECONDS.toNanos(40));

        assertThatThrownBy(() -> work.take("{")).isInstanceOf(JsonProcessingException.class);

        assertThat(gauge("battery.exchange.events.to.handle")).isEqualTo(3);
        assertThat(gauge("battery.exchange.reading.age")).isEqualTo(40);
    }

    @Test
    void aStateThatIsNewHereIsShownAsWell() throws JsonProcessingException {
        work.take("{\"tasks\": {\"dreaming\": {\"count\": 2, \"oldest_s\": 7.5}}}");

        assertThat(meters.get("battery.exchange.tasks.open").tag("state", "dreaming").gauge().value()).isEqualTo(2);
        assertThat(meters.get("battery.exchange.task.oldest.age").tag("state", "dreaming").gauge().value()).isEqualTo(7.5);
        assertThat(meters.get("battery.exchange.tasks.open").tag("state", "attention").gauge().value()).isZero();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}

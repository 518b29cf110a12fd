package io.batteryexchange.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineWatchTest {

    private final DeadlineWatch watch = new DeadlineWatch();
    private final AtomicInteger struck = new AtomicInteger();

    @AfterEach
    void stop() {
        watch.destroy();
    }

    @Test
    void whatLastsTooLongIsEndedOnceAndNotBefore() throws InterruptedException {
        long start = System.nanoTime();
        watch.in(Duration.ofMillis(500), struck::incrementAndGet);

        Awaitility.await().until(() -> struck.get() > 0);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
        Thread.sleep(500);
        assertThat(struck).hasValue(1);
    }

    @Test
    void whatEndsInTimeIsLeftAlone() {
        watch.in(Duration.ofMillis(300), struck::incrementAndGet).met();
        AtomicInteger later = new AtomicInteger();
        watch.in(Duration.ofMillis(400), later::incrementAndGet);

        Awaitility.await().until(() -> later.get() > 0);
        assertThat(struck).hasValue(0);
    }

    @Test
    void oneThatCannotBeEndedKeepsNobodyElse() {
        watch.in(Duration.ofMillis(1), () -> {
            throw new IllegalStateException("cannot be ended");
        });
        Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);

        watch.in(Duration.ofMillis(1), struck::incrementAndGet);

        Awaitility.await().until(() -> struck.get() > 0);
    }
}

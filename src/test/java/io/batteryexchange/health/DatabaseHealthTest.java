package io.batteryexchange.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;

class DatabaseHealthTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // a monotonic clock may run over
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;
    private final DatabaseHealth health = new DatabaseHealth(() -> {
        asked.incrementAndGet();
        if (away) {
            throw new IllegalStateException("away");
        }
    }, Duration.ofSeconds(20), now::get);

    @Test
    void aNodeThatNeverReachedItIsNotReady() {
        away = true;
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        away = false;
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void manyProbesAskOnce() {
        for (int i = 0; i < 100; i++) {
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void aShortAbsenceTakesNoNodeOutOfServiceALongOneDoes() {
        health.health();
        away = true;
        seconds(19);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        seconds(1);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        away = false;
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void whileOneProbeWaitsForTheDatabaseTheOthersDoNot() throws InterruptedException {
        CountDownLatch asks = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        DatabaseHealth slow = new DatabaseHealth(() -> {
            asks.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }, Duration.ofSeconds(20), now::get);
        Thread first = new Thread(slow::health);
        first.start();
        assertThat(asks.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(slow.health().getStatus()).isEqualTo(Status.DOWN);

        answers.countDown();
        first.join();
        assertThat(slow.health().getStatus()).isEqualTo(Status.UP);
    }

    private void seconds(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}

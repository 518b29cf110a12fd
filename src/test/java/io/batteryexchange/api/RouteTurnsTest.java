package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.settings.BundleSettings.Calls;
import io.batteryexchange.settings.SettingRefused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RouteTurnsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void stop() {
        go.countDown();
        callers.shutdownNow();
    }

    @Test
    void aCallThatFailsLeavesItsRoom() {
        RouteTurns turns = turns(1, Duration.ofSeconds(30));

        assertThatThrownBy(() -> turns.run(() -> {
            throw new IllegalStateException("broken");
        })).isInstanceOf(IllegalStateException.class);

        assertThat(turns.run(() -> served.add("next"))).isTrue();
        assertThat(gauge("served")).isZero();
    }

    @Test
    void noMoreThanMayAreServedAtOnceAndTheRestInTheirOrder() {
        RouteTurns turns = turns(3, Duration.ofSeconds(30));
        occupy(turns);
        for (int i = 1; i <= 3; i++) {
            String name = "caller " + i;
            callers.execute(() -> turns.run(() -> served.add(name)));
            int inLine = i;
            Awaitility.await().until(() -> gauge("waiting") == inLine);
        }
        assertThat(served).isEmpty();

        go.countDown();

        Awaitility.await().until(() -> served.size() == 4);
        assertThat(served).containsExactly("first", "caller 1", "caller 2", "caller 3");
        assertThat(gauge("waiting")).isZero();
    }

    @Test
    void whoeverFindsTheLineFullIsNotServed() {
        RouteTurns turns = turns(1, Duration.ofSeconds(30));
        occupy(turns);
        callers.execute(() -> turns.run(() -> served.add("in line")));
        Awaitility.await().until(() -> gauge("waiting") == 1);

        assertThat(turns.run(() -> served.add("one too many"))).isFalse();

        assertThat(gauge("waiting")).isEqualTo(1);
        assertThat(served).isEmpty();
    }

    @Test
    void nobodyWaitsForever() {
        RouteTurns turns = turns(1, Duration.ofMillis(100));
        occupy(turns);

        assertThat(turns.run(() -> served.add("too late"))).isFalse();

        assertThat(gauge("waiting")).isZero();
        assertThat(served).isEmpty();
    }

    @Test
    void aSettingThatServesNobodyIsRefused() {
        assertThatThrownBy(() -> new Calls(0, 1, Duration.ofSeconds(1))).isInstanceOf(SettingRefused.class).hasMessageContaining("calls.at-once");
        assertThatThrownBy(() -> new Calls(1, 1, Duration.ZERO)).isInstanceOf(SettingRefused.class).hasMessageContaining("calls.longest");
    }

    private RouteTurns turns(int waiting, Duration longest) {
        return new RouteTurns(new Calls(1, waiting, longest), meters);
    }

    /** One is served until it may go. */
    private void occupy(RouteTurns turns) {
        callers.execute(() -> turns.run(() -> {
            try {
                go.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            served.add("first");
        }));
        Awaitility.await().until(() -> gauge("served") == 1);
    }

    private double gauge(String of) {
        return meters.get("battery.exchange.api.calls." + of).gauge().value();
    }
}

package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.settings.BundleSettings.Limits;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallerLimitsTest {

    private static final CallerLimits.Kind TAP = CallerLimits.Kind.COURIER_TAP;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HandClock clock = new HandClock();
    private final CallerLimits limits = new CallerLimits(
        new Limits(new Limits.Rate(3, 2), new Limits.Rate(5, 5), new Limits.Rate(1000, 500), new Limits.Rate(10, 10), 100), meters, clock);

    @Test
    void letsABurstThroughAndRefusesWhatComesAfter() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.call(TAP, "courier-5").allowed()).isTrue();
        }

        assertThat(limits.call(TAP, "courier-5")).isEqualTo(new CallerLimits.Verdict(1, true));
        assertThat(meters.counter("battery.exchange.calls.over.limit", "kind", "courier_tap").count()).isEqualTo(1);
    }

    @Test
    void letsOneThroughAgainAfterAWhile() {
        useUp("courier-5");

        clock.pass(Duration.ofMillis(500));

        assertThat(limits.call(TAP, "courier-5").allowed()).isTrue();
        assertThat(limits.call(TAP, "courier-5").allowed()).isFalse();
    }

    @Test
    void oneCallerDoesNotUseUpAnothersCalls() {
        useUp("courier-5");

        assertThat(limits.call(TAP, "courier-6").allowed()).isTrue();
    }

    @Test
    void tapsDoNotUseUpReads() {
        useUp("courier-5");

        assertThat(limits.call(CallerLimits.Kind.COURIER_READ, "courier-5").allowed()).isTrue();
    }

    @Test
    void tellsOfOneRefusalAMinute() {
        useUp("courier-5");
        assertThat(limits.call(TAP, "courier-5").tell()).isTrue();

        int told = 0;
        for (int i = 0; i < 1200; i++) {
            clock.pass(Duration.ofMillis(100)); // ten taps a second for two minutes, two of them let through
            told += limits.call(TAP, "courier-5").tell() ? 1 : 0;
        }

        assertThat(told).isBetween(1, 2);
    }

    @Test
    void remembersNoMoreCallersThanItMay() {
        for (int i = 0; i < 10_000; i++) {
            limits.call(TAP, "courier-" + i);
        }

        assertThat(limits.callers()).isLessThanOrEqualTo(100);
    }

    @Test
    void forgetsWhoStaysAway() {
        limits.call(TAP, "courier-5");

        clock.pass(Duration.ofMinutes(11));

        assertThat(limits.callers()).isZero();
    }

    private void useUp(String courier) {
        for (int i = 0; i < 3; i++) {
            limits.call(TAP, courier);
        }
    }

    private static final class HandClock implements TimeMeter {

        private long nanos = 1;

        void pass(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}

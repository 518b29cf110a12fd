package io.batteryexchange.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.support.TestExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ten operators before the figures cost the database what one costs. */
class FiguresReadingTest {

    private static final JsonNode NOTHING = TestExchange.json("{'hours': 24, 'store': null, 'since': '2026-01-05T10:00:00+00:00', 'until': '2026-01-06T10:00:00+00:00', 'zone': 'UTC', 'step': 'hour', "
        + "'swaps': [{'store_id': 'all', 'swaps': 0, 'first_try': 0}]}");

    private static final int LONGEST_S = 10;

    private final ExecutorService operators = Executors.newCachedThreadPool();

    @AfterEach
    void goHome() {
        operators.shutdownNow();
    }

    @Test
    void whoAsksForWhatIsBeingReadWaitsForIt() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(1);
        FiguresReading figures = new FiguresReading(window -> {
            reads.incrementAndGet();
            reading.countDown();
            await(goOn);
            return NOTHING;
        }, LONGEST_S);
        List<Future<Figures>> seen = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            seen.add(operators.submit(() -> figures.of(new Window(24, null))));
        }
        reading.await();
        goOn.countDown();

        Figures first = seen.get(0).get();
        for (Future<Figures> one : seen) {
            assertThat(one.get()).isSameAs(first);
        }
        assertThat(reads).hasValue(1);
        assertThat(figures.of(new Window(24, null))).isSameAs(first);
    }

    @Test
    void noMoreThanTwoWindowsAreReadAtOnce() throws Exception {
        Semaphore begun = new Semaphore(0);
        Semaphore goOn = new Semaphore(0);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FiguresReading figures = new FiguresReading(window -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            begun.release();
            goOn.acquireUninterruptibly();
            now.decrementAndGet();
            return NOTHING;
        }, LONGEST_S);
        List<Future<Figures>> seen = new ArrayList<>();
        for (int hours = 1; hours <= 6; hours++) {
            Window window = new Window(hours, null);
            seen.add(operators.submit(() -> figures.of(window)));
        }
        begun.acquire(2);
        goOn.release(6);
        for (Future<Figures> one : seen) {
            one.get();
        }

        assertThat(most).hasValue(2);
    }

    /** Where a reading may take no time and the two seconds on top are taken off as well, he is told at once; with the usual ten he waits. */
    @Test
    void whoeverWaitsForAPlaceWaitsAsLongAsAReadingMayTake() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        for (int longestS : new int[] {-2, LONGEST_S}) {
            Semaphore begun = new Semaphore(0);
            FiguresReading figures = new FiguresReading(window -> {
                begun.release();
                await(goOn);
                return NOTHING;
            }, longestS);
            for (int hours = 1; hours <= 2; hours++) {
                Window window = new Window(hours, null);
                operators.submit(() -> figures.of(window));
            }
            begun.acquire(2);
            Future<Figures> third = operators.submit(() -> figures.of(new Window(3, null)));

            if (longestS < 0) {
                assertThatThrownBy(() -> third.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(ApiRefusal.class);
            } else {
                assertThatThrownBy(() -> third.get(3, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            }
        }
        goOn.countDown();
    }

    @Test
    void aFailureIsNotKept() {
        AtomicInteger reads = new AtomicInteger();
        FiguresReading figures = new FiguresReading(window -> {
            if (reads.incrementAndGet() == 1) {
                throw new ApiRefusal(503, "service_unavailable");
            }
            return NOTHING;
        }, LONGEST_S);

        assertThatThrownBy(() -> figures.of(new Window(24, null))).isInstanceOf(ApiRefusal.class);
        assertThat(figures.of(new Window(24, null)).value("all", "swaps", "")).isEqualTo(0L);
    }

    @Test
    void ofNothingThereIsNoShare() {
        Figures figures = new Figures(NOTHING);

        assertThat(figures.value("all", "first_try", "")).isNull();
        assertThat(figures.stores()).isEmpty();
        assertThat(figures.sum("all", "replans")).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

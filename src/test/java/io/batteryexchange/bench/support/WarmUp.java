package io.batteryexchange.bench.support;

import io.batteryexchange.support.process.ChildJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Work that is not measured, until Java's second compiler has little left to do. It is one thread, which gets a small part of the machine while many others work, and what
 * it has not come to runs at half the speed and less; a service in production is past that after some minutes of its life.
 */
public final class WarmUp {

    private static final Duration LONGEST = Duration.ofSeconds(Size.of(30, 300));
    private static final double COMPILES_LITTLE = 0.05;

    private WarmUp() {
    }

    /** Repeats a round while they compile, half a minute (small) or five at most; what the last round told. */
    public static <T> T of(List<ChildJvm> services, Callable<T> round) throws Exception {
        long began = System.nanoTime();
        while (true) {
            double before = compiled(services);
            long roundBegan = System.nanoTime();
            T told = round.call();
            double share = (compiled(services) - before) / ((System.nanoTime() - roundBegan) / 1e9);
            System.out.printf(Locale.ROOT, "warm-up: compiles for %.0f %% of the time%n", share * 100);
            if (share < COMPILES_LITTLE || System.nanoTime() - began > LONGEST.toNanos()) {
                return told;
            }
        }
    }

    private static double compiled(List<ChildJvm> services) throws IOException {
        double seconds = 0;
        for (ChildJvm service : services) {
            seconds += service.compilerSeconds();
        }
        return seconds;
    }
}

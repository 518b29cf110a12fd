package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.support.process.ServiceFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Kills the only node (SIGKILL) right before and right after every request and every commit of a swap and starts it again: the swap ends
 * as if nothing had happened. Undisturbed swaps come first; what came in each of them is swept. How often a claim is read depends on how far the
 * courier is ahead of the journal: a point that {@value #TRIES} more swaps did not come to is none that each swap has, and is told. There may be few of them, and none that is the
 * only one of its request or commit.
 *
 * <p>{@code sweep.only}: a pattern for the names of the points, to look at a few of them. {@code sweep.part}: {@code 2/3} is the second of
 * three parts. {@code sweep.lanes}: how many cities side by side.
 */
class CrashSweepIT {

    private static final List<String> MODES = List.of("P", "D");
    private static final int CLEAN_SWAPS = 4;
    private static final int TRIES = 3;
    private static final double MOST_NOT_REACHED = 0.03;
    private static final int LANES = Integer.getInteger("sweep.lanes", 4);
    private static final String ONLY = System.getProperty("sweep.only", ".*");
    private static final int PART = Integer.parseInt(System.getProperty("sweep.part", "1/1").replaceAll("/.*", ""));
    private static final int PARTS = Integer.parseInt(System.getProperty("sweep.part", "1/1").replaceAll(".*/", ""));

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> notReached = new ConcurrentLinkedQueue<>();
    private final Queue<String> held = new ConcurrentLinkedQueue<>();
    private final Set<String> namesHeld = ConcurrentHashMap.newKeySet();
    private final Set<String> namesNotReached = ConcurrentHashMap.newKeySet();

    @Test
    void theSwapEndsAsIfNothingHappenedWhereverTheNodeIsKilled() throws Exception {
        Instant start = Instant.now();
        ServiceFiles.unpack();
        try (CrashLane lane = new CrashLane("sweep-archive", "P")) {
            lane.start(ServiceFiles.writingArchive());
            lane.awaitReady();
            lane.cleanSwap();
            lane.stop();
        }
        ExecutorService threads = Executors.newFixedThreadPool(LANES);
        try {
            List<Future<Map<Boolean, Map<String, Integer>>>> clean = new ArrayList<>();
            for (String mode : MODES) {
                clean.add(threads.submit(() -> whatASwapConsistsOf(mode)));
            }
            List<Queue<CrashPoint>> points = new ArrayList<>();
            for (int i = 0; i < MODES.size(); i++) {
                Map<Boolean, Map<String, Integer>> counts = clean.get(i).get();
                points.add(points(counts));
                System.out.printf("mode %s: %d requests %s, %d commits %s%n", MODES.get(i), sum(counts.get(false)), counts.get(false), sum(counts.get(true)), counts.get(true));
            }
            int all = points.stream().mapToInt(Queue::size).sum();
            Instant sweepStart = Instant.now();
            List<Future<Void>> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                int mode = lane % MODES.size();
                String name = "sweep-%s-%d".formatted(MODES.get(mode), lane / MODES.size() + 1);
                lanes.add(threads.submit(sweeping(name, MODES.get(mode), points.get(mode))));
            }
            for (Future<Void> lane : lanes) {
                lane.get();
            }
            double seconds = Duration.between(sweepStart, Instant.now()).toMillis() / 1000.0;
            System.out.printf("crash sweep: %d points in modes %s, node killed at %d, not reached %d %s, violations %d; %.1f s per point, %d s in all%n",
                all, MODES, held.size(), notReached.size(), notReached, failures.size(), seconds / Math.max(1, all), Duration.between(start, Instant.now()).toSeconds());
        } finally {
            threads.shutdownNow();
        }
        assertThat(failures).isEmpty();
        assertThat(notReached.size()).as("points of undisturbed swaps at which the trap did not spring in %d swaps: %s of %d", TRIES, notReached, held.size())
            .isLessThanOrEqualTo((int) Math.ceil(MOST_NOT_REACHED * held.size()));
        assertThat(namesHeld).as("requests and commits at which the node was killed").isNotEmpty().containsAll(namesNotReached);
    }

    /** What comes in each of some undisturbed swaps: timers interleave, so now and then there is a read or a save more. */
    private static Map<Boolean, Map<String, Integer>> whatASwapConsistsOf(String mode) throws Exception {
        try (CrashLane lane = new CrashLane("sweep-clean-" + mode, mode)) {
            lane.start(ServiceFiles.withArchive());
            lane.awaitReady();
            Map<Boolean, Map<String, Integer>> common = lane.cleanSwap();
            for (int i = 1; i < CLEAN_SWAPS; i++) {
                Map<Boolean, Map<String, Integer>> next = lane.cleanSwap();
                common.forEach((kind, counts) -> {
                    counts.keySet().retainAll(next.get(kind).keySet());
                    counts.replaceAll((name, count) -> Math.min(count, next.get(kind).get(name)));
                });
            }
            lane.audit();
            return common;
        }
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Queue<CrashPoint> points(Map<Boolean, Map<String, Integer>> counts) {
        Queue<CrashPoint> points = new ConcurrentLinkedQueue<>();
        new TreeMap<>(counts).forEach((commit, names) -> names.forEach((name, count) -> {
            for (int ordinal = 1; ordinal <= (isTimer(name) ? 1 : count); ordinal++) {
                for (boolean before : new boolean[] {true, false}) {
                    CrashPoint point = new CrashPoint(commit, name, ordinal, before);
                    if (point.toString().matches(ONLY)) {
                        points.add(point);
                    }
                }
            }
        }));
        return part(points);
    }

    /** Every so many, so that each part has points from the whole swap. */
    private static Queue<CrashPoint> part(Queue<CrashPoint> points) {
        List<CrashPoint> all = List.copyOf(points);
        return IntStream.range(0, all.size()).filter(i -> i % PARTS == PART - 1).mapToObj(all::get).collect(Collectors.toCollection(ConcurrentLinkedQueue::new));
    }

    /** The leases of the pollers go on for ever, swap or no swap: one of each is enough. */
    private static boolean isTimer(String name) {
        return name.contains("poller.sql");
    }

    private Callable<Void> sweeping(String name, String mode, Queue<CrashPoint> points) {
        return () -> {
            int cities = 0;
            while (!points.isEmpty()) {
                try (CrashLane lane = new CrashLane(name + (cities++ == 0 ? "" : "-" + cities), mode)) {
                    lane.start(ServiceFiles.withArchive());
                    lane.awaitReady();
                    if (sweepAll(lane, mode, points)) {
                        lane.audit();
                    }
                } catch (AssertionError | IllegalStateException e) {
                    failures.add(name + ": " + e.getMessage());
                }
            }
            return null;
        };
    }

    /** @return false after a failure: what it left behind would disturb the points that follow */
    private boolean sweepAll(CrashLane lane, String mode, Queue<CrashPoint> points) throws Exception {
        for (CrashPoint point = points.poll(); point != null; point = points.poll()) {
            String title = mode + " " + point;
            Instant start = Instant.now();
            try {
                CrashLane.Outcome outcome = CrashLane.Outcome.NOT_REACHED;
                for (int tries = 0; tries < TRIES && outcome == CrashLane.Outcome.NOT_REACHED; tries++) {
                    outcome = lane.sweep(point);
                }
                boolean reached = outcome == CrashLane.Outcome.HELD;
                (reached ? held : notReached).add(title);
                (reached ? namesHeld : namesNotReached).add(mode + " " + point.name());
                System.out.printf("%s: %s, %.1f s%n", title, outcome, Duration.between(start, Instant.now()).toMillis() / 1000.0);
            } catch (AssertionError | IllegalStateException e) {
                failures.add(title + ": " + e.getMessage());
                System.out.printf("FAILED %s: %s%n%s%n", title, e.getMessage(), lane.evidence());
                return false;
            }
        }
        return true;
    }
}

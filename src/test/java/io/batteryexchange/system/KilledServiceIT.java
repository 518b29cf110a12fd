package io.batteryexchange.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nodes are killed (SIGKILL) in the middle of the work: nothing is lost, nothing happens twice. */
class KilledServiceIT {

    private static final int SWAPS = 40;
    private static final Map<String, String> SETTINGS = Map.of("POLL_CAR_LIST", "2s", "POLL_CLAIMS_JOURNAL", "500ms", "REPLAN_DELAY", "5s",
        "WORKER_LEASE", "8s", "WORKER_RETRY_DELAY", "500ms");

    @Test
    void nothingIsLostWhenTheOnlyNodeIsKilledInTheMiddle() throws Exception {
        try (RunningCity city = city("killed-service", 1)) {
            city.startBundle(SETTINGS);
            // Three moments: while bookings and claims are made, while couriers are on their way, while swaps end.
            for (String progress : new String[] {"/bookings_active", "/swaps_at_scooter", "/swaps_finished"}) {
                awaitProgress(city, progress);
                city.killNode(0);
                city.startBundle(SETTINGS);
            }

            int swaps = city.awaitAllDone(SWAPS);

            city.assertNoViolation("killed 3 times: %d swaps".formatted(swaps));
        }
    }

    @Test
    void theOtherNodeTakesOverWhatAKilledOneHadInHand() throws Exception {
        try (RunningCity city = city("killed-node", 2)) {
            city.startNode(0, SETTINGS);
            city.startNode(1, SETTINGS); // both migrate the schema at once
            city.awaitNode(0);
            city.awaitNode(1);
            awaitProgress(city, "/swaps_at_scooter");
            city.killNode(0);

            int swaps = city.awaitAllDone(SWAPS);

            city.assertNoViolation("two nodes, one killed: %d swaps".formatted(swaps));
        }
    }

    private static RunningCity city(String name, int nodes) throws Exception {
        return new RunningCity(name, nodes,
            "--sandbox.mode=MIX", "--sandbox.speed=300", "--sandbox.seed=11",
            "--sandbox.scooters=" + SWAPS, "--sandbox.low-at-start=" + SWAPS, "--sandbox.discharge=false",
            "--sandbox.couriers=" + SWAPS, "--sandbox.cells-per-cabinet=60", "--sandbox.charged-per-cabinet=30",
            "--sandbox.performer-in-info=MIX", "--sandbox.chance.broken-door=0", "--sandbox.chance.unknown-cell-state=0");
    }

    private static void awaitProgress(RunningCity city, String figure) {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50)).until(() -> city.summary().at(figure).asInt() >= SWAPS / 8);
    }
}

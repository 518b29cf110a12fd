package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The only node is killed (SIGKILL) in the middle of the work and started again: nothing is lost, nothing happens twice. */
class KilledServiceIT {

    private static final int SWAPS = 40;
    private static final Map<String, String> SETTINGS = Map.of("POLL_CAR_LIST", "2s", "POLL_CLAIMS_JOURNAL", "500ms", "REPLAN_DELAY", "5s",
        "WORKER_LEASE", "8s", "WORKER_RETRY_DELAY", "500ms");

    @Test
    void nothingIsLostWhenTheOnlyNodeIsKilledInTheMiddle() throws Exception {
        try (RunningCity city = new RunningCity("killed-service",
            "--sandbox.mode=MIX", "--sandbox.speed=300", "--sandbox.seed=11",
            "--sandbox.scooters=" + SWAPS, "--sandbox.low-at-start=" + SWAPS, "--sandbox.discharge=false",
            "--sandbox.couriers=" + SWAPS, "--sandbox.cells-per-cabinet=60", "--sandbox.charged-per-cabinet=30",
            "--sandbox.performer-in-info=MIX", "--sandbox.chance.broken-door=0", "--sandbox.chance.unknown-cell-state=0")) {
            city.startBundle(SETTINGS);
            // Three moments: while bookings and claims are made, while couriers are on their way, while swaps end.
            for (String progress : new String[] {"/bookings_active", "/swaps_at_scooter", "/swaps_finished"}) {
                await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50)).until(() -> city.summary().at(progress).asInt() >= SWAPS / 8);
                city.bundle().kill();
                city.bundle().exitCode(10);
                city.startBundle(SETTINGS);
            }
            await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                JsonNode open = city.operator("/operator/v1/summary").path("states");
                assertThat(open.isEmpty() ? city.summary().path("swaps_finished").asInt() : -1).as("swaps finished; open tasks: %s", open).isEqualTo(SWAPS);
            });
            JsonNode audit = city.audit();
            System.out.printf("killed 3 times: %d swaps, contract violations %d, ledger %s, compared %s%n", SWAPS,
                city.contractViolations().path("count").asInt(), audit.path("verdict").asText(), audit.path("compared"));
            assertThat(audit.path("verdict").asText()).as("ledger: %s", audit.toPrettyString()).isEqualTo("clean");
            assertThat(city.contractViolations().path("count").asInt()).as("contract violations: %s", city.contractViolations().toPrettyString()).isZero();
        }
    }
}

package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 100 swaps side by side, in both ways in which a claim may tell that point B is done. */
class HundredSwapsIT {

    private static final int SWAPS = 100;

    @ParameterizedTest
    @ValueSource(strings = {"P", "D"})
    void everySwapEndsWithoutAViolation(String mode) throws Exception {
        try (RunningCity city = new RunningCity("hundred-swaps-" + mode,
            "--sandbox.mode=" + mode, "--sandbox.speed=300", "--sandbox.seed=7",
            "--sandbox.scooters=" + SWAPS, "--sandbox.low-at-start=" + SWAPS, "--sandbox.discharge=false",
            "--sandbox.couriers=" + SWAPS, "--sandbox.cells-per-cabinet=120", "--sandbox.charged-per-cabinet=60",
            "--sandbox.performer-in-info=MIX", "--sandbox.chance.broken-door=0", "--sandbox.chance.unknown-cell-state=0")) {
            long start = System.nanoTime();
            city.startBundle(Map.of("POLL_CAR_LIST", "2s", "POLL_CLAIMS_JOURNAL", "500ms", "REPLAN_DELAY", "5s"));

            await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() ->
                assertThat(city.operator("/operator/v1/summary").path("states").isEmpty() ? finished(city) : -1)
                    .as("swaps finished; open tasks: %s", city.operator("/operator/v1/summary").path("states")).isEqualTo(SWAPS));

            JsonNode audit = city.audit();
            System.out.printf("mode %s: %d swaps in %d s, contract violations %d, ledger %s, compared %s%n", mode, finished(city),
                (System.nanoTime() - start) / 1_000_000_000, city.contractViolations().path("count").asInt(), audit.path("verdict").asText(), audit.path("compared"));
            assertThat(audit.path("verdict").asText()).as("ledger: %s", audit.toPrettyString()).isEqualTo("clean");
            assertThat(city.contractViolations().path("count").asInt()).as("contract violations: %s", city.contractViolations().toPrettyString()).isZero();
            assertThat(city.summary().path("couriers").path("ever_stuck").asInt()).as("couriers who gave up").isZero();
            assertThat(city.bundle().output()).contains("swap done: scooter").doesNotContain("ERROR");
        }
    }

    private static int finished(RunningCity city) throws Exception {
        return city.summary().path("swaps_finished").asInt();
    }
}

package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 100 swaps side by side, in both ways in which a claim may tell that point B is done, and in both formats of the log. */
class HundredSwapsIT {

    private static final int SWAPS = 100;

    @ParameterizedTest
    @ValueSource(strings = {"P", "D"})
    void everySwapEndsWithoutAViolation(String mode) throws Exception {
        try (RunningCity city = new RunningCity("hundred-swaps-" + mode, 1,
            "--sandbox.mode=" + mode, "--sandbox.speed=300", "--sandbox.seed=7",
            "--sandbox.scooters=" + SWAPS, "--sandbox.low-at-start=" + SWAPS, "--sandbox.discharge=false",
            "--sandbox.couriers=" + SWAPS, "--sandbox.cells-per-cabinet=120", "--sandbox.charged-per-cabinet=60",
            "--sandbox.performer-in-info=MIX", "--sandbox.pace.offer-floor=60s", "--sandbox.poll-period=60s", "--sandbox.chance.broken-door=0", "--sandbox.chance.unknown-cell-state=0")) {
            long start = System.nanoTime();
            city.startBundle(Map.of("POLL_CAR_LIST", "2s", "POLL_CLAIMS_JOURNAL", "500ms", "REPLAN_DELAY", "5s", "LOG_FORMAT", mode.equals("D") ? "json" : "text"));

            int swaps = city.awaitAllDone(SWAPS);

            JsonNode audit = city.assertNoViolation("mode %s: %d swaps in %d s".formatted(mode, swaps, (System.nanoTime() - start) / 1_000_000_000));
            assertThat(audit.path("compared").has("changes told by their intention alone")).as("every call's outcome is on a timeline").isFalse();
            assertThat(city.summary().path("couriers").path("ever_stuck").asInt()).as("couriers who gave up").isZero();
            assertThat(city.log(0)).contains("swap done: scooter").doesNotContain("ERROR");
            assertWritten(mode, city.log(0).lines().toList());
        }
    }

    /** As text, each line of D as JSON: nothing of the process writes past its log. */
    private static void assertWritten(String mode, List<String> lines) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Set<String> tasks = new HashSet<>();
        for (String line : lines) {
            assertThat(line.startsWith("{")).as(line).isEqualTo(mode.equals("D"));
            JsonNode told = mode.equals("D") ? json.readTree(line) : json.createObjectNode();
            if (told.path("message").asText().startsWith("task ")) {
                assertThat(told.path("message").asText()).startsWith("task " + told.path("task_id").asText() + ":");
            }
            if (told.path("message").asText().contains("swap done: scooter")) {
                assertThat(told.path("claim_id").asText()).as(line).isNotEmpty();
                tasks.add(told.path("task_id").asText());
            }
        }
        assertThat(tasks).hasSize(mode.equals("D") ? SWAPS : 0);
    }
}

package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.Behaviour;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** 300 swaps side by side, and everything that can go another way does so somewhere among them. */
class MixedSwapsIT {

    private static final int SWAPS = 300;
    private static final Map<String, String> SETTINGS = Map.of("POLL_CAR_LIST", "2s", "POLL_CLAIMS_JOURNAL", "500ms", "POLL_RECONCILIATION", "5s",
        "REPLAN_DELAY", "3s", "REPLAN_DELAY_MAX", "10s", "WORKER_RETRY_DELAY", "500ms", "WORKER_LEASE", "20s", "BREAKER_OPEN", "3s");
    private static final List<String> OVER = List.of("done", "cancelled");

    /** Shares at which each behaviour happens a few times among 300 swaps. */
    private static final Map<Behaviour, Double> SHARES = Map.ofEntries(
        Map.entry(Behaviour.VEHICLE_NOT_FOUND, 0.02), Map.entry(Behaviour.VEHICLE_DESTROYED, 0.02), Map.entry(Behaviour.SCOOTER_OFFLINE, 0.03),
        Map.entry(Behaviour.CHARGED_BY_HAND, 0.015), Map.entry(Behaviour.RETAGGED, 0.015), Map.entry(Behaviour.RENTED, 0.015),
        Map.entry(Behaviour.BROKEN_DOOR, 0.015), Map.entry(Behaviour.UNKNOWN_CELL_STATE, 0.03), Map.entry(Behaviour.CELL_TIMEOUT, 0.03),
        Map.entry(Behaviour.PROCESSING_TAKEN_OFF, 0.015), Map.entry(Behaviour.PROCESSING_LEFT_ON, 0.015),
        Map.entry(Behaviour.BOOKING_LOST, 0.015), Map.entry(Behaviour.BOOKING_NOBODY_OWNS, 0.015),
        Map.entry(Behaviour.RETURN_CELLS_BROKEN, 0.02), Map.entry(Behaviour.BOOKED_AWAY, 0.05), Map.entry(Behaviour.UNCHARGED_ACCUMULATOR, 0.03),
        Map.entry(Behaviour.DOUBLE_TAP, 0.05), Map.entry(Behaviour.DOOR_LEFT_OPEN, 0.04), Map.entry(Behaviour.WRONG_ACCUMULATOR, 0.04),
        Map.entry(Behaviour.CLAIM_REFUSED, 0.02), Map.entry(Behaviour.ESTIMATING_FAILED, 0.015), Map.entry(Behaviour.OFFER_EXPIRES_LATE_200, 0.015),
        Map.entry(Behaviour.OFFER_EXPIRES_409, 0.015), Map.entry(Behaviour.PERFORMER_NOT_FOUND, 0.02), Map.entry(Behaviour.PERFORMER_REPLACED, 0.03),
        Map.entry(Behaviour.CANCELLED_BY_TAXI, 0.02), Map.entry(Behaviour.CANCELLED, 0.015), Map.entry(Behaviour.CANCELLED_WITH_PAYMENT, 0.03),
        Map.entry(Behaviour.FAILED_BEFORE_PICKUP, 0.015), Map.entry(Behaviour.FAILED_AFTER_PICKUP, 0.015), Map.entry(Behaviour.ITEMS_ON_HANDS, 0.015),
        Map.entry(Behaviour.RETURNING, 0.02), Map.entry(Behaviour.SCOOTER_NOT_SERVED, 0.02), Map.entry(Behaviour.FOREIGN_CLAIM, 0.1),
        Map.entry(Behaviour.PRICE_CHANGED, 0.05), Map.entry(Behaviour.UNKNOWN_STATUS, 0.03), Map.entry(Behaviour.UNKNOWN_CHANGE_TYPE, 0.03),
        Map.entry(Behaviour.STALE_INFO, 0.03), Map.entry(Behaviour.REPEATED_PAGE, 0.05), Map.entry(Behaviour.EMPTY_PAGE, 0.04),
        Map.entry(Behaviour.CURSOR_REJECTED, 0.03), Map.entry(Behaviour.STOREKEEPER_BUTTONS, 0.5),
        Map.entry(Behaviour.OPERATOR_CANCELS_AND_REPLANS, 0.03), Map.entry(Behaviour.OPERATOR_CANCELS_FOR_GOOD, 0.02),
        Map.entry(Behaviour.OPERATOR_PARKS, 0.1), Map.entry(Behaviour.MANUAL_MODE, 0.1));

    @Test
    void everySwapEndsAndNothingForbiddenHappens() throws Exception {
        try (RunningCity city = new RunningCity("mixed-swaps", 1, arguments())) {
            long start = System.nanoTime();
            city.startBundle(SETTINGS);

            Map<String, Integer> states = awaitEnd(city);

            city.assertNoViolation("mixed: %s in %d s".formatted(states, (System.nanoTime() - start) / 1_000_000_000));
            assertThat(city.secretsTold()).as("secrets in what was told").isEmpty();
            city.assertAuditIntact();
            JsonNode summary = city.summary();
            assertEachBehaviourHappened(summary);
            assertThat(summary.path("couriers").path("ever_stuck").asInt()).as("couriers who gave up").isZero();
            assertThat(summary.path("requests").path("storekeeper").fieldNames()).toIterable().as("the bot did not help, the storekeeper went to the console")
                .noneMatch(way -> way.startsWith("console"));
            assertThat(summary.path("agenda_failures").asInt()).as("failures of the sandbox itself").isZero();
            assertThat(city.log(0).lines().filter(line -> line.contains(" ERROR ") && !line.contains("CRIT ")).toList()).as("errors nobody wakes up for").isEmpty();
        }
    }

    private static String[] arguments() {
        Stream<String> shares = SHARES.entrySet().stream().map(e -> "--sandbox.chance.%s=%s".formatted(e.getKey().title(), e.getValue()));
        return Stream.concat(shares, Stream.of(
            "--sandbox.mode=MIX", "--sandbox.performer-in-info=MIX", "--sandbox.speed=300", "--sandbox.seed=21", "--sandbox.discharge=false",
            "--sandbox.scooters=" + SWAPS, "--sandbox.low-at-start=" + SWAPS, "--sandbox.couriers=" + SWAPS / 2,
            "--sandbox.cells-per-cabinet=200", "--sandbox.charged-per-cabinet=120", "--sandbox.pace.offer-floor=60s", "--sandbox.pace.counter-patience=10s",
            "--sandbox.operators.present=true", "--sandbox.reconciliation-period=60s", "--sandbox.poll-period=60s",
            "--sandbox.faults[0].upstream=scooter-accumulator", "--sandbox.faults[0].call=cabinet/cell/open", "--sandbox.faults[0].fault=LOST_ANSWER",
            "--sandbox.faults[0].share=0.03")).toArray(String[]::new);
    }

    /** Waits until every discharge had its task, every task is over and nobody is under way; how many tasks ended how. */
    private static Map<String, Integer> awaitEnd(RunningCity city) {
        Map<String, Integer> states = new TreeMap<>();
        await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            states.clear();
            List<JsonNode> open = new ArrayList<>();
            for (JsonNode task : tasks(city)) {
                states.merge(task.path("state").asText(), 1, Integer::sum);
                if (!OVER.contains(task.path("state").asText())) {
                    open.add(task);
                }
            }
            JsonNode summary = city.summary();
            assertThat(open).as("open tasks; states %s; couriers %s", states, summary.path("couriers")).isEmpty();
            assertThat(states.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(SWAPS);
            assertThat(summary.path("couriers").path("busy").asInt()).as("couriers under way").isZero();
            assertThat(summary.path("live_claims")).as("live claims").isEmpty();
        });
        return states;
    }

    private static List<JsonNode> tasks(RunningCity city) throws IOException {
        List<JsonNode> tasks = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = city.operator("/operator/v1/tasks?limit=200" + cursor);
            page.path("tasks").forEach(tasks::add);
            cursor = page.hasNonNull("cursor") ? "&cursor=" + page.path("cursor").asText() : null;
        }
        return tasks;
    }

    private static void assertEachBehaviourHappened(JsonNode summary) {
        List<String> never = new ArrayList<>();
        for (Behaviour behaviour : Behaviour.values()) {
            if (summary.path("behaviours").path(behaviour.title()).asInt() == 0) {
                never.add(behaviour.title());
            }
        }
        assertThat(never).as("behaviours that never happened, so that this run proves nothing about them: %s", summary.path("behaviours")).isEmpty();
        assertThat(summary.path("faults_fired").toString()).as("openings whose answer was lost").contains("cabinet/cell/open LOST_ANSWER");
    }
}

package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.wire.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two nodes and their database under everything at once: faults of all partners at about every tenth call, killed and frozen
 * nodes, broken connections, a crashed database. Each discharge gets its task, each task ends, nothing forbidden happens.
 *
 * <p>All is drawn from one seed, {@code -Dchaos.seed=}, printed at the end; {@code -Dchaos.swaps=} says how many swaps. A
 * seed brings back: the city and its couriers' habits, the order of discharges, the strokes and the pauses between them, and
 * which call by its number among its kind meets which fault. It does not bring back how the threads of four processes
 * interleave, and with that: whose call is the n-th of its kind, what a node had in hand when it was struck, the ids of
 * tasks, claims and connections, the durations.
 */
class ChaosIT {

    private static final int SWAPS = Integer.getInteger("chaos.swaps", 100);
    private static final long SEED = Long.getLong("chaos.seed", 20240611L);
    private static final int NODES = 2;
    /** A short run sees each kind of stroke several times; a long one is struck until it is over. */
    private static final int STROKES = Math.max(12, 12 + (SWAPS - 100) / 4);
    private static final int LEASE_MS = 8_000;
    /** Longer than the slowest answer but the very slowest: what comes back late is sometimes still waited for. */
    private static final int RESPONSE_TIMEOUT_MS = 11_000;
    private static final int SLOW_MS = LEASE_MS + 1_000;
    private static final List<String> PARTNERS = List.of("scooter-backend", "scooter-accumulator", "cargo");
    private static final Map<String, String> SETTINGS = Map.ofEntries(
        Map.entry("POLL_CAR_LIST", "2s"), Map.entry("POLL_CLAIMS_JOURNAL", "500ms"), Map.entry("POLL_RECONCILIATION", "5s"),
        Map.entry("REPLAN_DELAY", "3s"), Map.entry("REPLAN_DELAY_MAX", "10s"), Map.entry("WORKER_RETRY_DELAY", "500ms"),
        Map.entry("WORKER_LEASE", LEASE_MS + "ms"), Map.entry("BREAKER_OPEN", "3s"), Map.entry("UPSTREAM_RESPONSE_TIMEOUT", Integer.toString(RESPONSE_TIMEOUT_MS)));

    @Test
    void nothingIsLostAndNothingHappensTwice() throws Exception {
        try (RunningCity city = new RunningCity("chaos", NODES, arguments())) {
            city.startQuickly(SETTINGS);
            ChaosRun run = new ChaosRun(city, SETTINGS, discharges(city), new ChaosPlan(SEED, NODES, LEASE_MS, STROKES), SEED);
            JsonNode audit = run.untilTheEnd();
            JsonNode faults = city.sandbox("faults");
            JsonNode contract = city.sandbox("contract-violations");

            System.out.printf("chaos: %s, %d calls, faults %s, ledger violations %d, contract violations %d, seed %d%n", run.told(), PlannedFaults.calls(faults),
                PlannedFaults.byKind(faults), audit.path("violations").size(), contract.path("count").asInt(), SEED);

            assertThat(audit.path("verdict").asText()).as("ledger (seed %d): %s", SEED, audit.toPrettyString()).isEqualTo("clean");
            assertThat(contract.path("count").asInt()).as("contract violations (seed %d): %s", SEED, contract.toPrettyString()).isZero();
            PlannedFaults.assertAllFired(faults);
            run.assertEveryKindOfStroke();
            assertThat(city.secretsTold()).as("secrets in what was told").isEmpty();
            city.assertAuditIntact();
            assertThat(city.summary().path("agenda_failures").asInt()).as("failures of the sandbox itself").isZero();
        }
    }

    /** Each scooter of the city once. */
    private static List<String> discharges(RunningCity city) throws Exception {
        List<String> cars = new ArrayList<>();
        city.sandbox("city").path("scooters").forEach(scooter -> cars.add(scooter.path("id").asText()));
        Collections.sort(cars);
        Collections.shuffle(cars, new Random(SEED));
        return cars;
    }

    private static String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of(
            "--sandbox.mode=MIX", "--sandbox.performer-in-info=MIX", "--sandbox.speed=300", "--sandbox.seed=" + SEED, "--sandbox.discharge=false",
            "--sandbox.scooters=" + SWAPS, "--sandbox.low-at-start=0", "--sandbox.couriers=" + Math.min(SWAPS, 150),
            "--sandbox.cells-per-cabinet=200", "--sandbox.charged-per-cabinet=120", "--sandbox.pace.offer-floor=60s", "--sandbox.pace.counter-patience=15s",
            "--sandbox.journal-page-size=100", "--sandbox.operators.present=true", "--sandbox.reconciliation-period=90s", "--sandbox.poll-period=60s",
            "--sandbox.watch.grace=30s"));
        for (String partner : PARTNERS) {
            rule(arguments, partner, "*", Fault.REFUSED, 0.012);
            rule(arguments, partner, "*", Fault.RESET_BEFORE, 0.012);
            rule(arguments, partner, "*", Fault.ERROR_BEFORE, 0.012);
            rule(arguments, partner, "*", Fault.LOST_ANSWER, 0.016);
            rule(arguments, partner, "*", Fault.ERROR_AFTER, 0.016);
            rule(arguments, partner, "*", Fault.TOO_MANY, 0.01);
            rule(arguments, partner, "*", Fault.SLOW, 0.005);
            rule(arguments, partner, "*", Fault.SLOW_BODY, 0.006);
            rule(arguments, partner, "*", Fault.STALE_READ, 0.1);
        }
        rule(arguments, "scooter-accumulator", "*", Fault.FORGOTTEN_TOKEN, 0.5);
        rule(arguments, "cargo", "claims/journal", Fault.REPEATED_PAGE, 0.05);
        rule(arguments, "cargo", "claims/journal", Fault.OUT_OF_ORDER, 0.2);
        rule(arguments, "cargo", "claims/journal", Fault.LATE, 0.1);
        rule(arguments, "cargo", "claims/journal", Fault.CURSOR_REFUSED, 0.02);
        return arguments.toArray(String[]::new);
    }

    private static void rule(List<String> arguments, String upstream, String call, Fault fault, double share) {
        String rule = "--sandbox.faults[%d]".formatted(arguments.stream().filter(a -> a.contains("].fault=")).count());
        arguments.addAll(List.of(rule + ".upstream=" + upstream, rule + ".call=" + call, rule + ".fault=" + fault, rule + ".share=" + share,
            rule + ".delay-ms=" + SLOW_MS));
    }
}

package io.batteryexchange.bench.work;

import io.batteryexchange.bench.support.Results;
import io.batteryexchange.bench.support.Size;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a second node adds, on one machine: both share its cores with the database, so little; it shows that nodes do not stand in each other's way. */
class TwoNodesIT {

    private static final int ROUNDS = 3;
    private static final int TASKS = Size.of(3_000, 15_000);
    private static final int TASKS_TO_PLAN = Size.of(1_000, 6_000);
    private static final List<String> ONE = List.of("pickup_arrived");

    @Test
    void twoNodesToOne() throws Exception {
        List<Double> events = new ArrayList<>();
        List<Double> eventsOfOne = new ArrayList<>();
        List<Double> plans = new ArrayList<>();
        List<Double> plansOfOne = new ArrayList<>();
        try (WorkBench bench = new WorkBench(2)) {
            bench.warmUp(() -> bench.journal(TASKS, ONE));
            bench.warmUp(() -> bench.planning(TASKS_TO_PLAN));
            for (int round = 0; round < ROUNDS; round++) {
                bench.freezeSecond();
                eventsOfOne.add(bench.journal(TASKS, ONE).handled());
                plansOfOne.add(bench.planning(TASKS_TO_PLAN).planned());
                bench.thaw();
                events.add(bench.journal(TASKS, ONE).handled());
                plans.add(bench.planning(TASKS_TO_PLAN).planned());
            }
        }
        Results results = new Results("two-nodes");
        results.told("two nodes to one, events handled", Rounds.median(events) / Rounds.median(eventsOfOne), "%.0f events/s to %.0f".formatted(Rounds.median(events), Rounds.median(eventsOfOne)));
        results.told("two nodes to one, tasks from new to claim_created", Rounds.median(plans) / Rounds.median(plansOfOne),
            "%.0f tasks/s to %.0f".formatted(Rounds.median(plans), Rounds.median(plansOfOne)));
        results.close();
    }
}

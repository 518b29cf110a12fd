package io.batteryexchange.bench.work;

import io.batteryexchange.bench.support.Results;
import io.batteryexchange.bench.support.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a new task to its claim with partners that answer at once: the packaged bundle against pgbench with the bundle's statements and no calls, in turns on the same database. */
class PlanningIT {

    private static final int ROUNDS = 3;
    private static final int TASKS = Size.of(1_000, 6_000);

    @Test
    void tasksBecomeClaims() throws Exception {
        List<Double> bundle = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        try (WorkBench bench = new WorkBench(1)) {
            WorkScripts pgbench = new WorkScripts(bench.database());
            List<Map<String, Object>> saves = bench.database().savesOf(bench.warmUp(() -> bench.planning(TASKS)).last());
            for (int round = 0; round < ROUNDS; round++) {
                bench.database().finishAll();
                bench.freeze();
                bench.database().tasksToPlan(TASKS + 2 * WorkScripts.BATCH * WorkScripts.CLIENTS, "-infinity");
                bench.database().tidy();
                alone.add(pgbench.planning(TASKS, saves));
                bench.database().finishAll();
                bench.thaw();
                bundle.add(bench.planning(TASKS).planned());
            }
        }
        Results results = new Results("planning");
        results.atLeast("tasks from new to claim_created, 5 calls of partners each, to pgbench without the calls", Rounds.median(bundle) / Rounds.median(alone), 0.4,
            "%.0f tasks/s to %.0f".formatted(Rounds.median(bundle), Rounds.median(alone)));
        results.close();
    }
}

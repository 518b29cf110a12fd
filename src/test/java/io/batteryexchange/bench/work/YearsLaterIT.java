package io.batteryexchange.bench.work;

import io.batteryexchange.bench.growth.History;
import io.batteryexchange.bench.support.Results;
import io.batteryexchange.bench.support.Size;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The work of {@link JournalIT} and {@link PlanningIT}, first with next to nothing in the tables, then with years of finished swaps: the same node, the same database. */
class YearsLaterIT {

    private static final List<String> ONE = List.of("pickup_arrived");
    private static final int FINISHED = Size.of(50_000, 2_000_000);
    private static final int ENTRIES_OF_TASK = 10;
    private static final int ROUNDS = Size.of(1, 5);
    private static final int TASKS = Size.of(3_000, 8_000);
    private static final int TASKS_TO_PLAN = Size.of(1_000, 3_000);
    private static final double GOAL = 1.15;

    private record Rates(double handled, double planned) {
    }

    @Test
    void theSameWorkTakesNoLonger() throws Exception {
        final Rates young;
        final Rates old;
        try (WorkBench bench = new WorkBench(1)) {
            bench.warmUp(() -> bench.journal(TASKS, ONE));
            bench.warmUp(() -> bench.planning(TASKS_TO_PLAN));
            young = rates(bench);
            bench.freeze();
            new History(bench.database().url(), FINISHED, ENTRIES_OF_TASK).enter();
            bench.thaw();
            old = rates(bench);
        }
        Results results = new Results("years-later");
        String history = "%,d finished tasks and %,d entries".formatted(FINISHED, (long) FINISHED * ENTRIES_OF_TASK);
        results.atMost("time of an event handled, with %s to without".formatted(history), young.handled / old.handled, GOAL, "%.0f events/s to %.0f".formatted(old.handled, young.handled));
        results.atMost("time of a task planned, with %s to without".formatted(history), young.planned / old.planned, GOAL, "%.0f tasks/s to %.0f".formatted(old.planned, young.planned));
        results.close();
    }

    /** After a round that brings what is needed into the database's memory. */
    private static Rates rates(WorkBench bench) throws Exception {
        List<Double> handled = new ArrayList<>();
        List<Double> planned = new ArrayList<>();
        bench.journal(TASKS, ONE);
        bench.planning(TASKS_TO_PLAN);
        for (int round = 0; round < ROUNDS; round++) {
            handled.add(bench.journal(TASKS, ONE).handled());
            planned.add(bench.planning(TASKS_TO_PLAN).planned());
        }
        return new Rates(Rounds.median(handled), Rounds.median(planned));
    }
}

package io.batteryexchange.bench.work;

import io.batteryexchange.bench.support.Results;
import io.batteryexchange.bench.support.Size;
import io.batteryexchange.bench.work.WorkBench.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The journal's events, from cargo's answer to the handled row: the packaged bundle against pgbench with the bundle's statements, in turns on the same database. */
class JournalIT {

    /** Where the courier is at the cabinet, nobody is asked anything: an event that is alone with its task, as most are. */
    private static final List<String> ONE = List.of("pickup_arrived");
    /** From a new claim to the scooter, all at once, as after an hour without the journal; partners are asked seven times. */
    private static final List<String> ALL = List.of("estimating", "ready_for_approval", "accepted", "performer_lookup", "performer_draft", "performer_found", "pickup_arrived", "pickuped",
        "delivery_arrived");
    private static final int ROUNDS = 3;
    private static final int TASKS = Size.of(3_000, 15_000);
    private static final int LONG_TASKS = Size.of(500, 2_500);

    @Test
    void eventsAreTakenInAndHandled() throws Exception {
        List<Double> taken = new ArrayList<>();
        List<Double> handled = new ArrayList<>();
        List<Double> handledAll = new ArrayList<>();
        List<Double> takenAlone = new ArrayList<>();
        List<Double> handledAlone = new ArrayList<>();
        List<Double> handledAllAlone = new ArrayList<>();
        try (WorkBench bench = new WorkBench(1)) {
            WorkScripts pgbench = new WorkScripts(bench.database());
            List<Map<String, Object>> savesOfOne = bench.database().savesOf(bench.warmUp(() -> bench.journal(TASKS, ONE)).last());
            List<Map<String, Object>> savesOfAll = bench.database().savesOf(bench.warmUp(() -> bench.journal(LONG_TASKS, ALL)).last());
            for (int round = 0; round < ROUNDS; round++) {
                bench.freeze();
                takenAlone.add(taking(bench.database(), pgbench));
                handledAlone.add(handling(bench.database(), pgbench, "one event", TASKS, ONE, savesOfOne));
                handledAllAlone.add(handling(bench.database(), pgbench, "all events", LONG_TASKS, ALL, savesOfAll));
                bench.thaw();
                Journal one = bench.journal(TASKS, ONE);
                taken.add(one.taken());
                handled.add(one.handled());
                handledAll.add(bench.journal(LONG_TASKS, ALL).handled());
            }
        }
        Results results = new Results("journal");
        atLeast(results, "journal events taken in, to one-event transactions of pgbench", taken, takenAlone, 1.0);
        atLeast(results, "events handled, one a task, to pgbench with lease and save", handled, handledAlone, 0.5);
        results.told("events handled, %d a task with 7 calls of partners, to pgbench without the calls".formatted(ALL.size()), ratio(handledAll, handledAllAlone), figures(handledAll, handledAllAlone));
        results.close();
    }

    private static double taking(WorkDatabase database, WorkScripts pgbench) throws Exception {
        long first = database.tasksWithClaim(TASKS);
        database.tidy();
        double tps = pgbench.taking(first, TASKS, TASKS / WorkScripts.CLIENTS);
        database.finishAll();
        return tps;
    }

    private static double handling(WorkDatabase database, WorkScripts pgbench, String name, int tasks, List<String> statuses, List<Map<String, Object>> saves) throws Exception {
        database.tasksWithEvents(tasks + 2 * WorkScripts.BATCH * WorkScripts.CLIENTS, statuses);
        database.tidy();
        double tps = pgbench.handling(name.replace(' ', '-'), tasks, saves);
        database.finishAll();
        return tps * statuses.size();
    }

    private static void atLeast(Results results, String what, List<Double> bundle, List<Double> pgbench, double goal) {
        results.atLeast(what, ratio(bundle, pgbench), goal, figures(bundle, pgbench));
    }

    private static double ratio(List<Double> bundle, List<Double> pgbench) {
        return Rounds.median(bundle) / Rounds.median(pgbench);
    }

    private static String figures(List<Double> bundle, List<Double> pgbench) {
        return "%.0f events/s to %.0f".formatted(Rounds.median(bundle), Rounds.median(pgbench));
    }
}

package io.batteryexchange.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.bench.support.Results;
import io.batteryexchange.bench.support.Size;
import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.system.RunningCity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/**
 * The same swaps with nothing in the tables and with years of finished ones: what each statement costs the database, while the sandbox's couriers, the journal, discovery,
 * reconciliation, metrics and operators ask as they always do. How much longer the work takes by it measures YearsLaterIT; this one finds the statement that reads a table.
 */
class GrowthIT {

    private static final int TASKS = Size.of(50_000, 2_000_000);
    private static final int ENTRIES_OF_TASK = 10;
    private static final int WARM_UP = Size.of(15, 30);
    private static final int SWAPS = Size.of(30, 60);
    private static final int QUESTIONS = 20;
    /** Trees of indexes get deeper, so a look-up reads twice as many pages at most; whoever reads a table, reads thousands more. */
    private static final double DEEPER = 2;
    private static final long MORE_BLOCKS = 500;
    private static final Map<String, String> SETTINGS = Map.of("POLL_CAR_LIST", "2s", "POLL_CLAIMS_JOURNAL", "500ms", "POLL_RECONCILIATION", "3s", "POLL_CABINET_STOCK", "3s",
        "METRICS_PERIOD", "2s", "REPLAN_DELAY", "5s");

    @Test
    void yearsOfHistoryCostNothing() throws Exception {
        Results results = new Results("growth");
        final Map<String, Statements.Cost> young;
        final Map<String, Long> seldomYoung;
        try (RunningCity city = city("growth-young")) {
            migrate(city.database());
            young = swaps(city);
            seldomYoung = new SeldomAsked(city.database().url()).blocks();
        }
        final Map<String, Statements.Cost> old;
        final Map<String, Long> seldomOld;
        try (RunningCity city = city("growth-old")) {
            migrate(city.database());
            long began = System.nanoTime();
            new History(city.database().url(), TASKS, ENTRIES_OF_TASK).enter();
            System.out.printf(Locale.ROOT, "history of %,d tasks and %,d entries of timelines entered in %d s%n", TASKS, TASKS * ENTRIES_OF_TASK, (System.nanoTime() - began) / 1_000_000_000);
            old = swaps(city);
            seldomOld = new SeldomAsked(city.database().url()).blocks();
        }

        List<String> both = compare(results, young, old);
        seldomOld.forEach((what, blocks) -> System.out.printf("pages read for %s: %d with history, %d without%n", what, blocks, seldomYoung.get(what)));
        results.close();
        assertThat(both).as("statements that read a table for it").noneMatch(text -> readsTable(young.get(text).blocks(), old.get(text).blocks()));
        assertThat(seldomOld.keySet()).as("pages read with history %s, without %s", seldomOld, seldomYoung).noneMatch(what -> readsTable(seldomYoung.get(what), seldomOld.get(what)));
    }

    private static boolean readsTable(double youngBlocks, double oldBlocks) {
        return oldBlocks > DEEPER * youngBlocks + MORE_BLOCKS;
    }

    private static RunningCity city(String name) throws Exception {
        return new RunningCity(name, 1, EmbeddedDatabase.startDurable(), List.of("--sandbox.mode=P", "--sandbox.speed=250", "--sandbox.seed=7",
            "--sandbox.watch.period=0s", // its ledger would read all of history
            "--sandbox.scooters=" + (WARM_UP + SWAPS), "--sandbox.low-at-start=" + WARM_UP, "--sandbox.discharge=false", "--sandbox.couriers=" + SWAPS,
            "--sandbox.cells-per-cabinet=120", "--sandbox.charged-per-cabinet=60", "--sandbox.performer-in-info=MIX", "--sandbox.chance.broken-door=0", "--sandbox.chance.unknown-cell-state=0"));
    }

    private static void migrate(EmbeddedDatabase database) {
        Flyway.configure().dataSource(database.url(), "postgres", "").load().migrate();
    }

    /** Some swaps to warm up, those that count, then what an operator looks at; what the statements cost. */
    private static Map<String, Statements.Cost> swaps(RunningCity city) throws Exception {
        Statements statements = new Statements(city.database().url());
        city.startBundle(SETTINGS);
        city.awaitAllDone(WARM_UP);
        statements.forget();
        city.sandbox("discharge", "{\"count\":%d}".formatted(SWAPS));
        city.awaitAllDone(WARM_UP + SWAPS);
        for (int i = 0; i < QUESTIONS; i++) {
            for (String question : List.of("summary", "tasks?state=attention", "tasks?attention=true", "tasks?performer_id=nobody")) { // lists that are as long with history
                city.operator("/operator/v1/" + question);
            }
        }
        System.out.printf(Locale.ROOT, "updates that no index had to be told of: tasks %.2f, claims %.2f%n", statements.hotShare("tasks"), statements.hotShare("claims"));
        return statements.read();
    }

    /** By the calls of the run without history, so that rounds of pollers, which go by the clock, count the same on both sides. */
    private static List<String> compare(Results results, Map<String, Statements.Cost> young, Map<String, Statements.Cost> old) {
        List<String> both = young.keySet().stream().filter(old::containsKey).sorted(Comparator.comparing((String text) -> -young.get(text).calls() * old.get(text).ms())).toList();
        double before = both.stream().mapToDouble(text -> young.get(text).calls() * young.get(text).ms()).sum();
        double after = both.stream().mapToDouble(text -> young.get(text).calls() * old.get(text).ms()).sum();
        for (String text : both) {
            Statements.Cost a = young.get(text);
            Statements.Cost b = old.get(text);
            if (b.ms() * a.calls() > 0.01 * after || readsTable(a.blocks(), b.blocks())) {
                System.out.printf(Locale.ROOT, "%6d calls %8.3f -> %8.3f ms %8.0f -> %8.0f pages  %s%n", a.calls(), a.ms(), b.ms(), a.blocks(), b.blocks(),
                    text.replaceAll("\\s+", " ").substring(0, Math.min(110, text.replaceAll("\\s+", " ").length())));
            }
        }
        results.told("the database's time for %d swaps, %,d finished tasks and %,d entries to none".formatted(SWAPS, TASKS, (long) TASKS * ENTRIES_OF_TASK), after / before,
            String.format(Locale.ROOT, "%.1f : %.1f ms a swap", after / SWAPS, before / SWAPS));
        return both;
    }
}

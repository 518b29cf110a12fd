package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The jar of the release before this one, with its own routes, and this one side by side on one schema: a rolling upgrade, and the way back. */
class UpgradeIT {

    private static final int SWAPS = 40;
    private static final int SWAPS_BACK = 20;
    private static final int OLD = 0;
    private static final int NEW = 1;
    private static final Map<String, String> SETTINGS = Map.of("POLL_CAR_LIST", "1s", "POLL_CLAIMS_JOURNAL", "500ms", "REPLAN_DELAY", "5s",
        "WORKER_LEASE", "8s", "WORKER_RETRY_DELAY", "500ms");

    @Test
    void theReleaseBeforeAndThisOneWorkOnOneSchema() throws Exception {
        Path previous = PreviousRelease.folder();
        try (RunningCity city = new RunningCity("upgrade", 2,
                "--sandbox.mode=MIX", "--sandbox.speed=80", "--sandbox.seed=31", "--sandbox.scooters=" + (SWAPS + SWAPS_BACK), "--sandbox.low-at-start=" + SWAPS / 2,
                "--sandbox.discharge=false", "--sandbox.couriers=" + SWAPS, "--sandbox.cells-per-cabinet=90", "--sandbox.charged-per-cabinet=60",
                "--sandbox.performer-in-info=MIX", "--sandbox.chance.broken-door=0", "--sandbox.chance.unknown-cell-state=0");
             TaskTable tasks = new TaskTable(city.database().url())) {
            city.startNode(OLD, of("old"), previous, PreviousRelease.java());
            city.awaitNode(OLD);
            long schemaBefore = schema(tasks);
            awaitSwaps(city, "/swaps_at_scooter", 3);
            List<String> statesThen = tasks.column("state || ' ' || count(*) from tasks group by state order by state");

            city.startNode(NEW, of("new"), Path.of(""), List.of("-Xmx512m", "-jar", "target/battery-exchange.jar")); // migrates under the old node's feet
            city.awaitNode(NEW);
            long schemaAfter = schema(tasks);
            city.sandbox("discharge", "{\"count\":%d}".formatted(SWAPS - SWAPS / 2));
            awaitBothWork(tasks);
            city.killNode(OLD);
            int swaps = city.awaitAllDone(SWAPS);
            System.out.printf("upgrade from %s: schema %d to %d under %s, old node killed in the middle, %d swaps%n",
                PreviousRelease.commit(), schemaBefore, schemaAfter, statesThen, swaps);
            assertThat(schemaAfter).as("version of the schema").isGreaterThanOrEqualTo(schemaBefore);

            city.sandbox("discharge", "{\"count\":%d}".formatted(SWAPS_BACK / 2));
            awaitSwaps(city, "/swaps_at_scooter", SWAPS + 1);
            city.startNode(OLD, of("old"), previous, PreviousRelease.java()); // finds a schema that is newer than itself
            city.awaitNode(OLD);
            city.sandbox("discharge", "{\"count\":%d}".formatted(SWAPS_BACK / 2));
            awaitBothWork(tasks);
            RunningCity.Ended ended = city.terminateNode(NEW, 30);
            assertThat(ended.log()).as("log of the new node").doesNotContain(" ERROR ");
            swaps = city.awaitAllDone(SWAPS + SWAPS_BACK);
            assertThat(city.log(OLD)).as("log of the old node").doesNotContain(" ERROR ");
            city.assertNoViolation("there and back: %d swaps".formatted(swaps));
        }
    }

    private static Map<String, String> of(String node) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("NODE_ID", node);
        return settings;
    }

    private static long schema(TaskTable tasks) throws Exception {
        return tasks.number("max(version::integer) from flyway_schema_history where success");
    }

    /** Each of the two has taken something up since now. */
    private static void awaitBothWork(TaskTable tasks) throws Exception {
        String now = tasks.column("clock_timestamp()").get(0);
        await("both nodes work").atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50)).until(() ->
            tasks.number("count(distinct lease_owner) from tasks where updated_at > '" + now + "'") == 2);
    }

    private static void awaitSwaps(RunningCity city, String figure, int atLeast) {
        await(figure + " of " + atLeast).atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50)).until(() -> city.summary().at(figure).asInt() >= atLeast);
    }
}

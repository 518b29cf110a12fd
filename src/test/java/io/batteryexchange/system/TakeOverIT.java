package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batteryexchange.support.process.ServiceFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How long the tasks of a node that was killed (SIGKILL) wait until the other node takes them over. */
class TakeOverIT {

    private static final int KILLS = 6;
    private static final int SWAPS = KILLS * 10;
    private static final double LEASE_S = 5;
    /** How often a node asks for due tasks, and what a loaded machine adds to it. */
    private static final double SLACK_S = 2;
    private static final Map<String, String> SETTINGS = Map.of("POLL_CAR_LIST", "500ms", "POLL_CLAIMS_JOURNAL", "500ms", "REPLAN_DELAY", "5s",
        "WORKER_LEASE", "5s", "WORKER_THREADS", "8", "WORKER_RETRY_DELAY", "500ms");

    @Test
    void theOtherNodeTakesOverWhenTheLeaseRunsOut() throws Exception {
        try (RunningCity city = new RunningCity("take-over", 2,
                "--sandbox.mode=MIX", "--sandbox.speed=300", "--sandbox.seed=29", "--sandbox.scooters=" + SWAPS, "--sandbox.low-at-start=0",
                "--sandbox.discharge=false", "--sandbox.couriers=" + SWAPS, "--sandbox.cells-per-cabinet=90", "--sandbox.charged-per-cabinet=60",
                "--sandbox.performer-in-info=MIX", "--sandbox.chance.broken-door=0", "--sandbox.chance.unknown-cell-state=0");
             TaskTable tasks = new TaskTable(city.database().url())) {
            ServiceFiles.unpack();
            start(city, 0);
            start(city, 1);
            city.sandbox("faults", "{\"rules\":[{\"fault\":\"latency\",\"delay_ms\":800}]}");
            List<Double> waits = new ArrayList<>();
            for (int kill = 0; kill < KILLS; kill++) {
                waits.addAll(kill(city, tasks, kill % 2));
            }
            city.sandbox("faults", "{\"rules\":[]}");
            Collections.sort(waits);
            double worst = waits.get(waits.size() - 1);
            System.out.printf("%d nodes killed with %d tasks in hand: taken over after %.1f s (median), %.1f s (worst); lease %.0f s%n",
                KILLS, waits.size(), waits.get(waits.size() / 2), worst, LEASE_S);

            assertThat(worst).as("seconds until the last of them was taken over").isLessThan(LEASE_S + SLACK_S);
            int swaps = city.awaitAllDone(SWAPS);
            city.assertNoViolation("%d nodes killed with tasks in hand: %d swaps".formatted(KILLS, swaps));
        }
    }

    /** Kills a node that has something in hand and starts it again; the seconds that each of its tasks waited for the other one. */
    private static List<Double> kill(RunningCity city, TaskTable tasks, int node) throws Exception {
        String owner = "node-" + node;
        city.sandbox("discharge", "{\"count\":%d}".formatted(SWAPS / KILLS));
        await("the node has tasks in hand").atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20)).until(() -> tasks.leasedBy(owner) >= 3);
        List<String> before = tasks.column("extract(epoch from clock_timestamp())");
        city.killNode(node);
        List<String> inHand = tasks.column("task_id from tasks where lease_until > now() and lease_owner = '" + owner + "'");
        String ids = inHand.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
        List<Double> waits = new ArrayList<>();
        if (!inHand.isEmpty()) {
            String entries = " from timeline where name like 'taken over%%' and detail ->> 'from' = '%s' and extract(epoch from at) > %s and task_id in (%s)"
                .formatted(owner, before.get(0), ids);
            await("all tasks are taken over").atMost(Duration.ofMinutes(1)).until(() -> tasks.number("count(distinct task_id)" + entries) == inHand.size());
            tasks.column("extract(epoch from min(at)) - " + before.get(0) + entries + " group by task_id").forEach(wait -> waits.add(Double.parseDouble(wait)));
        }
        start(city, node);
        return waits;
    }

    private static void start(RunningCity city, int node) throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("NODE_ID", "node-" + node);
        city.startNode(node, settings, java.nio.file.Path.of(""), ServiceFiles.unpacked());
        city.awaitNode(node);
    }
}

package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.support.clock.WrongClockAgent;
import io.batteryexchange.support.process.Web;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One node's clock is an hour ahead, the other's an hour behind, and there is no third: only the database's clock counts, so nobody notices. */
class WrongClockIT {

    private static final int SWAPS = 40;
    private static final long HOUR = 3600;
    private static final long LEASE_S = 30;
    private static final Map<String, String> SETTINGS = Map.of("POLL_CAR_LIST", "2s", "POLL_CLAIMS_JOURNAL", "500ms", "REPLAN_DELAY", "5s",
        "POLL_RECONCILIATION", "5s", "WORKER_LEASE", LEASE_S + "s", "WORKER_RETRY_DELAY", "500ms");

    @Test
    void nodesWithWrongClocksDoNoHarm() throws Exception {
        try (RunningCity city = new RunningCity("wrong-clock", 2,
                "--sandbox.mode=MIX", "--sandbox.speed=300", "--sandbox.seed=23", "--sandbox.scooters=" + SWAPS, "--sandbox.low-at-start=" + SWAPS,
                "--sandbox.discharge=false", "--sandbox.couriers=" + SWAPS, "--sandbox.cells-per-cabinet=60", "--sandbox.charged-per-cabinet=30",
                "--sandbox.performer-in-info=MIX", "--sandbox.chance.broken-door=0", "--sandbox.chance.unknown-cell-state=0");
             TaskTable tasks = new TaskTable(city.database().url())) {
            start(city, 0, HOUR);
            start(city, 1, -HOUR);
            city.awaitNode(0);
            city.awaitNode(1);
            assertThat(wrongBy(city, 0)).as("the clock of node 0 is an hour ahead").isBetween(HOUR - 60, HOUR + 60);
            assertThat(wrongBy(city, 1)).as("the clock of node 1 is an hour behind").isBetween(-HOUR - 60, -HOUR + 60);

            LeaseWatch watch = new LeaseWatch(city.database().url());
            int swaps = city.awaitAllDone(SWAPS);
            long longest = watch.end();

            long early = tasks.number("count(*) from timeline e join tasks t using (task_id) where e.at < t.created_at - interval '5 seconds'");
            long late = tasks.number("count(*) from timeline where at > now()");
            long workers = tasks.number("count(distinct lease_owner) from tasks");
            System.out.printf("clocks wrong by +1 h and -1 h: %d swaps, both nodes worked: %s, longest lease ahead %.1f s (lease %d s), leases that ran out %d, refused tokens %d%n",
                swaps, workers == 2, longest / 1000.0, LEASE_S, tasks.number("count(*) from timeline where name like 'taken over%'"), refusedTokens(city));

            assertThat(workers).as("nodes that worked").isEqualTo(2);
            assertThat(longest).as("longest lease ahead, ms").isLessThanOrEqualTo(LEASE_S * 1000);
            assertThat(early).as("timeline entries from before their task").isZero();
            assertThat(late).as("timeline entries from the future").isZero();
            assertThat(tasks.number("count(*) from timeline where name like 'taken over%'")).as("leases taken over from a node that lives").isZero();
            assertThat(tasks.number("count(*) from claim_events where received_at > now() or handled_at > now() or handled_at < received_at")).as("events handled out of time").isZero();
            assertThat(tasks.number("count(*) from tasks where finished_at > now() or finished_at < created_at or updated_at > now()")).as("tasks out of time").isZero();
            assertThat(refusedTokens(city)).as("good tokens refused").isZero();
            city.assertNoViolation("clocks wrong by +1 h and -1 h: %d swaps".formatted(swaps));
        }
    }

    private static void start(RunningCity city, int node, long seconds) throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("NODE_ID", "node-" + node);
        city.startNode(node, settings, Path.of(""),
            List.of(WrongClockAgent.argument(Path.of("target", "system", "wrong-clock"), seconds), "-Xmx512m", "-jar", "target/battery-exchange.jar"));
    }

    /** By how many seconds the node's clock is ahead of ours: what it writes into its log and into its answers. */
    private static long wrongBy(RunningCity city, int node) throws Exception {
        String line = city.log(node).lines().filter(l -> l.contains(" INFO ")).reduce((first, last) -> last).orElseThrow();
        long logged = Duration.between(Instant.now(), java.time.OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).toInstant()).toSeconds();
        long answered = Duration.between(Instant.now(), Web.date(city.nodeUrl(node) + "/actuator/health/liveness")).toSeconds();
        assertThat(answered).as("date of an answer against the log").isBetween(logged - 60, logged + 60);
        return answered;
    }

    private static long refusedTokens(RunningCity city) throws Exception {
        long refused = 0;
        for (Map.Entry<String, JsonNode> call : city.summary().path("requests").properties()) {
            refused += call.getKey().startsWith("bundle ") ? call.getValue().path("401").asLong() : 0;
        }
        return refused;
    }

    /** Looks at the leases all the time: how far the furthest is ahead, by the database's clock. */
    private static final class LeaseWatch {

        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicLong longest = new AtomicLong();
        private final List<Exception> failures = new ArrayList<>();
        private final Thread thread;

        LeaseWatch(String url) {
            thread = new Thread(() -> look(url), "lease-watch");
            thread.start();
        }

        private void look(String url) {
            try (TaskTable tasks = new TaskTable(url)) {
                while (!over.get()) {
                    longest.accumulateAndGet(tasks.number("coalesce(round(extract(epoch from max(lease_until) - clock_timestamp()) * 1000), 0)::bigint from "
                        + "(select lease_until from tasks union all select lease_until from pollers where name <> 'storekeeper-bot') leases"), Math::max);
                    Thread.sleep(20);
                }
            } catch (Exception e) {
                failures.add(e);
            }
        }

        long end() throws Exception {
            over.set(true);
            thread.join();
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
            return longest.get();
        }
    }
}

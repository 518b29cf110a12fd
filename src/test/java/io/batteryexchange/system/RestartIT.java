package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.support.process.Web;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** One of two nodes is asked to end (SIGTERM) in the middle of the work, as every deployment does. */
class RestartIT {

    private static final int SWAPS = 30;
    private static final int AT_START = 8;
    /** Three are worked on, the others wait in the node. */
    private static final int MANY = 7;
    private static final int GRACE_S = 20;
    private static final int EXIT_BY_SIGTERM = 143;
    /** No lease runs out during the test: whatever goes on elsewhere was handed back. */
    private static final Map<String, String> SETTINGS = Map.of("POLL_CAR_LIST", "1s", "POLL_CLAIMS_JOURNAL", "500ms", "REPLAN_DELAY", "5s",
        "WORKER_LEASE", "10m", "WORKER_THREADS", "3", "WORKER_RETRY_DELAY", "500ms");

    @Test
    void whatIsInHandIsFinishedAndTheRestIsHandedBack() throws Exception {
        try (RunningCity city = new RunningCity("restart", 2,
                "--sandbox.mode=MIX", "--sandbox.speed=250", "--sandbox.seed=17", "--sandbox.scooters=" + SWAPS, "--sandbox.low-at-start=" + AT_START,
                "--sandbox.discharge=false", "--sandbox.couriers=" + SWAPS, "--sandbox.cells-per-cabinet=60", "--sandbox.charged-per-cabinet=30",
                "--sandbox.performer-in-info=ALWAYS", "--sandbox.chance.broken-door=0", "--sandbox.chance.unknown-cell-state=0");
             TaskTable tasks = new TaskTable(city.database().url())) {
            city.startNode(0, of("node-0"));
            city.startNode(1, of("node-1"));
            city.awaitNode(0);
            city.awaitNode(1);
            AtomicReference<JsonNode> courier = new AtomicReference<>();
            await("a courier stands at a cabinet").atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100)).until(() -> {
                courier.set(atWork(city));
                return courier.get() != null;
            });
            slowCabinets(city);
            city.sandbox("discharge", "{\"count\":%d}".formatted(SWAPS - AT_START));
            int node = nodeThatHoldsMany(tasks);
            String name = "node-" + node;

            CompletableFuture<Integer> call = askForTheScreen(city, node, courier.get());
            Thread.sleep(300); // the call is on its way
            long leased = tasks.leasedBy(name);
            CompletableFuture<Double> empty = CompletableFuture.supplyAsync(() -> secondsUntilNothingIsLeased(city, name));
            RunningCity.Ended ended = city.terminateNode(node, GRACE_S + 5);
            long left = tasks.number("count(*) from tasks where lease_owner = '" + name + "' and lease_until is not null");
            long pollers = tasks.number("count(*) from pollers where lease_owner = '" + name + "' and lease_until > now()");
            long handedBack = ended.log().lines().filter(line -> line.contains("handed back, this node goes down")).count();
            city.sandbox("faults", "{\"rules\":[]}");
            System.out.printf("SIGTERM with %d tasks leased: %d handed back, nothing leased after %.1f s, exit code %d after %.1f s; a courier's call in flight: %d; calls without an answer: %d%n",
                leased, handedBack, empty.join(), ended.exitCode(), ended.seconds(), call.join(), lostCalls(city));

            assertThat(ended.exitCode()).isEqualTo(EXIT_BY_SIGTERM);
            assertThat(ended.seconds()).isLessThan(GRACE_S);
            assertThat(ended.log()).as("log of the node that ended").doesNotContain(" ERROR ");
            assertThat(left).as("tasks left leased").isZero();
            assertThat(pollers).as("pollers left leased").isZero();
            assertThat(handedBack).as("tasks handed back before they were begun").isPositive();
            assertThat(call.join()).as("the courier's call in flight").isEqualTo(200);

            int swaps = city.awaitAllDone(SWAPS);
            assertThat(tasks.number("count(*) from timeline where name like 'taken over%'")).as("leases that ran out").isZero();
            city.assertNoViolation("SIGTERM to one of two nodes: %d swaps".formatted(swaps));
        }
    }

    private static Map<String, String> of(String node) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("NODE_ID", node);
        return settings;
    }

    /** A courier who is dealing with the bundle at a cabinet; null: none. */
    private static JsonNode atWork(RunningCity city) throws Exception {
        for (JsonNode courier : city.sandbox("city").path("couriers")) {
            if (courier.path("claim_id").isTextual() && courier.path("bag").isEmpty() && courier.path("phase").asText().toLowerCase().equals("exchange_pickup")) {
                return courier;
            }
        }
        return null;
    }

    private static void slowCabinets(RunningCity city) throws Exception {
        city.sandbox("faults", "{\"rules\":[{\"upstream\":\"scooter-accumulator\",\"fault\":\"latency\",\"delay_ms\":2000}]}");
    }

    /**
     * The number of a node that holds more tasks than it works on. Which of the two that is, is a matter of luck: 22 tasks become due at once, a
     * node takes up to 16 of them and the other one what is left.
     */
    private static int nodeThatHoldsMany(TaskTable tasks) {
        AtomicInteger node = new AtomicInteger();
        await("a node holds more tasks than it works on").atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50)).until(() -> {
            node.set(tasks.leasedBy("node-0") >= MANY ? 0 : 1);
            return tasks.leasedBy("node-" + node.get()) >= MANY;
        });
        return node.get();
    }

    private static CompletableFuture<Integer> askForTheScreen(RunningCity city, int node, JsonNode courier) throws Exception {
        String token = city.token(courier.path("id").asText(), "courier");
        String url = city.nodeUrl(node) + "/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=" + courier.path("claim_id").asText();
        return CompletableFuture.supplyAsync(() -> Web.status(url, token));
    }

    private static double secondsUntilNothingIsLeased(RunningCity city, String node) {
        long start = System.nanoTime();
        try (TaskTable tasks = new TaskTable(city.database().url())) {
            while (tasks.leasedBy(node) > 0 && System.nanoTime() - start < GRACE_S * 1_000_000_000L) {
                Thread.sleep(20);
            }
            return (System.nanoTime() - start) / 1e9;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls that came in the moment in which the port closed; a load balancer that looks at readiness sends none, and couriers repeat theirs. */
    private static long lostCalls(RunningCity city) throws Exception {
        long lost = 0;
        for (Map.Entry<String, JsonNode> call : city.summary().path("requests").properties()) {
            lost += call.getKey().startsWith("bundle ") ? call.getValue().path("0").asLong() : 0;
        }
        return lost;
    }
}

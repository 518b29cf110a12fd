package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Discharges scooters, strikes at the bundle as planned, and waits for the end. One thread does all of it, so that strokes come one after another. */
final class ChaosRun {

    private static final Set<String> OVER = Set.of("done", "cancelled");
    /** At most so many discharges without a finished task at a time. */
    private static final int AT_ONCE = 100;
    private static final int LONGEST_EVIDENCE = 6_000;
    private static final Duration STALLED = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PER_SWAP = Duration.ofMillis(1_200);
    private static final Duration ANYWAY = Duration.ofMinutes(4);

    private final RunningCity city;
    private final Map<String, String> settings;
    private final List<String> cars;
    private final Iterator<ChaosPlan.Stroke> strokes;
    private final Random dice;
    private final Map<ChaosPlan.Kind, Integer> done = new EnumMap<>(ChaosPlan.Kind.class);
    private final Map<Integer, Long> thawAt = new HashMap<>();
    private final Map<String, Integer> states = new TreeMap<>();
    private final long start = System.nanoTime();
    private int nodes;
    private int discharged;
    private int terminated;
    private int endedByThemselves;
    private long took;
    private String notOver = "never looked";
    private Map<String, Integer> before = Map.of();
    private long movedAt = System.nanoTime();
    private boolean stallTold;
    private JsonNode summary;

    /** @param cars to be discharged, in this order */
    ChaosRun(RunningCity city, Map<String, String> settings, List<String> cars, ChaosPlan plan, long seed) {
        this.city = city;
        this.settings = settings;
        this.cars = cars;
        this.strokes = plan.strokes().iterator();
        this.dice = new Random(seed + 1);
    }

    /** @return what the ledger finds after the end */
    JsonNode untilTheEnd() throws Exception {
        for (nodes = 0; nodes < 2; nodes++) {
            city.startNode(nodes, settings);
        }
        city.awaitNode(0); // the other one may come into the middle of it
        long end = System.nanoTime() + ANYWAY.plus(PER_SWAP.multipliedBy(cars.size())).toNanos();
        ChaosPlan.Stroke next = strokes.next();
        long strokeAt = System.nanoTime() + next.afterMs() * 1_000_000L;
        long lookAt = 0;
        boolean over = false;
        while (!over) {
            thaw(false);
            keepRunning();
            if (next != null && System.nanoTime() >= strokeAt) {
                strike(next);
                next = strokes.hasNext() ? strokes.next() : null;
                strokeAt = System.nanoTime() + (next == null ? 0 : next.afterMs() * 1_000_000L);
            }
            if (System.nanoTime() >= lookAt) {
                over = look() && done.size() == ChaosPlan.Kind.values().length;
                tellStall();
                lookAt = System.nanoTime() + LOOK.toNanos();
            }
            if (System.nanoTime() >= end) {
                thaw(true);
                await().atMost(Duration.ofMinutes(2)).until(() -> {
                    keepRunning();
                    return readyNode().isPresent();
                });
                tellWhatIsOpen();
                fail("not over in time: %s; %s", notOver, told());
            }
            Thread.sleep(100);
        }
        took = seconds();
        thaw(true);
        city.sandbox("faults", "{\"rules\": []}");
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            keepRunning();
            return IntStream.range(0, nodes).allMatch(city::isNodeReady); // the ledger asks any of them
        });
        summary = city.operator("/operator/v1/summary");
        long untilAudit = seconds();
        JsonNode audit = city.sandbox("ledger/audit", "{\"settle\":\"60s\"}");
        System.out.printf("the ledger was compared in %d s%n", seconds() - untilAudit);
        for (JsonNode violation : audit.path("violations")) {
            explain(violation);
        }
        return audit;
    }

    /** Tells once what stands still while the strokes go on: at the end it may have got loose again. */
    private void tellStall() throws IOException {
        if (!states.equals(before)) {
            before = Map.copyOf(states);
            movedAt = System.nanoTime();
        }
        if (!stallTold && System.nanoTime() - movedAt > STALLED.toNanos() && readyNode().isPresent()) {
            stallTold = true;
            System.out.printf("nothing has moved for %d s%n", STALLED.toSeconds());
            tellWhatIsOpen();
        }
    }

    /** Prints the tasks that are not over, with the end of their timelines, and what the city says of their couriers. */
    private void tellWhatIsOpen() throws IOException {
        for (JsonNode task : tasks()) {
            if (!OVER.contains(task.path("state").asText())) {
                String whole = city.operator(readyNode().orElseThrow(), "/operator/v1/tasks/" + task.path("task_id").asText()).toString();
                System.out.printf("open: %s%n  ... %s%n", task, whole.substring(Math.max(0, whole.length() - LONGEST_EVIDENCE)));
                for (JsonNode courier : city.sandbox("city").path("couriers")) {
                    if (courier.path("claim_id").asText().equals(task.path("cargo_ref_id").asText("none"))) {
                        System.out.printf("  courier: %s%n", courier);
                    }
                }
            }
        }
    }

    /** Prints the tasks that a violation is about. */
    private void explain(JsonNode violation) throws IOException {
        for (JsonNode task : tasks()) {
            for (JsonNode id : violation.path("ids")) {
                if (task.toString().contains(id.toString())) {
                    System.out.printf("rule %s, %s: %s%n", violation.path("rule").asText(), violation.path("ids"),
                        city.operator(readyNode().orElseThrow(), "/operator/v1/tasks/" + task.path("task_id").asText()));
                    break;
                }
            }
        }
    }

    private void strike(ChaosPlan.Stroke stroke) throws InterruptedException {
        int node = stroke.node();
        System.out.printf("%3d s %s, node %d; tasks %s%n", seconds(), stroke.kind(), node, states);
        switch (stroke.kind()) {
            case KILL -> {
                thawAt.remove(node);
                city.killNode(node);
                city.startNode(node, settings);
            }
            case FREEZE -> {
                int other = thawAt.containsKey(node) ? (node + 1) % nodes : node;
                if (!thawAt.isEmpty() && thawAt.containsKey(other)) {
                    return;
                }
                city.freezeNode(other);
                thawAt.put(other, System.nanoTime() + stroke.forMs() * 1_000_000L);
            }
            case TERMINATE -> terminated += city.database().terminateBackends(dice);
            case RESTART -> city.database().restart();
        }
        done.merge(stroke.kind(), 1, Integer::sum);
    }

    private void thaw(boolean all) {
        thawAt.entrySet().removeIf(frozen -> {
            boolean due = all || System.nanoTime() >= frozen.getValue();
            if (due) {
                city.thawNode(frozen.getKey());
            }
            return due;
        });
    }

    /** As the one who runs the service does: a node that could not start, say because the database was away, is started again. */
    private void keepRunning() {
        for (int node = 0; node < nodes; node++) {
            if (!city.isNodeAlive(node)) {
                endedByThemselves++;
                city.startNode(node, settings);
            }
        }
    }

    /** Discharges what is due; whether all is over. */
    private boolean look() {
        try {
            List<JsonNode> tasks = tasks();
            states.clear();
            Set<String> carsWithTask = new HashSet<>();
            Set<String> open = new HashSet<>();
            for (JsonNode task : tasks) {
                states.merge(task.path("state").asText(), 1, Integer::sum);
                carsWithTask.add(task.path("car_id").asText());
                if (!OVER.contains(task.path("state").asText())) {
                    open.add(task.path("task_id").asText() + " " + task.path("state").asText());
                }
            }
            int underWay = open.size() + discharged - carsWithTask.size();
            while (discharged < cars.size() && underWay < AT_ONCE) {
                city.sandbox("scooters/" + cars.get(discharged) + "/discharge", "{}");
                discharged++;
                underWay++;
            }
            JsonNode seen = city.summary();
            notOver = "open tasks %s; discharged %d of %d, %d of them have a task; couriers %s; live claims %s".formatted(open, discharged, cars.size(),
                carsWithTask.size(), seen.path("couriers"), seen.path("live_claims"));
            return open.isEmpty() && carsWithTask.size() == cars.size() && seen.path("couriers").path("busy").asInt() == 0 && seen.path("live_claims").isEmpty();
        } catch (IOException e) {
            notOver = "no node answers: " + e.getMessage();
            return false;
        }
    }

    private List<JsonNode> tasks() throws IOException {
        int node = readyNode().orElseThrow(() -> new IOException("none is ready"));
        List<JsonNode> tasks = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = city.operator(node, "/operator/v1/tasks?limit=200" + cursor);
            page.path("tasks").forEach(tasks::add);
            cursor = page.hasNonNull("cursor") ? "&cursor=" + page.path("cursor").asText() : null;
        }
        return tasks;
    }

    private OptionalInt readyNode() {
        return IntStream.range(0, nodes).filter(node -> !thawAt.containsKey(node) && city.isNodeReady(node)).findFirst();
    }

    void assertEveryKindOfStroke() {
        assertThat(done.keySet()).as("strokes").containsExactlyInAnyOrder(ChaosPlan.Kind.values());
        assertThat(terminated).as("connections that were terminated").isPositive();
    }

    private long seconds() {
        return (System.nanoTime() - start) / 1_000_000_000;
    }

    /** The run in figures. */
    String told() {
        JsonNode ambiguities = summary == null ? null : summary.path("ambiguities");
        int ambiguous = 0;
        if (ambiguities != null) {
            ambiguous = ambiguities.path("open").size();
            for (JsonNode resolved : ambiguities.path("resolved_last_day")) {
                ambiguous += resolved.path("count").asInt();
            }
        }
        return "%d swaps, tasks %s, %d kills, %d stops, %d connections terminated in %d strokes, %d database restarts, %d nodes ended by themselves, ambiguous answers %d %s, %d s"
            .formatted(discharged, states, done.getOrDefault(ChaosPlan.Kind.KILL, 0), done.getOrDefault(ChaosPlan.Kind.FREEZE, 0), terminated,
                done.getOrDefault(ChaosPlan.Kind.TERMINATE, 0), done.getOrDefault(ChaosPlan.Kind.RESTART, 0), endedByThemselves,
                ambiguous, ambiguities == null ? "" : ambiguities.path("resolved_last_day"), took == 0 ? seconds() : took);
    }
}

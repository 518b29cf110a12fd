package io.batteryexchange.system.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.system.RunningCity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** A calm city for people with a browser: a few swaps at the beginning, then nothing happens and nothing goes wrong unless a test wants it. */
final class BrowserCity implements AutoCloseable {

    /** Swaps that robots make while the suite begins: what figures and lists show. */
    static final int FIRST_SWAPS = 4;

    /** City seconds per real second: a robot's swap takes seconds. */
    private static final int SPEED = 120;
    private static final int SLOW = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunningCity city;

    BrowserCity() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--sandbox.speed=" + SPEED, "--sandbox.seed=7", "--sandbox.scooters=40", "--sandbox.couriers=8",
            "--sandbox.low-at-start=" + FIRST_SWAPS, "--sandbox.discharge=false", "--sandbox.watch.period=2s"));
        for (Behaviour behaviour : Behaviour.values()) {
            arguments.add("--sandbox.chance." + behaviour.title() + "=0");
        }
        city = new RunningCity("browser", 1, arguments.toArray(String[]::new));
        city.startBundle(Map.of("POLL_CAR_LIST", "2s", "POLL_CLAIMS_JOURNAL", "500ms", "POLL_CABINET_STOCK", "5s", "REPLAN_DELAY", "10m"));
    }

    /** The sandbox's page, or one of its paths. */
    String sandbox(String path) {
        return city.sandboxUrl() + path;
    }

    /** A page of the console: {@code /operations} and what follows. */
    String console(String path) {
        return city.nodeUrl(0) + "/operations" + path;
    }

    /** A task of the first swaps, done. */
    JsonNode finishedTask() {
        return newestTask("state=done", task -> true);
    }

    /** A task for a scooter that has just become low. */
    JsonNode newTask() {
        String car = act("discharge", "{\"count\":1}").path("car_ids").path(0).asText();
        assertThat(car).as("a scooter on the street").isNotEmpty();
        return newestTask("car_id=" + car, task -> !task.has("finished_at")); // the scooter may have been served before
    }

    /** A task that needs attention: its claim was cancelled while the courier had accumulators on hand. */
    JsonNode attentionTask() {
        JsonNode task = awaitState(newTask(), "to_scooter", "at_scooter");
        act("claims/" + task.path("cargo_ref_id").asText(), "{\"do\":\"items-on-hands\"}");
        return awaitState(task, "attention");
    }

    /** Waits until no courier is under way. */
    void awaitRest() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(() ->
            assertThat(look("/operator/v1/summary").path("states").fieldNames()).toIterable().isSubsetOf("waiting", "parked", "attention"));
    }

    /** A task whose courier is on the way to the cabinet or there, slowly: {@link #usualSpeed} lets it go on. */
    JsonNode taskOnTheWay() {
        speed(SLOW);
        return awaitState(newTask(), "performer_found", "at_cabinet");
    }

    /** A task that waits for ten minutes: its courier's claim was cancelled. */
    JsonNode waitingTask() {
        JsonNode task = taskOnTheWay();
        act("claims/" + task.path("cargo_ref_id").asText(), "{\"do\":\"cancelled-by-taxi\"}");
        usualSpeed();
        return awaitState(task, "waiting");
    }

    /** Waits for the newest task that the operator API finds, and until it is as it should be. */
    JsonNode newestTask(String query, Predicate<JsonNode> wanted) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> look("/operator/v1/tasks?limit=1&" + query).path("tasks").path(0),
            task -> !task.isMissingNode() && wanted.test(task));
    }

    /** Waits until a task is in one of the states; with its timeline. */
    JsonNode awaitState(JsonNode task, String... states) {
        List<Object> wanted = List.of((Object[]) states);
        AtomicReference<JsonNode> now = new AtomicReference<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            now.set(look("/operator/v1/tasks/" + id(task)));
            assertThat(now.get().path("state").asText()).as("state of task %s", id(task)).isIn(wanted);
        });
        return now.get();
    }

    /** Whoever is played by hand is a robot again. */
    void leaveToRobots() {
        seen("phone").path("played").forEach(player -> act("phone/couriers/" + player.path("courier_id").asText() + "/put-down", "{}"));
    }

    static String id(JsonNode task) {
        return task.path("task_id").asText();
    }

    /** How fast the robots' city lives; {@link #usualSpeed} afterwards. */
    void speed(double factor) {
        act("speed", "{\"speed\":" + factor + "}");
    }

    void usualSpeed() {
        speed(SPEED);
    }

    /** The sandbox's control API: POST of {@code /sandbox/<path>}. */
    JsonNode act(String path, String body) {
        try {
            return city.sandbox(path, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** GET of {@code /sandbox/<path>}. */
    JsonNode seen(String path) {
        try {
            return city.sandbox(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the operator API answers. */
    JsonNode look(String path) {
        try {
            return city.operator(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ledger has nothing to say and every request kept its contract. */
    void assertNoViolation(String run) throws IOException {
        city.assertNoViolation(run);
    }

    @Override
    public void close() {
        city.close();
    }
}

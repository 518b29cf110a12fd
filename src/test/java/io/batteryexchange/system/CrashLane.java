package io.batteryexchange.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.support.postgres.CommitNames;
import io.batteryexchange.support.postgres.DatabaseProxy;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.ServiceFiles;
import io.batteryexchange.support.process.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** A city with one scooter, a database behind a proxy and a single node, in which one swap after another is done and disturbed. */
final class CrashLane implements AutoCloseable {

    /** What became of one point. */
    enum Outcome { HELD, NOT_REACHED }

    private static final Map<String, String> SETTINGS = Map.of("POLL_CAR_LIST", "1s", "POLL_CLAIMS_JOURNAL", "200ms", "POLL_RECONCILIATION", "1h", "POLL_CABINET_STOCK", "1h",
        "WORKER_LEASE", "3s", "WORKER_IDLE_DELAY", "50", "WORKER_RETRY_DELAY", "200ms", "WORKER_RETRY_DELAY_MAX", "1s", "REPLAN_DELAY", "1s");
    private static final long PATIENCE_MS = 60_000;
    private static final int LOG_TAIL = 40;

    private final String name;
    private final EmbeddedDatabase database;
    private final DatabaseProxy proxy;
    private final ChildJvm sandbox;
    private final String sandboxUrl;
    private final int port;
    private final Map<String, CrashPoint> pointOfTask = new LinkedHashMap<>();
    private ChildJvm node;
    private int starts;
    private int swaps;
    private String scooter;
    private String token;
    private long tokenAt;

    CrashLane(String name, String mode) throws Exception {
        this.name = name;
        this.database = EmbeddedDatabase.start();
        this.proxy = new DatabaseProxy(Integer.parseInt(database.url().replaceAll(".*:(\\d+)/.*", "$1")), new CommitNames(Path.of("routes", "sql")));
        this.port = Web.freePort();
        int sandboxPort = Web.freePort();
        this.sandboxUrl = "http://127.0.0.1:" + sandboxPort;
        List<String> arguments = new ArrayList<>(ChildJvm.SHORT_LIVED);
        arguments.addAll(List.of("-Xmx384m", "-cp", System.getProperty("java.class.path"),
            "io.batteryexchange.sandbox.SandboxApplication", "--sandbox.port=" + sandboxPort, "--sandbox.bundle-url=" + url(),
            "--sandbox.mode=" + mode, "--sandbox.speed=1000", "--sandbox.seed=5", "--sandbox.discharge=false",
            "--sandbox.scooters=1", "--sandbox.low-at-start=0", "--sandbox.couriers=1", "--sandbox.performer-in-info=" + (mode.equals("P") ? "NEVER" : "ALWAYS"),
            "--sandbox.pace.offer-floor=60s", "--sandbox.pace.counter-patience=60s", "--sandbox.watch.period=20s", "--sandbox.poll-period=60s",
            "--sandbox.chance.broken-door=0", "--sandbox.chance.unknown-cell-state=0"));
        this.sandbox = ChildJvm.start(name + "-sandbox", arguments, Map.of());
        await("the sandbox is up", () -> Web.isUp(sandboxUrl + "/sandbox/health"));
        this.scooter = Web.get(sandboxUrl + "/sandbox/city", null).path("scooters").path(0).path("id").asText();
    }

    void start(List<String> java) {
        Map<String, String> environment = BundleEnvironment.of(sandboxUrl, "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres");
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.putAll(SETTINGS);
        node = ChildJvm.start("%s-bundle-%d".formatted(name, ++starts), java, environment);
    }

    void awaitReady() throws Exception {
        await("the node is ready", () -> {
            if (!node.isAlive()) {
                throw new IllegalStateException("the node ended by itself: " + tail());
            }
            return Web.isUp(url() + "/actuator/health/readiness");
        });
    }

    /** Ends the node in good order. */
    void stop() throws InterruptedException {
        node.terminate();
        node.exitCode(60);
    }

    /** One swap that nobody disturbs; how often each request and each commit came. */
    Map<Boolean, Map<String, Integer>> cleanSwap() throws Exception {
        set("", 1, true, false);
        set("", 1, true, true);
        makeLow();
        awaitEnd();
        Map<String, Integer> requests = new TreeMap<>();
        Web.get(sandboxUrl + "/sandbox/trap", null).path("counts").properties().forEach(e -> requests.put(e.getKey(), e.getValue().asInt()));
        Map<String, Integer> commits = new TreeMap<>(proxy.trap().counts());
        assertAsIfNothingHappened();
        return Map.of(false, requests, true, commits);
    }

    /** One swap during which the node is killed at the given point and started again. */
    Outcome sweep(CrashPoint point) throws Exception {
        set(point.name(), point.ordinal(), point.before(), point.commit());
        set("", 1, true, !point.commit());
        makeLow();
        long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
        int looks = 0;
        while (!sprung(point)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("neither reached nor done within a minute");
            }
            if (++looks % 25 == 0 && isOver()) {
                assertAsIfNothingHappened();
                return Outcome.NOT_REACHED;
            }
            Thread.sleep(20);
        }
        node.kill();
        node.exitCode(10);
        proxy.trap().release();
        Web.post(sandboxUrl + "/sandbox/trap/release", "{}");
        start(ServiceFiles.withArchive());
        awaitReady();
        awaitEnd();
        pointOfTask.put(task().path("task_id").asText(), point);
        assertAsIfNothingHappened();
        return Outcome.HELD;
    }

    private void set(String point, int ordinal, boolean before, boolean commit) throws IOException {
        if (commit) {
            proxy.trap().set(point, ordinal, before);
        } else {
            Web.post(sandboxUrl + "/sandbox/trap", "{\"call\":\"%s\",\"ordinal\":%d,\"side\":\"%s\"}".formatted(point, ordinal, before ? "before" : "after"));
        }
    }

    private boolean sprung(CrashPoint point) throws IOException {
        return point.commit() ? proxy.trap().sprung() : Web.get(sandboxUrl + "/sandbox/trap", null).path("sprung").asBoolean();
    }

    private void makeLow() throws IOException {
        swaps++;
        Web.post(sandboxUrl + "/sandbox/scooters/" + scooter + "/discharge", "{\"level\":17}");
    }

    private void awaitEnd() throws Exception {
        await("swap %d is over".formatted(swaps), () -> {
            try {
                return isOver();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private boolean isOver() throws IOException {
        JsonNode summary = summary();
        return summary.path("swaps_finished").asInt() >= swaps && summary.path("couriers").path("busy").asInt() == 0
            && operator("/operator/v1/summary").path("states").isEmpty();
    }

    /** The swap happened once and left nothing behind. */
    private void assertAsIfNothingHappened() throws IOException {
        JsonNode summary = summary();
        List<String> wrong = new ArrayList<>();
        int claims = 0;
        for (JsonNode count : summary.path("claims")) {
            claims += count.asInt();
        }
        expect(wrong, "claims ever made", claims, swaps);
        expect(wrong, "bookings ever made", summary.path("bookings_made").asInt(), swaps);
        expect(wrong, "swaps at the scooter", summary.path("swaps_at_scooter").asInt(), swaps);
        expect(wrong, "swaps finished", summary.path("swaps_finished").asInt(), swaps);
        expect(wrong, "bookings left", summary.path("bookings_active").asInt(), 0);
        expect(wrong, "scooters left low", summary.path("scooters").path("low").asInt(), 0);
        expect(wrong, "scooters left in processing", summary.path("scooters").path("processing").asInt(), 0);
        expect(wrong, "couriers ever stuck", summary.path("couriers").path("ever_stuck").asInt(), 0);
        expect(wrong, "ledger violations", summary.path("ledger_violations").asInt(), 0);
        expect(wrong, "contract violations", summary.path("contract_violations").asInt(), 0);
        JsonNode task = task();
        expect(wrong, "state", task.path("state").asText(), "done");
        expect(wrong, "attempt", task.path("attempt").asInt(), 1);
        expect(wrong, "outcome", task.path("outcome").asText(), "swapped");
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join("; ", wrong));
        }
    }

    private static void expect(List<String> wrong, String what, Object is, Object should) {
        if (!is.equals(should)) {
            wrong.add("%s: %s instead of %s".formatted(what, is, should));
        }
    }

    /** Compares all timelines with all that happened in the city; the violations with the points they belong to. */
    void audit() throws IOException {
        JsonNode audit = Web.post(sandboxUrl + "/sandbox/ledger/audit", "{\"settle\":\"40s\"}");
        System.out.printf("%s: %d swaps, ledger %s, compared %s%n", name, swaps, audit.path("verdict").asText(), audit.path("compared"));
        if (!audit.path("verdict").asText().equals("clean")) {
            throw new AssertionError("%s: %s%npoints by task: %s".formatted(name, audit.toPrettyString(), pointOfTask));
        }
    }

    /** What helps to understand a failure: the last lines of the node's log and the task with its timeline. */
    String evidence() {
        try {
            return "ledger: %s%ncontract: %s%ntask: %s%nlog:%n%s".formatted(Web.get(sandboxUrl + "/sandbox/ledger", null).path("violations"),
                Web.get(sandboxUrl + "/sandbox/contract-violations", null).path("latest"),
                operator("/operator/v1/tasks/" + task().path("task_id").asText()).toPrettyString(), tail());
        } catch (IOException e) {
            return "no task to be had (%s), log:%n%s".formatted(e.getMessage(), tail());
        }
    }

    private String tail() {
        List<String> lines = node.output().lines().toList();
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    }

    private JsonNode task() throws IOException {
        return operator("/operator/v1/tasks?limit=1").path("tasks").path(0);
    }

    private JsonNode summary() throws IOException {
        return Web.get(sandboxUrl + "/sandbox/summary", null);
    }

    private JsonNode operator(String path) throws IOException {
        if (token == null || System.nanoTime() - tokenAt > 120_000_000_000L) {
            token = Web.token(sandboxUrl, "operator", "operator");
            tokenAt = System.nanoTime();
        }
        return Web.get(url() + path, token);
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    private static void await(String what, BooleanSupplier met) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (!met.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within a minute: " + what);
            }
            Thread.sleep(100);
        }
    }

    @Override
    public void close() throws IOException {
        if (node != null) {
            node.kill();
            node.close();
        }
        sandbox.close();
        proxy.close();
        database.close();
    }
}

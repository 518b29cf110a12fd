package io.batteryexchange.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.SandboxApplication;
import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.support.postgres.CommitNames;
import io.batteryexchange.support.postgres.DatabaseProxy;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.ServiceFiles;
import io.batteryexchange.support.process.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A small city and one node of a changed service, watched closely: whatever waits here ends as soon as the sandbox has found a violation.
 * Ledger and contract are read all the time, what only an audit shows at the end.
 */
final class MutantCity implements AutoCloseable {

    /** The sandbox found something that must not be, or a swap did not end. */
    static final class Caught extends RuntimeException {
        private final TreeSet<String> by;

        Caught(TreeSet<String> by, String what) {
            super(what);
            this.by = by;
        }

        TreeSet<String> by() {
            return by;
        }
    }

    /** The sandboxes' web servers tell of each start and of threads that end a moment late. Held, or the level would be forgotten. */
    private static final Logger WEB_SERVER = Logger.getLogger("org.apache");

    static {
        WEB_SERVER.setLevel(Level.SEVERE);
    }

    /** Looks are this far apart, ms. */
    private static final int LOOK = 150;
    private static final int LOG_TAIL = 40;
    private static final int START_LIMIT_S = 60;
    private static final Set<String> AT_CABINET = Set.of("AT_CABINET", "EXCHANGE_PICKUP", "AT_RETURN", "EXCHANGE_RETURN");

    private final String name;
    private final EmbeddedDatabase server;
    private final DatabaseProxy proxy;
    private final ConfigurableApplicationContext sandbox;
    private final String sandboxUrl;
    private final String databaseUrl;
    private final Path folder;
    private final MutantRun run;
    private final int port = Web.freePort();
    private ChildJvm node;
    private int starts;
    private int swaps;
    private String token;

    /** @param folder in which the service is started */
    MutantCity(String name, MutantRun run, Path folder, EmbeddedDatabase server) throws IOException {
        this.name = name;
        this.run = run;
        this.folder = folder;
        this.server = server;
        String database = "mutant_" + name.replaceAll("[^a-z]", "_");
        execute(server.url(), "drop database if exists " + database, "create database " + database);
        this.databaseUrl = server.url().replaceAll("/postgres$", "/" + database);
        this.proxy = new DatabaseProxy(Integer.parseInt(server.url().replaceAll(".*:(\\d+)/.*", "$1")), new CommitNames(folder.resolve("routes").resolve("sql")));
        int sandboxPort = Web.freePort();
        this.sandboxUrl = "http://127.0.0.1:" + sandboxPort;
        List<String> arguments = new ArrayList<>(List.of("--sandbox.port=" + sandboxPort, "--sandbox.bundle-url=" + url()));
        arguments.addAll(run.arguments());
        this.sandbox = SandboxApplication.start(arguments.toArray(String[]::new)); // in this JVM, which has learnt to start one quickly
    }

    /** Starts a node, {@code java} being what follows the name of the program, and waits until it is ready. */
    void start(List<String> java) throws InterruptedException {
        Map<String, String> environment = BundleEnvironment.of(sandboxUrl,
            run.killsNodes() ? "jdbc:postgresql://127.0.0.1:%d/%s".formatted(proxy.port(), databaseUrl.replaceAll(".*/", "")) : databaseUrl);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.putAll(run.settings());
        node = ChildJvm.start("mutant-%s-bundle-%d".formatted(name, ++starts), java, environment, folder);
        long end = System.nanoTime() + START_LIMIT_S * 1_000_000_000L;
        while (!Web.isUp(url() + "/actuator/health/readiness")) {
            if (!node.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("%s does not start: %s".formatted(name, tail()));
            }
            Thread.sleep(LOOK);
        }
    }

    /** Changes the schema, which the node has migrated. */
    void execute(List<String> statements) {
        execute(databaseUrl, statements.toArray(String[]::new));
    }

    private static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres"); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes as many more scooters low. */
    void discharge(int count) throws IOException {
        swaps += count;
        sandbox("discharge", "{\"count\":%d}".formatted(count));
    }

    /** The scooter that is low. */
    String carId() throws IOException {
        for (JsonNode scooter : sandbox("city").path("scooters")) {
            if (scooter.path("tags").toString().contains("battery_low")) {
                return scooter.path("id").asText();
            }
        }
        throw new IllegalStateException("no scooter is low");
    }

    /** Makes one scooter low, whatever is under way for it. */
    void dischargeAgain(String carId) throws IOException {
        swaps++;
        sandbox("scooters/" + carId + "/discharge", "{\"level\":17}");
    }

    /** From now on these faults strike. */
    void faults(MutantRun.Strikes... strikes) throws IOException {
        sandbox("faults", "{\"rules\":[%s]}".formatted(String.join(",", List.of(strikes).stream().map(MutantRun.Strikes::json).toList())));
    }

    /** @param speed city seconds per real second */
    void speed(int speed) throws IOException {
        sandbox("speed", "{\"speed\":%d}".formatted(speed));
    }

    void manualMode(boolean on) throws IOException {
        Web.call("PUT", url() + "/operator/v1/manual-mode", token(), "{\"scope\":\"all\",\"on\":%s,\"reason\":\"mutants\"}".formatted(on));
    }

    /** What couriers at a cabinet do who have still the screen of before: they tap "open" where the screen of now has no such button. */
    void tapOpen(int seconds) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        AtomicInteger taps = new AtomicInteger();
        await("couriers tap", seconds + 10, city -> {
            for (JsonNode courier : sandbox("city").path("couriers")) {
                if (AT_CABINET.contains(courier.path("phase").asText())) {
                    tapOpen(courier);
                    taps.incrementAndGet();
                }
            }
            return System.nanoTime() > end;
        });
        if (taps.get() == 0) {
            throw new IllegalStateException(name + ": no courier was at a cabinet");
        }
    }

    private void tapOpen(JsonNode courier) throws IOException {
        try {
            Web.call("POST", url() + "/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=" + courier.path("claim_id").asText(),
                Web.token(sandboxUrl, courier.path("id").asText(), "courier"), null);
        } catch (IOException refused) {
            if (!refused.getMessage().contains(" answered ")) { // a refusal is what should come
                throw refused;
            }
        }
    }

    /** From now on the node is to be held at this commit. */
    void holdBefore(String commit) {
        proxy.trap().set(commit, 1, true);
    }

    /** Waits for the held commit, kills the node right there (SIGKILL) and starts it again. */
    void killThere() throws InterruptedException {
        await("the commit comes", 20, city -> proxy.trap().sprung());
        node.kill();
        node.exitCode(10);
        proxy.trap().release();
        start(ServiceFiles.withArchive());
    }

    /** Waits until all swaps have ended, then has the books compared. */
    void awaitOver(int seconds) throws InterruptedException, IOException {
        await("all %d swaps end".formatted(swaps), seconds, city -> city.path("swaps_finished").asInt() >= swaps && city.path("couriers").path("busy").asInt() == 0
            && operator("/operator/v1/summary").path("states").isEmpty());
        sandbox("faults", "{\"rules\":[]}");
        JsonNode audit = sandbox("ledger/audit", "{\"settle\":\"20s\"}");
        look();
        if (!audit.path("verdict").asText().equals("clean")) {
            throw new IllegalStateException(name + ": the audit could not be made: " + audit);
        }
    }

    /** A look at the city that may fail. */
    interface Look {
        boolean at(JsonNode summary) throws IOException;
    }

    /** Waits for something that shows in {@code /sandbox/summary}, and looks for violations meanwhile. */
    void await(String what, int seconds, Look there) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try {
            while (!there.at(look())) {
                if (!node.isAlive()) {
                    throw new IllegalStateException(name + ": the node ended by itself: " + tail());
                }
                if (System.nanoTime() > end) {
                    giveUp("not within %d s: %s".formatted(seconds, what));
                }
                Thread.sleep(LOOK);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Only looks for violations. */
    void watch(int seconds) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        await("time passes", seconds + 10, city -> System.nanoTime() > end);
    }

    /** The books may tell more of why it does not end. */
    private void giveUp(String why) throws IOException {
        sandbox("ledger/audit", "{}");
        TreeSet<String> by = found(sandbox("summary"));
        by.add("not over");
        throw new Caught(by, why + "; " + violations());
    }

    private JsonNode look() throws IOException {
        JsonNode summary = sandbox("summary");
        TreeSet<String> by = found(summary);
        if (!by.isEmpty()) {
            throw new Caught(by, violations());
        }
        return summary;
    }

    private TreeSet<String> found(JsonNode summary) throws IOException {
        TreeSet<String> by = new TreeSet<>();
        if (summary.path("ledger_violations").asInt() > 0) {
            sandbox("ledger").path("by_rule").fieldNames().forEachRemaining(rule -> by.add(rule.matches("\\d+") ? "rule " + rule : rule));
        }
        if (summary.path("contract_violations").asInt() > 0) {
            by.add("contract");
        }
        return by;
    }

    /** The first sentence of each kind. */
    private String violations() throws IOException {
        TreeSet<String> sentences = new TreeSet<>();
        sandbox("ledger").path("violations").forEach(v -> sentences.add(v.path("sentence").asText()));
        sandbox("contract-violations").path("latest").forEach(v -> sentences.add(v.path("reason").asText()));
        return String.join("; ", sentences);
    }

    /** What planned faults did; a fault that never fired proves nothing. */
    JsonNode faultsSoFar() throws IOException {
        return sandbox("faults");
    }

    JsonNode sandbox(String path) throws IOException {
        return Web.get(sandboxUrl + "/sandbox/" + path, null);
    }

    private JsonNode sandbox(String path, String body) throws IOException {
        return Web.post(sandboxUrl + "/sandbox/" + path, body);
    }

    private JsonNode operator(String path) throws IOException {
        return Web.get(url() + path, token());
    }

    /** Lives longer than any run. */
    private String token() throws IOException {
        if (token == null) {
            token = Web.token(sandboxUrl, "operator", "operator");
        }
        return token;
    }

    /** What helps to understand a run: the open tasks and the end of the node's log. */
    String evidence() {
        String tasks;
        try {
            tasks = operator("/operator/v1/tasks?limit=20").path("tasks").toString() + System.lineSeparator() + sandbox("stuck");
        } catch (IOException e) {
            tasks = "none to be had: " + e.getMessage();
        }
        return "tasks: %s%nlog:%n%s".formatted(tasks, tail());
    }

    private String tail() {
        List<String> lines = node.output().lines().toList();
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    }

    /** Ends the node in good order. */
    void stop() throws InterruptedException {
        node.terminate();
        node.exitCode(60);
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        if (node != null) {
            node.kill();
            node.close();
        }
        sandbox.close();
        proxy.close();
    }
}

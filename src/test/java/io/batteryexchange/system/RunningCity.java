package io.batteryexchange.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.support.SecretSearch;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.ServiceFiles;
import io.batteryexchange.support.process.Web;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged jar against a real database and the sandbox, each in a process of its own. */
public final class RunningCity implements AutoCloseable {

    private final String name;
    private final EmbeddedDatabase database;
    private final ChildJvm sandbox;
    private final String sandboxUrl;
    private final List<Integer> ports = new ArrayList<>();
    private final Map<Integer, ChildJvm> nodes = new LinkedHashMap<>();
    private List<String> java = Stream.concat(ChildJvm.SHORT_LIVED.stream(), Stream.of("-Xmx512m", "-jar", "target/battery-exchange.jar")).toList();
    private int starts;

    /**
     * @param mostNodes        how many nodes of the bundle the couriers know
     * @param sandboxArguments like {@code --sandbox.mode=D}
     */
    public RunningCity(String name, int mostNodes, String... sandboxArguments) throws IOException {
        this(name, mostNodes, EmbeddedDatabase.start(), Arrays.asList(sandboxArguments));
    }

    /** @param database is closed with the city */
    public RunningCity(String name, int mostNodes, EmbeddedDatabase database, List<String> sandboxArguments) throws IOException {
        this.name = name;
        this.database = database;
        int sandboxPort = Web.freePort();
        while (ports.size() < mostNodes) {
            ports.add(Web.freePort());
        }
        this.sandboxUrl = "http://127.0.0.1:" + sandboxPort;
        List<String> arguments = new ArrayList<>(ChildJvm.SHORT_LIVED);
        arguments.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"),
            "io.batteryexchange.sandbox.SandboxApplication", "--sandbox.port=" + sandboxPort, "--sandbox.bundle-url=" + String.join(",", ports.stream().map(RunningCity::url).toList())));
        arguments.addAll(sandboxArguments);
        this.sandbox = ChildJvm.start(name + "-sandbox", arguments, Map.of());
        await().atMost(Duration.ofMinutes(2)).until(() -> alive(sandbox) && Web.isUp(sandboxUrl + "/sandbox/health"));
    }

    /** From now on nodes start quickly: for runs in which they start often. */
    void startQuickly(Map<String, String> settings) throws IOException, InterruptedException {
        ServiceFiles.unpack();
        java = ServiceFiles.writingArchive();
        startBundle(settings);
        terminateNode(0, 60);
        java = ServiceFiles.withArchive();
    }

    /** Starts the bundle's only node and waits until it is ready. */
    public void startBundle(Map<String, String> settings) {
        startNode(0, settings);
        awaitNode(0);
    }

    /** Starts a node as contracts/deployment says. */
    void startNode(int node, Map<String, String> settings) {
        startNode(node, settings, Path.of(""), java);
    }

    /**
     * Starts a node in another folder, or of another release.
     *
     * @param folder    holds routes/ and config/
     * @param arguments what follows {@code java}
     */
    void startNode(int node, Map<String, String> settings, Path folder, List<String> arguments) {
        Map<String, String> environment = BundleEnvironment.of(sandboxUrl, database.url());
        environment.put("SERVER_PORT", Integer.toString(ports.get(node)));
        environment.put("CONSOLE_URL", nodeUrl(node));
        environment.putAll(settings);
        nodes.put(node, ChildJvm.start(name + "-bundle-" + ++starts, arguments, environment, folder));
    }

    /** Waits until a node is ready. */
    void awaitNode(int node) {
        await().atMost(Duration.ofMinutes(2)).until(() -> alive(nodes.get(node)) && Web.isUp(url(ports.get(node)) + "/actuator/health/readiness"));
    }

    /** Ends a node at once (SIGKILL). */
    void killNode(int node) throws InterruptedException {
        nodes.get(node).kill();
        nodes.remove(node).exitCode(10);
    }

    /** Asks a node to end (SIGTERM) and waits for it; what it logged and how it ended. */
    Ended terminateNode(int node, long seconds) throws InterruptedException {
        ChildJvm process = nodes.get(node);
        long start = System.nanoTime();
        process.terminate();
        int exitCode = process.exitCode(seconds);
        nodes.remove(node);
        return new Ended(exitCode, (System.nanoTime() - start) / 1e9, process.output());
    }

    /** How a node ended. */
    record Ended(int exitCode, double seconds, String log) {
    }

    /** Stops a node in its tracks (SIGSTOP), as a long pause of its machine does. */
    void freezeNode(int node) {
        nodes.get(node).freeze();
    }

    /** Lets a frozen node go on (SIGCONT). */
    void thawNode(int node) {
        nodes.get(node).thaw();
    }

    /** Does the node's process run? */
    boolean isNodeAlive(int node) {
        return nodes.containsKey(node) && nodes.get(node).isAlive();
    }

    /** Does the node answer, and is it ready? */
    boolean isNodeReady(int node) {
        return isNodeAlive(node) && Web.isUp(url(ports.get(node)) + "/actuator/health/readiness");
    }

    /** Where a node listens. */
    public String nodeUrl(int node) {
        return url(ports.get(node));
    }

    /** Where the sandbox listens. */
    public String sandboxUrl() {
        return sandboxUrl;
    }

    /** A token of the sandbox's issuer. */
    String token(String client, String scope) throws IOException {
        return Web.token(sandboxUrl, client, scope);
    }

    public EmbeddedDatabase database() {
        return database;
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** What the sandbox counts: scooters, claims, swaps, couriers, faults. */
    public JsonNode summary() throws IOException {
        return Web.get(sandboxUrl + "/sandbox/summary", null);
    }

    private JsonNode contractViolations() throws IOException {
        return Web.get(sandboxUrl + "/sandbox/contract-violations", null);
    }

    /** Lets the ledger compare its own records with the bundle's timelines. */
    private JsonNode audit() throws IOException {
        return Web.post(sandboxUrl + "/sandbox/ledger/audit", "{\"settle\":\"30s\"}");
    }

    /** What one node's operator API answers. */
    JsonNode operator(int node, String path) throws IOException {
        return Web.get(url(ports.get(node)) + path, Web.token(sandboxUrl, "operator", "operator"));
    }

    /** What the sandbox's control API answers to a GET of {@code /sandbox/<path>}. */
    public JsonNode sandbox(String path) throws IOException {
        return Web.get(sandboxUrl + "/sandbox/" + path, null);
    }

    /** What it answers to a POST. */
    public JsonNode sandbox(String path, String body) throws IOException {
        return Web.post(sandboxUrl + "/sandbox/" + path, body);
    }

    /** What the operator API of the first node answers. */
    public JsonNode operator(String path) throws IOException {
        return Web.get(url(ports.get(nodes.keySet().iterator().next())) + path, Web.token(sandboxUrl, "operator", "operator"));
    }

    /** What the node has logged so far. */
    String log(int node) {
        return nodes.get(node).output();
    }

    /** The packaged command finds every timeline as it was entered. */
    void assertAuditIntact() throws InterruptedException {
        try (ChildJvm command = ChildJvm.start(name + "-verify-audit", List.of("-Xmx128m", "-jar", "target/battery-exchange.jar", "verify-audit"),
                BundleEnvironment.of(sandboxUrl, database.url()))) {
            int exitCode = command.exitCode(120);
            System.out.print(command.output());
            assertThat(exitCode).as(command.output()).isZero();
        }
    }

    /**
     * Secrets in what the run has told: logs of all processes, tasks with their timelines, summary, metrics, errors. Its findings name file or address, line and
     * kind. A node must be there to be asked.
     */
    List<String> secretsTold() throws IOException {
        SecretSearch search = new SecretSearch(BundleEnvironment.of(sandboxUrl, database.url()));
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(Path.of("target", "system"), name + "-*.log")) {
            for (Path log : logs) {
                found.addAll(search.in(log.toString(), Files.readString(log)));
            }
        }
        String node = url(ports.get(nodes.keySet().iterator().next()));
        String operator = Web.token(sandboxUrl, "operator", "operator");
        String cursor = "";
        while (cursor != null) {
            JsonNode page = Web.get(node + "/operator/v1/tasks?limit=200" + cursor, operator);
            for (JsonNode task : page.path("tasks")) {
                String path = "/operator/v1/tasks/" + task.path("task_id").asText();
                found.addAll(search.in(path, Web.get(node + path, operator).toPrettyString()));
            }
            cursor = page.hasNonNull("cursor") ? "&cursor=" + page.path("cursor").asText() : null;
        }
        for (String path : List.of("/operator/v1/summary", "/actuator/prometheus", "/actuator/health/readiness")) {
            String told = Web.body(node + path, operator);
            assertThat(told).as("answer of %s", path).isNotBlank();
            found.addAll(search.in(path, told));
        }
        for (String path : List.of("/operator/v1/tasks/none", "/operator/v1/tasks?limit=none", "/operator/v1/tasks?cursor=" + operator.substring(0, 20), "/none",
                "/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=none")) {
            found.addAll(search.in("the error of " + path, Web.body(node + path, operator)));
            found.addAll(search.in("the error of " + path + " without a valid token", Web.body(node + path, operator + "x")));
        }
        return found;
    }

    /** Waits until nothing is left to do; the number of swaps that the city saw finish. */
    public int awaitAllDone(int swaps) {
        await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            JsonNode open = operator("/operator/v1/summary").path("states");
            assertThat(open.isEmpty() ? summary().path("swaps_finished").asInt() : -1).as("swaps finished; open tasks: %s", open).isEqualTo(swaps);
        });
        return swaps;
    }

    /** Nothing that must never happen has happened, and every request kept its contract. */
    public JsonNode assertNoViolation(String run) throws IOException {
        JsonNode audit = audit();
        JsonNode contract = contractViolations();
        System.out.printf("%s, contract violations %d, ledger %s, compared %s%n", run, contract.path("count").asInt(), audit.path("verdict").asText(), audit.path("compared"));
        assertThat(audit.path("verdict").asText()).as("ledger: %s", audit.toPrettyString()).isEqualTo("clean");
        assertThat(contract.path("count").asInt()).as("contract violations: %s", contract.toPrettyString()).isZero();
        return audit;
    }

    @Override
    public void close() {
        nodes.values().forEach(ChildJvm::close);
        sandbox.close();
        database.close();
    }

    private static boolean alive(ChildJvm process) {
        if (!process.isAlive()) {
            throw new IllegalStateException("ended by itself, see " + process.log() + ":\n" + process.output());
        }
        return true;
    }
}

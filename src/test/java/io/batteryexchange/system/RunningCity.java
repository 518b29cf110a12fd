package io.batteryexchange.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.EmbeddedDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The packaged jar against a real database and the sandbox, each in a process of its own. */
final class RunningCity implements AutoCloseable {

    private final String name;
    private final EmbeddedDatabase database;
    private final ChildJvm sandbox;
    private final String sandboxUrl;
    private final int bundlePort;
    private ChildJvm bundle;
    private int starts;

    /** @param sandboxArguments like {@code --sandbox.mode=D} */
    RunningCity(String name, String... sandboxArguments) throws IOException {
        this.name = name;
        this.database = EmbeddedDatabase.start();
        int sandboxPort = Web.freePort();
        this.bundlePort = Web.freePort();
        this.sandboxUrl = "http://127.0.0.1:" + sandboxPort;
        List<String> arguments = new ArrayList<>(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"),
            "io.batteryexchange.sandbox.SandboxApplication", "--sandbox.port=" + sandboxPort, "--sandbox.bundle-url=" + bundleUrl()));
        arguments.addAll(Arrays.asList(sandboxArguments));
        this.sandbox = ChildJvm.start(name + "-sandbox", arguments, Map.of());
        await().atMost(Duration.ofMinutes(2)).until(() -> alive(sandbox) && Web.isUp(sandboxUrl + "/sandbox/health"));
    }

    /** Starts the bundle as contracts/deployment says and waits until it is ready. */
    void startBundle(Map<String, String> settings) {
        Map<String, String> environment = BundleEnvironment.of(sandboxUrl, database.url());
        environment.put("SERVER_PORT", Integer.toString(bundlePort));
        environment.putAll(settings);
        bundle = ChildJvm.start(name + "-bundle-" + ++starts, List.of("-Xmx512m", "-jar", "target/battery-exchange.jar"), environment);
        await().atMost(Duration.ofMinutes(2)).until(() -> alive(bundle) && Web.isUp(bundleUrl() + "/actuator/health/readiness"));
    }

    String bundleUrl() {
        return "http://127.0.0.1:" + bundlePort;
    }

    JsonNode summary() throws IOException {
        return Web.get(sandboxUrl + "/sandbox/summary", null);
    }

    JsonNode contractViolations() throws IOException {
        return Web.get(sandboxUrl + "/sandbox/contract-violations", null);
    }

    /** Lets the ledger compare its own records with the bundle's timelines. */
    JsonNode audit() throws IOException {
        return Web.post(sandboxUrl + "/sandbox/ledger/audit", "{\"settle\":\"30s\"}");
    }

    JsonNode operator(String path) throws IOException {
        return Web.get(bundleUrl() + path, Web.token(sandboxUrl, "operator", "operator"));
    }

    ChildJvm bundle() {
        return bundle;
    }

    @Override
    public void close() {
        if (bundle != null) {
            bundle.close();
        }
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

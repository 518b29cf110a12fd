package io.batteryexchange.bench.work;

import static org.awaitility.Awaitility.await;

import io.batteryexchange.bench.support.NodeFlags;
import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.Web;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process of the packaged bundle with Java's defaults: both compilers, its own choice of a collector. */
final class BundleNode implements AutoCloseable {

    private final int port;
    private final ChildJvm process;

    private BundleNode(int port, ChildJvm process) {
        this.port = port;
        this.process = process;
    }

    /** Started; see {@link #awaitReady}. The journal is looked at five times a second, and what is not measured as good as never. */
    static BundleNode start(String name, String partnersUrl, String databaseUrl) throws IOException {
        int port = Web.freePort();
        Map<String, String> environment = BundleEnvironment.of(partnersUrl, databaseUrl);
        environment.putAll(Map.of("SERVER_PORT", Integer.toString(port), "NODE_ID", name, "UPSTREAM_TELEGRAM_TOKEN", "",
            "POLL_CLAIMS_JOURNAL", "200ms", "POLL_CAR_LIST", "1h", "POLL_RECONCILIATION", "1h", "POLL_CABINET_STOCK", "1h"));
        return new BundleNode(port, ChildJvm.start("bench-" + name, NodeFlags.before(List.of("-jar", "target/battery-exchange.jar")), environment));
    }

    void awaitReady() {
        await().atMost(Duration.ofMinutes(2)).until(() -> process.isAlive() && Web.isUp("http://127.0.0.1:" + port + "/actuator/health/readiness"));
    }

    ChildJvm process() {
        return process;
    }

    /** It takes no processor time until it is thawed. */
    void freeze() {
        process.freeze();
    }

    void thaw() {
        process.thaw();
    }

    @Override
    public void close() {
        process.thaw();
        process.close();
    }
}

package io.batteryexchange.bench.work;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.Web;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A durable database, instant partners and nodes of the bundle, each a process of its own, and rounds of work for them. */
final class WorkBench implements AutoCloseable {

    /** Events a second of a round, and its last swap. */
    record Journal(double taken, double handled, Swap last) {
    }

    /** Tasks a second of a round, and its last swap. */
    record Planning(double planned, Swap last) {
    }

    private final WorkDatabase database = new WorkDatabase();
    private final List<BundleNode> nodes = new ArrayList<>();
    private final int partnersPort = Web.freePort();
    private final ChildJvm partners = ChildJvm.start("bench-partners",
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", System.getProperty("java.class.path"), InstantPartners.class.getName(), Integer.toString(partnersPort)), Map.of());

    WorkBench(int count) throws IOException {
        await().atMost(Duration.ofMinutes(1)).until(() -> Web.isUp(partnersUrl() + "/oauth2/jwks"));
        for (int node = 1; node <= count; node++) {
            nodes.add(BundleNode.start("node-" + node, partnersUrl(), database.url()));
        }
        nodes.forEach(BundleNode::awaitReady);
    }

    WorkDatabase database() {
        return database;
    }

    /** All nodes stand still while others are measured. */
    void freeze() {
        nodes.forEach(BundleNode::freeze);
    }

    /** The second of two nodes stands still. Not while it has the journal: the other one would wait until its lease runs out. */
    void freezeSecond() {
        nodes.get(1).freeze();
        while (database.number("count(*) from pollers where lease_owner = 'node-2' and lease_until is not null") > 0) {
            nodes.get(1).thaw();
            nodes.get(1).freeze();
        }
    }

    void thaw() {
        nodes.forEach(BundleNode::thaw);
    }

    /** The claims of so many tasks come to these statuses, one after the other. */
    Journal journal(int tasks, List<String> statuses) throws IOException {
        long first = database.tasksWithClaim(tasks);
        database.tidy();
        Web.post(partnersUrl() + "/bench/journal", "{\"first\":%d,\"count\":%d,\"statuses\":\"%s\"}".formatted(first, tasks, String.join(" ", statuses)));
        int events = tasks * statuses.size();
        String ours = "from claim_events where claim_id >= lpad('%d', 32, '0') and handled_at is not null".formatted(first);
        await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(200)).until(() -> times().path("taken_s").asDouble() > 0 && unhandled() == 0);
        if (database.number("count(*) " + ours) != events) {
            throw new IllegalStateException("handled " + database.number("count(*) " + ours) + " of " + events + " events");
        }
        double handled = database.number("extract(epoch from max(handled_at)) " + ours) - times().path("answered_at").asDouble() / 1000;
        return new Journal(events / times().path("taken_s").asDouble(), events / handled, new Swap(first + tasks - 1));
    }

    /** So many new tasks come to claim_created. */
    Planning planning(int tasks) {
        long first = database.tasksToPlan(tasks, "infinity");
        database.tidy();
        double begun = database.areDue(first, tasks);
        String ours = "from claims c join tasks t using (task_id) where t.state = 'claim_created' and c.claim_id >= lpad('%d', 32, '0')".formatted(first);
        await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(200)).until(() -> database.number("count(*) " + ours) == tasks);
        return new Planning(tasks / (database.number("extract(epoch from max(c.created_at)) " + ours) - begun), new Swap(first + tasks - 1));
    }

    private double unhandled() {
        return database.number("count(*) from claim_events where handled_at is null and task_id is not null");
    }

    private JsonNode times() throws IOException {
        return Web.get(partnersUrl() + "/bench/journal", null);
    }

    private String partnersUrl() {
        return "http://127.0.0.1:" + partnersPort;
    }

    @Override
    public void close() {
        nodes.forEach(BundleNode::close);
        partners.close();
        database.close();
    }
}

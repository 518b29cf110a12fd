package io.batteryexchange.bench.work;

import static org.awaitility.Awaitility.await;

import io.batteryexchange.bench.support.WarmUp;
import io.batteryexchange.support.process.ChildJvm;
import io.batteryexchange.support.process.Web;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A durable database, instant partners and nodes of the bundle, each a process of its own, and rounds of work for them. */
final class WorkBench implements AutoCloseable {

    /** Events a second of a round, and its last swap. */
    record Journal(double taken, double handled, Swap last) {
    }

    /** Tasks a second of a round, and its last swap. */
    record Planning(double planned, Swap last) {
    }

    private static final Duration LONGEST = Duration.ofMinutes(4);

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
        database.pollTheJournalAlone();
    }

    WorkDatabase database() {
        return database;
    }

    /** What the last round told. */
    <T> T warmUp(Callable<T> round) throws Exception {
        return WarmUp.of(nodes.stream().map(BundleNode::process).toList(), round);
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

    /**
     * The claims of so many tasks come to these statuses, one after the other. First the journal is taken in while nobody may work on the tasks, then all of them are free:
     * each part has the machine for itself, as pgbench has.
     */
    Journal journal(int tasks, List<String> statuses) throws IOException {
        long first = database.tasksWithClaim(tasks);
        database.lease(first, tasks);
        database.tidy();
        Web.post(partnersUrl() + "/bench/journal", "{\"first\":\"%d\",\"count\":\"%d\",\"statuses\":\"%s\"}".formatted(first, tasks, String.join(" ", statuses)));
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(100)).until(() -> takenSeconds() > 0);
        int events = tasks * statuses.size();
        String ours = "from claim_events where task_id is not null and claim_id between lpad('%d', 32, '0') and lpad('%d', 32, '0')".formatted(first, first + tasks - 1);
        if (database.number("count(*) " + ours) != events) {
            throw new IllegalStateException("%.0f of %d events are there".formatted(database.number("count(*) " + ours), events));
        }
        double begun = database.free(first, tasks);
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(200)).until(() -> database.number("count(*) from claim_events where handled_at is null and task_id is not null") == 0);
        double handled = database.number("extract(epoch from max(handled_at)) " + ours) - begun;
        return new Journal(events / takenSeconds(), events / handled, new Swap(first + tasks - 1));
    }

    /** So many new tasks come to claim_created. */
    Planning planning(int tasks) {
        long first = database.tasksToPlan(tasks, "infinity");
        database.tidy();
        double begun = database.areDue(first, tasks);
        String ours = "from claims c join tasks t using (task_id) where t.state = 'claim_created' and c.claim_id between lpad('%d', 32, '0') and lpad('%d', 32, '0')".formatted(first, first + tasks - 1);
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(200)).until(() -> database.number("count(*) " + ours) == tasks);
        return new Planning(tasks / (database.number("extract(epoch from max(c.created_at)) " + ours) - begun), new Swap(first + tasks - 1));
    }

    /** From cargo's first page to the call that asks for what follows the last event; below 0: not yet. */
    private double takenSeconds() throws IOException {
        return Web.get(partnersUrl() + "/bench/journal", null).path("taken_s").asDouble();
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

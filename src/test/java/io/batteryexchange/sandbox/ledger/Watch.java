package io.batteryexchange.sandbox.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.SandboxSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the bundle again and again: a drift that outlives its period becomes a violation, and manual mode is seen while it is on. */
public final class Watch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    /** What was under way when manual mode came on. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(3);
    private static final int REST_FACTOR = 5;

    private final OperatorClient operator;
    private final Drifts drifts;
    private final ChangeJournal changes;
    private final Conservation conservation;
    private final Openings openings;
    private final Ledger ledger;
    private final SandboxSettings settings;
    private final Map<String, Instant> firstSeen = new LinkedHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread t = new Thread(work, "ledger-watch");
        t.setDaemon(true);
        return t;
    });
    private volatile String lastFailure = "never looked";

    Watch(OperatorClient operator, Drifts drifts, ChangeJournal changes, Conservation conservation, Openings openings,
          Ledger ledger, SandboxSettings settings) {
        this.operator = operator;
        this.drifts = drifts;
        this.changes = changes;
        this.conservation = conservation;
        this.openings = openings;
        this.ledger = ledger;
        this.settings = settings;
    }

    public void start() {
        if (!settings.watch().period().isZero()) {
            thread.schedule(this::round, settings.watch().period().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void round() {
        Instant start = Instant.now();
        try {
            look(operator.tasks().values());
            lookAtManualMode();
            lastFailure = "";
        } catch (OperatorClient.Unreadable e) {
            lastFailure = e.getMessage();
            forget();
        } catch (RuntimeException e) {
            lastFailure = e.toString();
            log.error("The ledger's watch failed", e);
        }
        long pause = Math.max(settings.watch().period().toMillis(), Duration.between(start, Instant.now()).toMillis() * REST_FACTOR);
        if (!thread.isShutdown()) {
            thread.schedule(this::round, pause, TimeUnit.MILLISECONDS);
        }
    }

    /** @return the drifts that are still within their period */
    synchronized List<Drift> look(Collection<JsonNode> tasks) {
        conservation.check();
        openings.check(tasks);
        Map<String, Drift> present = drifts.now(tasks).stream().collect(Collectors.toMap(Drift::key, d -> d, (a, b) -> a, LinkedHashMap::new));
        Instant now = Instant.now();
        firstSeen.keySet().retainAll(present.keySet());
        present.keySet().forEach(key -> firstSeen.putIfAbsent(key, now));
        return present.values().stream().filter(drift -> {
            boolean lasting = firstSeen.get(drift.key()).plus(period(drift)).isBefore(now);
            if (lasting) {
                ledger.add(drift.key(), drift.rule(), drift.sentence(), drift.ids());
            }
            return !lasting;
        }).toList();
    }

    /** What was given out since manual mode came on where it is on now. Whoever switches it off looks first. */
    public synchronized void lookAtManualMode() throws OperatorClient.Unreadable {
        for (JsonNode scope : operator.manualMode()) {
            String name = scope.path("scope").asText();
            Instant since = OffsetDateTime.parse(scope.path("since").asText()).toInstant().plus(UNDER_WAY);
            changes.all().stream()
                    .filter(c -> c.givesOut() && c.at().isAfter(since) && (name.equals("all") || name.equals(c.storeId())))
                    .forEach(c -> ledger.add("7 " + c.at() + c.about(), "7", c.name() + " while manual mode is on for " + name, c.about()));
        }
    }

    /** While the bundle cannot be read it may be down, and then it mends nothing: the periods start anew. */
    private synchronized void forget() {
        firstSeen.clear();
    }

    /** Why the last look failed; empty when it did not. */
    public String lastFailure() {
        return lastFailure;
    }

    private Duration period(Drift drift) {
        return drift.rule().equals("3") ? settings.pollPeriod().multipliedBy(2) : settings.reconciliationPeriod();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

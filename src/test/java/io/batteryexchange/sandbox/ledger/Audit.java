package io.batteryexchange.sandbox.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads everything the bundle says of itself and compares it with what the sandbox knows. */
public final class Audit {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final OperatorClient operator;
    private final Watch watch;
    private final Conservation conservation;
    private final EventsOnTimelines events;
    private final ChangesOnTimelines changes;
    private final Ledger ledger;
    private final Duration grace;

    Audit(OperatorClient operator, Watch watch, Conservation conservation, EventsOnTimelines events, ChangesOnTimelines changes,
          Ledger ledger, Duration grace) {
        this.operator = operator;
        this.watch = watch;
        this.conservation = conservation;
        this.events = events;
        this.changes = changes;
        this.ledger = ledger;
        this.grace = grace;
    }

    /** @param settle how long to look again and again while something is pending or could not be read */
    public AuditResult run(Duration settle) throws InterruptedException {
        Instant end = Instant.now().plus(settle);
        while (true) {
            AuditResult result = once();
            boolean settled = result.verdict().equals("clean") || result.verdict().equals("violations");
            if (settled || Instant.now().isAfter(end)) {
                return result;
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    private AuditResult once() {
        AuditResult result = new AuditResult();
        Instant before = Instant.now().minus(grace);
        result.compared("accumulators", conservation.check());
        try {
            Map<String, JsonNode> tasks = operator.tasks();
            result.compared("tasks", tasks.size());
            watch.look(tasks.values()).forEach(drift -> result.pending("rule " + drift.key()));
            checkTimelines(tasks.keySet(), before, result);
        } catch (OperatorClient.Unreadable e) {
            result.notChecked("rules 2, 3, 4, 5 and 8: " + e.getMessage());
        }
        try {
            watch.lookAtManualMode();
        } catch (OperatorClient.Unreadable e) {
            result.notChecked("rule 7, manual mode: " + e.getMessage());
        }
        result.violations(ledger.all());
        return result;
    }

    private void checkTimelines(Iterable<String> taskIds, Instant before, AuditResult result) {
        List<TimelineEntry> timelines = new ArrayList<>();
        try {
            for (String taskId : taskIds) {
                JsonNode task = operator.task(taskId);
                task.get("timeline").forEach(entry -> timelines.add(new TimelineEntry(task, entry)));
                result.compared("timelines", 1);
            }
            JsonNode summary = operator.summary();
            result.compared("timeline_entries", timelines.size());
            events.check(timelines, before, result);
            changes.check(timelines, summary, before, result);
        } catch (OperatorClient.Unreadable e) {
            result.notChecked("rules 5 and 8: " + e.getMessage());
        }
    }
}

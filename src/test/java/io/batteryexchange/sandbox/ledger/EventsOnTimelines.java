package io.batteryexchange.sandbox.ledger;

import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.cargo.Journal;
import io.batteryexchange.sandbox.city.City;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rule 5: every journal event of the bundle's claims is on its task's timeline once, in order of revision. */
final class EventsOnTimelines {

    private final City city;
    private final Claims claims;
    private final Journal journal;
    private final Ledger ledger;

    EventsOnTimelines(City city, Claims claims, Journal journal, Ledger ledger) {
        this.city = city;
        this.claims = claims;
        this.journal = journal;
        this.ledger = ledger;
    }

    void check(List<TimelineEntry> timelines, Instant before, AuditResult result) {
        Map<String, List<TimelineEntry>> byOperation = new HashMap<>();
        Map<String, List<TimelineEntry>> byClaim = new HashMap<>();
        for (TimelineEntry entry : timelines) {
            if (entry.kind().equals("claim_event") && !entry.skipped()) {
                byOperation.computeIfAbsent(String.valueOf(entry.detail("operation_id")), o -> new ArrayList<>()).add(entry);
                byClaim.computeIfAbsent(String.valueOf(entry.detail("claim_id")), c -> new ArrayList<>()).add(entry);
            }
        }
        synchronized (city) {
            for (Journal.Event event : journal.events()) {
                Claim claim = claims.find(event.claimId).orElseThrow();
                if (!claim.foreign()) {
                    check(event, claim, byOperation.getOrDefault(String.valueOf(event.operationId), List.of()), before, result);
                }
            }
        }
        byClaim.forEach(this::checkOrder);
    }

    private void check(Journal.Event event, Claim claim, List<TimelineEntry> entries, Instant before, AuditResult result) {
        Map<String, String> ids = Map.of("claim_id", event.claimId, "operation_id", String.valueOf(event.operationId),
                "task_id", claim.taskId(), "event", event.newStatus == null ? event.changeType : event.newStatus);
        if (event.servedAt() == null || entries.isEmpty() && event.servedAt().isAfter(before)) {
            result.pending("journal event " + ids);
            return;
        }
        result.compared("journal_events", 1);
        if (entries.isEmpty()) {
            ledger.add("5", "a journal event is on no timeline", ids);
        } else if (entries.size() > 1) {
            ledger.add("5", "a journal event is on timelines more than once", ids);
        } else if (!entries.get(0).taskId().equals(claim.taskId())) {
            ledger.add("5", "a journal event is on another task's timeline: " + entries.get(0).taskId(), ids);
        }
    }

    private void checkOrder(String claimId, List<TimelineEntry> entries) {
        long last = Long.MIN_VALUE;
        for (TimelineEntry entry : entries) {
            String revision = entry.detail("revision");
            long current = revision == null ? last : Long.parseLong(revision);
            if (current < last) {
                ledger.add("5", "a claim's events were handled out of order", Map.of("claim_id", claimId, "task_id", entry.taskId(),
                        "operation_id", String.valueOf(entry.detail("operation_id"))));
            }
            last = Math.max(last, current);
        }
    }
}

package io.batteryexchange.sandbox.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rule 8: every change made upstream is on the timeline of a task, or on the one of reconciliation. */
final class ChangesOnTimelines {

    private final ChangeJournal changes;
    private final Ledger ledger;

    ChangesOnTimelines(ChangeJournal changes, Ledger ledger) {
        this.changes = changes;
        this.ledger = ledger;
    }

    void check(List<TimelineEntry> timelines, JsonNode summary, Instant before, AuditResult result) {
        Map<String, List<TimelineEntry>> calls = new HashMap<>();
        for (TimelineEntry entry : timelines) {
            add(entry, calls);
        }
        collectReconciliation(summary, calls);
        Map<String, Integer> made = new LinkedHashMap<>();
        Map<String, Integer> told = new HashMap<>();
        List<Change> all = changes.all();
        Map<String, List<Change>> byToken = all.stream().filter(c -> c.token() != null).collect(Collectors.groupingBy(Change::token));
        for (Change change : all) {
            List<Change> same = byToken.getOrDefault(change.token(), List.of()).stream().filter(change::asSameRequest).toList();
            List<TimelineEntry> telling = calls.getOrDefault(change.name(), List.of()).stream()
                    .filter(e -> e.tells(change) || same.stream().anyMatch(e::tells)).toList();
            if (telling.isEmpty() && change.at().isAfter(before)) {
                result.pending("change " + change);
                continue;
            }
            result.compared("changes", 1);
            if (!telling.isEmpty() && telling.stream().allMatch(TimelineEntry::isIntention)) {
                result.compared("changes told by their intention alone", 1);
            }
            if (telling.isEmpty()) {
                ledger.add("8 " + change.at() + change.about(), "8", "a change that no timeline shows: " + change.name(), change.about());
            } else {
                String what = change.name() + " " + change.about();
                made.merge(what, 1, Integer::sum);
                told.putIfAbsent(what, telling.stream().mapToInt(TimelineEntry::tries).sum());
            }
        }
        made.forEach((what, times) -> {
            if (times > told.get(what)) {
                result.remark("done %d times, but the timelines tell of %d tries: %s".formatted(times, told.get(what), what));
            }
        });
    }

    /** What was mended for no known task stands somewhere in the summary; the contract does not say where. */
    private static void collectReconciliation(JsonNode node, Map<String, List<TimelineEntry>> calls) {
        if (node.path("kind").asText().equals("upstream_call")) {
            add(new TimelineEntry(node, node), calls);
        }
        node.forEach(child -> collectReconciliation(child, calls));
    }

    private static void add(TimelineEntry entry, Map<String, List<TimelineEntry>> calls) {
        if (entry.kind().equals("upstream_call") || entry.isIntention()) {
            calls.computeIfAbsent(entry.name(), n -> new ArrayList<>()).add(entry);
        }
    }
}

package io.batteryexchange.sandbox.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
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
        CallsById calls = new CallsById();
        timelines.forEach(calls::add);
        collectReconciliation(summary, calls);
        Map<String, Integer> made = new LinkedHashMap<>();
        Map<String, Integer> told = new HashMap<>();
        List<Change> all = changes.all();
        Map<String, List<Change>> byToken = all.stream().filter(c -> c.token() != null).collect(Collectors.groupingBy(Change::token));
        for (Change change : all) {
            List<Change> same = byToken.getOrDefault(change.token(), List.of()).stream().filter(change::asSameRequest).toList();
            List<TimelineEntry> telling = calls.telling(change, same);
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
    private static void collectReconciliation(JsonNode node, CallsById calls) {
        if (node.path("kind").asText().equals("upstream_call")) {
            calls.add(new TimelineEntry(node, node));
        }
        node.forEach(child -> collectReconciliation(child, calls));
    }
}

package io.batteryexchange.sandbox.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rule 6: who has accumulators on hand may open cells until his task is resolved, and not a moment longer. */
final class Openings {

    /** An order to open may be under way when the task ends. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);

    private record Opening(String taskId, Instant at, Map<String, String> ids) {
    }

    private final Ledger ledger;
    private final List<Opening> openings = new ArrayList<>();

    Openings(Ledger ledger) {
        this.ledger = ledger;
    }

    synchronized void add(String taskId, Map<String, String> ids) {
        openings.add(new Opening(taskId, Instant.now(), ids));
    }

    /** @param tasks as the operator API lists them */
    synchronized void check(Collection<JsonNode> tasks) {
        Map<String, Instant> ends = new HashMap<>();
        for (JsonNode task : tasks) {
            if (task.hasNonNull("finished_at")) {
                ends.put(task.path("task_id").asText(), OffsetDateTime.parse(task.path("finished_at").asText()).toInstant());
            }
        }
        for (Opening opening : openings) {
            Instant end = ends.get(opening.taskId());
            if (end != null && opening.at().isAfter(end.plus(UNDER_WAY))) {
                ledger.add("6 " + opening, "6", "a cell was opened for a task that had ended", opening.ids());
            }
        }
    }
}

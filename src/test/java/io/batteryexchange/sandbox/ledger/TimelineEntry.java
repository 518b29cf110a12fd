package io.batteryexchange.sandbox.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;

/** A line of a task's timeline, with what the task itself tells. */
record TimelineEntry(JsonNode task, JsonNode entry) {

    /** Ids that the task carries itself, and under which name. */
    private static final Map<String, String> ON_THE_TASK = Map.of("car_id", "car_id", "tag_id", "tag_id", "claim_id", "cargo_ref_id",
            "book_id", "book_id");
    /** Ids that single out what a call was about; a cabinet or a courier does not. */
    private static final Set<String> STRONG = Set.of("car_id", "tag_id", "claim_id", "book_id", "cell_id", "accumulator_id", "request_id");
    private static final Duration SLACK = Duration.ofSeconds(60);

    String kind() {
        return entry.path("kind").asText();
    }

    /** A decision named like a call tells that the call was about to be made; what came of it, nobody lived to tell. */
    boolean isIntention() {
        return kind().equals("decision") && name().contains("/");
    }

    String name() {
        return entry.path("name").asText();
    }

    boolean skipped() {
        return entry.path("outcome").asText().equals("skipped");
    }

    String taskId() {
        return task.path("task_id").asText();
    }

    String detail(String field) {
        JsonNode value = entry.path("detail").path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    int tries() {
        return isIntention() ? 0 : Math.max(1, entry.path("detail").path("attempt").asInt(1));
    }

    /** No id says otherwise, at least one says that it is about this change, and the task lived when it was made or the entry is from then. */
    boolean tells(Change change) {
        if (!taskLivedAt(change.at()) && !writtenAt(change.at())) {
            return false;
        }
        boolean agrees = false;
        for (Map.Entry<String, String> id : change.about().entrySet()) {
            String told = detail(id.getKey());
            if (told != null) {
                boolean tagByItsId = id.getKey().equals("tag") && told.equals(change.about().get("tag_id"));
                if (!told.equals(id.getValue()) && !tagByItsId) {
                    return false;
                }
                agrees |= STRONG.contains(id.getKey());
            } else if (ON_THE_TASK.containsKey(id.getKey())) {
                agrees |= task.path(ON_THE_TASK.get(id.getKey())).asText().equals(id.getValue());
            }
        }
        return agrees;
    }

    /** A repair stands on the timeline of the scooter's last task, however long that is over. */
    private boolean writtenAt(Instant moment) {
        String at = entry.path("at").asText("");
        return !at.isEmpty() && Duration.between(OffsetDateTime.parse(at).toInstant(), moment).abs().compareTo(SLACK) <= 0;
    }

    /** A reconciliation entry has no task and so no limits. */
    private boolean taskLivedAt(Instant moment) {
        String created = task.path("created_at").asText("");
        String finished = task.path("finished_at").asText("");
        return (created.isEmpty() || !moment.isBefore(OffsetDateTime.parse(created).toInstant().minus(SLACK)))
                && (finished.isEmpty() || !moment.isAfter(OffsetDateTime.parse(finished).toInstant().plus(SLACK)));
    }
}

package io.batteryexchange.sandbox.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A line of a task's timeline, with what the task itself tells. An audit compares each with many changes, so its moments are read once. */
final class TimelineEntry {

    /** Ids that the task carries itself, and under which name. */
    private static final Map<String, String> ON_THE_TASK = Map.of("car_id", "car_id", "tag_id", "tag_id", "claim_id", "cargo_ref_id",
            "book_id", "book_id");
    /** Ids that single out what a call was about; a cabinet or a courier does not. */
    private static final Set<String> STRONG = Set.of("car_id", "tag_id", "claim_id", "book_id", "cell_id", "accumulator_id", "request_id");
    private static final Duration SLACK = Duration.ofSeconds(60);

    private final JsonNode task;
    private final JsonNode entry;
    private final Instant writtenAt;
    private final Instant taskCreatedAt;
    private final Instant taskFinishedAt;

    TimelineEntry(JsonNode task, JsonNode entry) {
        this.task = task;
        this.entry = entry;
        this.writtenAt = moment(entry, "at");
        this.taskCreatedAt = moment(task, "created_at");
        this.taskFinishedAt = moment(task, "finished_at");
    }

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

    /** The ids by which it may tell of a change, its own before those of its task. */
    Map<String, String> strongIds() {
        Map<String, String> ids = new HashMap<>();
        for (String id : STRONG) {
            String told = detail(id);
            if (told != null) {
                ids.put(id, told);
            } else if (ON_THE_TASK.containsKey(id)) {
                ids.put(id, task.path(ON_THE_TASK.get(id)).asText());
            }
        }
        return ids;
    }

    /** No id says otherwise, at least one of {@link #strongIds} says that it is about this change, and the task lived when it was made or the entry is from then. */
    boolean tells(Change change) {
        return noIdSaysOtherwise(change) && strongIds().entrySet().stream().anyMatch(id -> id.getValue().equals(change.about().get(id.getKey())))
                && (taskLivedAt(change.at()) || writtenAround(change.at()));
    }

    private boolean noIdSaysOtherwise(Change change) {
        for (Map.Entry<String, String> id : change.about().entrySet()) {
            String told = detail(id.getKey());
            boolean tagByItsId = id.getKey().equals("tag") && told != null && told.equals(change.about().get("tag_id"));
            if (told != null && !told.equals(id.getValue()) && !tagByItsId) {
                return false;
            }
        }
        return true;
    }

    /** A repair stands on the timeline of the scooter's last task, however long that is over. */
    private boolean writtenAround(Instant moment) {
        return writtenAt != null && Duration.between(writtenAt, moment).abs().compareTo(SLACK) <= 0;
    }

    /** A reconciliation entry has no task and so no limits. */
    private boolean taskLivedAt(Instant moment) {
        return (taskCreatedAt == null || !moment.isBefore(taskCreatedAt.minus(SLACK)))
                && (taskFinishedAt == null || !moment.isAfter(taskFinishedAt.plus(SLACK)));
    }

    private static Instant moment(JsonNode of, String field) {
        String text = of.path(field).asText("");
        return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    }
}

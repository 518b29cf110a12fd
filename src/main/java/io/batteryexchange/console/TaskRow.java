package io.batteryexchange.console;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A task as lists and the head of its page show it (contracts, operator-api: the task document). Fields that do not apply are null.
 *
 * @param reason why it needs a person, waits or failed last
 */
public record TaskRow(String taskId, String state, String attention, String reason, int attempt, int priority, String createdAt, String updatedAt, String dueAt, String finishedAt, String outcome,
                      String carId, String carNumber, Integer batteryPercent, String storeId, String cabinetId, String bookId, String claimId, String claimStatus, String performerId) {

    static TaskRow of(JsonNode task) {
        return new TaskRow(text(task, "task_id"), text(task, "state"), text(task, "attention"), reason(task), task.path("attempt").asInt(), task.path("priority").asInt(), text(task, "created_at"),
            text(task, "updated_at"), text(task, "due_at"), text(task, "finished_at"), text(task, "outcome"), text(task, "car_id"), text(task, "car_number"),
            task.hasNonNull("battery_percent") ? task.get("battery_percent").asInt() : null, text(task, "store_id"), text(task, "cabinet_id"), text(task, "book_id"), text(task, "cargo_ref_id"),
            text(task, "claim_status"), text(task, "performer_id"));
    }

    /** What people call the scooter. */
    public String scooter() {
        return carNumber == null ? carId : carNumber;
    }

    public boolean isOver() {
        return state.equals("done") || state.equals("cancelled");
    }

    private static String reason(JsonNode task) {
        for (String field : new String[] {"attention", "waits_because", "last_error"}) {
            if (task.hasNonNull(field)) {
                return task.get(field).asText();
            }
        }
        return null;
    }

    private static String text(JsonNode task, String field) {
        return task.hasNonNull(field) ? task.get(field).asText() : null;
    }
}

package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is next: urgency, and a minute of waiting for each point of it, so that nothing starves. */
class OrderOfWorkTest extends FlowTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    @ParameterizedTest(name = "a task of priority {0} that waits for {1} min goes before a fresh one of {2}: {3}")
    @CsvSource({"40, 0, 80, false", "40, 39, 80, false", "40, 41, 80, true", "0, 81, 80, true", "80, 0, 40, true", "50, 1, 50, true"})
    void aWaitingTaskAgesUpward(int priority, int minutes, int freshPriority, boolean first) {
        String old = task("scooter-1", priority, NOW.minusSeconds(60L * minutes), Map.of());
        String fresh = task("scooter-2", freshPriority, NOW, Map.of());

        assertThat(order()).containsExactly(first ? new String[] {old, fresh} : new String[] {fresh, old});
    }

    @ParameterizedTest
    @CsvSource({"events_pending, 1", "assign_performer, true"})
    void whatACourierWaitsForGoesBeforePlanning(String column, String value) {
        String urgent = task("scooter-1", 80, NOW, Map.of());
        String atADoor = task("scooter-2", 0, NOW, Map.of(column, column.equals("events_pending") ? (Object) Integer.valueOf(value) : Boolean.valueOf(value)));

        assertThat(order()).containsExactly(atADoor, urgent);
    }

    @Test
    void planningDoesNotStarveBehindEvents() {
        String event = task("scooter-1", 80, NOW, Map.of("events_pending", 1));
        String waitsForHours = task("scooter-2", 40, NOW.minusSeconds(60L * 161), Map.of());

        assertThat(order()).containsExactly(waitsForHours, event);
    }

    @Test
    void anOldTaskIsLeasedThoughMoreUrgentOnesFillTheBatch() {
        String old = task("scooter-0", 40, NOW.minusSeconds(60L * 45), Map.of());
        for (int i = 1; i <= 20; i++) {
            task("scooter-" + i, 80, NOW, Map.of());
        }

        assertThat(order()).hasSize(16).first().isEqualTo(old);
    }

    private String task(String scooter, int priority, Instant created, Map<String, Object> more) {
        String id = rows.task("new", "car_id", scooter, "tag_id", "tag-" + scooter, "priority", priority, "created_at", created.toString());
        more.forEach((column, value) -> rows.update("tasks set " + column + " = :value where task_id = :id", Map.of("value", value, "id", id)));
        return id;
    }

    private List<String> order() {
        return bundle.work().stream().map(row -> (String) ((Map<?, ?>) row).get("task_id")).toList();
    }
}

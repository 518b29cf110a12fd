package io.batteryexchange.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.sandbox.wire.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineEntryTest {

    private static final Instant CREATED = Instant.parse("2026-11-29T02:54:38Z");
    private static final Instant FINISHED = CREATED.plusSeconds(20);

    @Test
    void tellsOfAChangeWhileItsTaskLived() {
        assertThat(entry(FINISHED, "tag-1").tells(change(FINISHED, "tag-1"))).isTrue();
    }

    @Test
    void tellsOfARepairLongAfterTheTaskIsOver() {
        Instant repaired = FINISHED.plusSeconds(300);

        assertThat(entry(repaired, "tag-2").tells(change(repaired, "tag-2"))).isTrue();
    }

    @Test
    void tellsNothingOfALaterChangeThatNobodyEntered() {
        assertThat(entry(FINISHED, "tag-1").tells(change(FINISHED.plusSeconds(300), "tag-1"))).isFalse();
    }

    @Test
    void tellsNothingOfAnotherTag() {
        assertThat(entry(FINISHED, "tag-1").tells(change(FINISHED, "tag-2"))).isFalse();
    }

    private static TimelineEntry entry(Instant at, String tagId) {
        return new TimelineEntry(Json.object("task_id", "t", "car_id", "car-1", "created_at", CREATED, "finished_at", FINISHED),
                Json.object("at", at, "kind", "upstream_call", "name", "scooter-backend car/tags/remove", "outcome", "ok",
                        "detail", Json.object("car_id", "car-1", "tag", "recharge_processing", "tag_id", tagId)));
    }

    private static Change change(Instant at, String tagId) {
        return new Change(at, "scooter-backend car/tags/remove", Map.of("car_id", "car-1", "tag", "recharge_processing", "tag_id", tagId), null, null);
    }
}

package io.batteryexchange.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.sandbox.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class CallsByIdTest {

    private static final String CALL = "scooter-accumulator cabinet/cell/open";
    private static final Instant NOW = Instant.parse("2026-11-29T11:00:00Z");

    private final CallsById calls = new CallsById();

    @Test
    void findsACallByAnIdOfItsOwnOrOfItsTask() {
        TimelineEntry byItsOwn = enter(call("car-1", "book-1", Json.object("book_id", "book-2")));
        TimelineEntry byItsTask = enter(call("car-1", "book-1", Json.object("cell_id", "cell-1")));

        assertThat(calls.telling(change(Map.of("book_id", "book-2")), List.of())).containsExactly(byItsOwn);
        assertThat(calls.telling(change(Map.of("book_id", "book-1", "cell_id", "cell-1")), List.of())).containsExactly(byItsTask);
    }

    @Test
    void noIdMaySayOtherwise() {
        enter(call("car-1", "book-1", Json.object("cell_id", "cell-2")));

        assertThat(calls.telling(change(Map.of("book_id", "book-1", "cell_id", "cell-1")), List.of())).isEmpty();
    }

    @Test
    void oneRequestMadeTwoChanges() {
        TimelineEntry told = enter(call("car-1", "none", Json.object("book_id", "book-1")));
        Change first = change(Map.of("book_id", "book-0"));

        assertThat(calls.telling(first, List.of(first, change(Map.of("book_id", "book-1"))))).containsExactly(told);
    }

    @Test
    void theAuditOfALongRunDoesNotTakeMinutes() {
        int many = 30_000;
        for (int i = 0; i < many; i++) {
            enter(call("car-" + i, "none", Json.object("book_id", "book-" + i, "cell_id", "cell-" + i % 2_000)));
        }
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < many; i++) {
                assertThat(calls.telling(change(Map.of("book_id", "book-" + i, "cell_id", "cell-" + i % 2_000)), List.of())).hasSize(1);
            }
        });
    }

    private TimelineEntry enter(TimelineEntry entry) {
        calls.add(entry);
        return entry;
    }

    private static TimelineEntry call(String carId, String bookId, Object detail) {
        return new TimelineEntry(Json.object("task_id", "t", "car_id", carId, "book_id", bookId, "created_at", NOW, "finished_at", NOW),
                Json.object("at", NOW, "kind", "upstream_call", "name", CALL, "outcome", "ok", "detail", detail));
    }

    private static Change change(Map<String, String> about) {
        return new Change(NOW, CALL, about, null, "token");
    }
}

package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.CargoStub.event;
import static io.batteryexchange.flow.support.CargoStub.page;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.NoColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest extends FlowTest {

    private static final String NEW_CLAIM = "%032x".formatted(0xc1a1);

    @Test
    void aPollThatCanNotBeGivenBackIsTakenUpWhenItsLeaseRunsOut() {
        List<NoColumn> away = new ArrayList<>();
        stub.next(CargoStub.JOURNAL, request -> {
            away.add(rows.without("pollers", "due_at"));
            return Answer.ok("[]");
        });
        try {
            bundle.pollJournal();
        } finally {
            away.forEach(NoColumn::close);
        }
        rows.pollersAreDue();
        bundle.pollJournal();
        assertThat(stub.received(CargoStub.JOURNAL)).as("before its lease runs out").hasSize(1);

        rows.update("pollers set lease_until = now()", Map.of());
        bundle.pollJournal();

        assertThat(stub.received(CargoStub.JOURNAL)).hasSize(2);
        assertThat(rows.pollerRow("claims-journal")).containsEntry("lease_until", null).doesNotContainEntry("last_ok_at", null);
    }

    @Test
    void takesEachEventOnceThoughAPageIsRepeated() {
        String task = rows.taskWithClaim("claim_created");
        stub.next(CargoStub.JOURNAL,
            page("c-1", event(501, "claim-1", "estimating", 2), event(502, "claim-1", "ready_for_approval", 3)),
            page("c-2", event(501, "claim-1", "estimating", 2), event(502, "claim-1", "ready_for_approval", 3), event(503, "claim-1", "failed", 4)),
            page("c-2"));

        bundle.pollJournal();

        assertThat(rows.column("operation_id from claim_events order by 1")).containsExactly(501L, 502L, 503L);
        assertThat(rows.taskRow(task)).containsEntry("events_pending", 2);
        assertThat(rows.timeline(task)).containsExactly("claim_event estimating ok");
        assertThat(cursors()).containsExactly("none", "c-1", "c-2");
    }

    @Test
    void readsOnNextTimeFromTheStoredCursor() {
        rows.update("pollers set cursor = 'opaque / + = \"кириллица\"' where name = 'claims-journal'", Map.of());

        bundle.pollJournal();

        assertThat(cursors()).containsExactly("opaque / + = \"кириллица\"");
    }

    @Test
    void stopsAtACursorThatStandsStill() {
        stub.on(CargoStub.JOURNAL, request -> page("c-1", event(501, "claim-9", "new", 1)));

        bundle.pollJournal();

        assertThat(cursors()).containsExactly("none", "c-1");
        assertThat(rows.count("claim_events")).isEqualTo(1);
    }

    @Test
    void writesNothingWhenAnotherNodeTookOverMeanwhile() {
        rows.taskWithClaim("claim_created");
        stub.next(CargoStub.JOURNAL, request -> {
            rows.update("pollers set lease_no = lease_no + 1, lease_until = now() + interval '1 minute' where name = 'claims-journal'", Map.of());
            return page("c-1", event(501, "claim-1", "ready_for_approval", 2));
        });

        bundle.pollJournal();

        assertThat(rows.pollerRow("claims-journal")).containsEntry("cursor", null);
        assertThat((java.sql.Timestamp) rows.pollerRow("claims-journal").get("lease_until")).as("the other's lease").isNotNull();
        assertThat(rows.count("claim_events")).isZero();
        assertThat(rows.count("tasks where events_pending > 0")).isZero();
    }

    @Test
    void writesNothingWhenTheCursorWasMovedMeanwhile() {
        rows.taskWithClaim("claim_created");
        stub.next(CargoStub.JOURNAL, request -> {
            rows.update("pollers set cursor = 'c-2' where name = 'claims-journal'", Map.of());
            return page("c-1", event(501, "claim-1", "ready_for_approval", 2));
        });

        bundle.pollJournal();

        assertThat(rows.pollerRow("claims-journal")).containsEntry("cursor", "c-2");
        assertThat(rows.count("claim_events")).isZero();
        assertThat(rows.count("tasks where events_pending > 0")).isZero();
    }

    @Test
    void readsNothingWhileAnotherNodeReads() {
        rows.update("pollers set lease_until = now() + interval '1 minute' where name = 'claims-journal'", Map.of());

        bundle.pollJournal();

        assertThat(stub.received()).isEmpty();
    }

    @Test
    void adoptsEventsThatCameBeforeTheClaimWasSaved() {
        String task = rows.bookedTask("booked");
        stub.next(CargoStub.JOURNAL, page("c-1", event(501, NEW_CLAIM, "estimating", 2), event(502, NEW_CLAIM, "ready_for_approval", 3)));
        bundle.pollJournal();
        assertThat(rows.count("claim_events where task_id is null")).isEqualTo(2);

        bundle.work();
        assertThat(rows.taskRow(task)).containsEntry("claim_id", NEW_CLAIM).containsEntry("events_pending", 2);
        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("state", "approved").containsEntry("events_pending", 0);
        assertThat(stub.received(CargoStub.ACCEPT)).hasSize(1);
    }

    @Test
    void adoptsWithTheNextPageEventsThatCameWhileTheClaimWasSaved() {
        stub.next(CargoStub.JOURNAL, page("c-1", event(501, "claim-1", "estimating", 2)));
        bundle.pollJournal();
        String task = rows.taskWithClaim("claim_created");
        rows.pollersAreDue();

        bundle.pollJournal();

        assertThat(rows.taskRow(task)).containsEntry("events_pending", 1);
        assertThat(rows.column("task_id from claim_events")).containsExactly(task);
    }

    @Test
    void whatNobodyHasToBeToldOfNeedsNoWorker() {
        String task = rows.taskWithClaim("claim_created");

        journalBrings(event(501, "claim-1", "estimating", 2), event(503, "claim-1", "performer_lookup", 4), event(502, "claim-1", "accepted", 3));

        assertThat(bundle.work()).isEmpty();
        assertThat(rows.timeline(task)).containsExactly("claim_event estimating ok", "claim_event accepted ok", "claim_event performer_lookup ok");
        assertThat(rows.lastEntry(task)).contains("\"claim_id\": \"claim-1\"", "\"operation_id\": 503", "\"revision\": 4");
        assertThat(rows.claimRow("claim-1")).containsEntry("status", "performer_lookup").containsEntry("revision", 4L);
        assertThat(rows.count("claim_events where handled_at is null")).isZero();
    }

    @Test
    void whatComesAfterAnEventThatNeedsAWorkerWaitsForIt() {
        String task = rows.taskWithClaim("claim_created");

        journalBrings(event(501, "claim-1", "estimating", 2), event(502, "claim-1", "ready_for_approval", 3), event(503, "claim-1", "accepted", 4));
        journalBrings(event(504, "claim-1", "performer_lookup", 5));

        assertThat(rows.taskRow(task)).containsEntry("events_pending", 3);
        bundle.work();
        assertThat(rows.timeline(task)).containsExactly("claim_event estimating ok", "claim_event ready_for_approval ok", "upstream_call cargo claims/accept ok",
            "claim_event accepted ok", "claim_event performer_lookup ok");
    }

    @Test
    void whatCameBeforeTheClaimWasKnownIsHandledFirst() {
        journalBrings(event(501, "claim-1", "estimating", 2));
        String task = rows.taskWithClaim("claim_created");

        journalBrings(event(502, "claim-1", "accepted", 3));

        assertThat(rows.taskRow(task)).containsEntry("events_pending", 2);
        bundle.work();
        assertThat(rows.timeline(task)).containsExactly("claim_event estimating ok", "claim_event accepted ok");
    }

    @Test
    void aTaskThatAWorkerHasIsLeftToHim() {
        String task = rows.taskWithClaim("approved");
        rows.overtake(task);

        journalBrings(event(501, "claim-1", "performer_lookup", 5));

        assertThat(rows.taskRow(task)).containsEntry("events_pending", 1);
        assertThat(rows.timeline(task)).isEmpty();
        assertThat(rows.claimRow("claim-1")).containsEntry("status", "new");
    }

    @Test
    void theScreenWorksAsSoonAsTheJournalTellsOfTheArrival() {
        String task = rows.taskWithClaim("performer_found");

        journalBrings(event(501, "claim-1", "pickup_arrived", 7));

        assertThat(rows.taskRow(task)).containsEntry("state", "at_cabinet").containsEntry("events_pending", 0);
    }

    @Test
    void aTaskThatWaitsForAPersonStaysSo() {
        String task = rows.taskWithClaim("attention");

        journalBrings(event(501, "claim-1", "pickup_arrived", 7));

        assertThat(rows.taskRow(task)).containsEntry("state", "attention");
        assertThat(rows.timeline(task)).containsExactly("claim_event pickup_arrived ok");
    }

    @Test
    void aStatusNeverGoesBack() {
        String task = rows.taskWithClaim("at_scooter");
        rows.update("claims set status = 'delivery_arrived', revision = 9", Map.of());

        journalBrings(event(501, "claim-1", "pickup_arrived", 7));

        assertThat(rows.taskRow(task)).containsEntry("state", "at_scooter");
        assertThat(rows.claimRow("claim-1")).containsEntry("status", "delivery_arrived").containsEntry("revision", 9L);
        assertThat(rows.timeline(task)).containsExactly("claim_event pickup_arrived ok");
    }

    @Test
    void anEventOfAClaimThatWasLetGoChangesNothing() {
        String task = rows.taskWithClaim("performer_found");
        rows.bookAnotherClaim(task, "claim-2");

        journalBrings(event(501, "claim-1", "pickup_arrived", 7));

        assertThat(rows.taskRow(task)).containsEntry("state", "performer_found");
        assertThat(rows.claimRow("claim-1")).containsEntry("status", "new");
        assertThat(rows.timeline(task)).containsExactly("claim_event pickup_arrived ok");
    }

    @Test
    void whatComesAfterTheEndIsEntered() {
        String task = rows.taskWithClaim("done", "finished_at", "2026-01-05T11:00:00Z");

        journalBrings(event(501, "claim-1", "delivered_finish", 12));

        assertThat(bundle.work()).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("state", "done");
        assertThat(rows.timeline(task)).containsExactly("claim_event delivered_finish ok");
        assertThat(rows.claimRow("claim-1")).containsEntry("status", "delivered_finish");
    }

    private void journalBrings(ObjectNode... events) {
        String cursor = "c-" + events[events.length - 1].path("operation_id").asText();
        stub.next(CargoStub.JOURNAL, page(cursor, events));
        stub.on(CargoStub.JOURNAL, request -> page(cursor));
        rows.pollersAreDue();
        bundle.pollJournal();
    }

    @Test
    void keepsEventsOfForeignClaimsWithoutATask() {
        rows.taskWithClaim("claim_created");
        stub.next(CargoStub.JOURNAL, page("c-1", event(501, "foreign", "new", 1), event(502, "claim-1", "ready_for_approval", 2)));

        bundle.pollJournal();

        assertThat(rows.column("operation_id from claim_events where task_id is null")).containsExactly(501L);
        assertThat(rows.count("claim_events where task_id is not null")).isEqualTo(1);
        assertThat(bundle.work()).hasSize(1);
    }

    @Test
    void keepsEventsOfKindsItDoesNotKnow() {
        ObjectNode priceChanged = event(501, "claim-1", "", 2).put("change_type", "price_changed").put("new_price", "310.00");
        priceChanged.remove("new_status");
        rows.taskWithClaim("claim_created");
        stub.next(CargoStub.JOURNAL, page("c-1", priceChanged));

        bundle.pollJournal();

        assertThat(rows.column("change_type || ' ' || (event ->> 'new_price') from claim_events")).containsExactly("price_changed 310.00");
    }

    @Test
    void waitsAsLongAsCargoAsks() {
        stub.on(CargoStub.JOURNAL, request -> {
            rows.update("pollers set due_at = now() where name = 'claims-journal'", Map.of()); // as if our own period were over
            return page("c-1", event(501, "claim-9", "new", 1)).with("X-Polling-Delay-Ms", "120000");
        });

        bundle.pollJournal();
        bundle.pollJournal();

        assertThat(cursors()).containsExactly("none");
        assertThat(rows.count("claim_events")).isEqualTo(1);
        assertThat(rows.value("extract(epoch from due_at - last_ok_at)::integer from pollers where name = 'claims-journal'")).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operation_id", "claim_id", "change_type", "revision"})
    void takesNothingOfAPageWithAnEventWithout(String field) {
        rows.taskWithClaim("claim_created");
        ObjectNode second = event(502, "claim-1", "ready_for_approval", 3);
        second.remove(field);
        stub.next(CargoStub.JOURNAL, page("c-1", event(501, "claim-1", "estimating", 2), second));

        bundle.pollJournal();

        assertThat(rows.count("claim_events")).isZero();
        assertThat(rows.pollerRow("claims-journal")).containsEntry("cursor", null);
    }

    @Test
    void aFailedRoundLosesNothing() {
        stub.next(CargoStub.JOURNAL, page("c-1", event(501, "claim-9", "new", 1)));
        stub.next(CargoStub.JOURNAL, Answer.error(429, "too_many_requests"), Answer.error(500, "oops"), Answer.lost());
        bundle.pollJournal();
        assertThat(rows.pollerRow("claims-journal")).containsEntry("cursor", "c-1").containsEntry("lease_until", null);
        stub.next(CargoStub.JOURNAL, page("c-2", event(502, "claim-9", "estimating", 2)));
        rows.pollersAreDue();

        bundle.pollJournal();

        assertThat(cursors()).containsExactly("none", "c-1", "c-1", "c-1", "c-1", "c-2");
        assertThat(rows.column("operation_id from claim_events order by 1")).containsExactly(501L, 502L);
    }

    @Test
    void aFailedRoundIsNoSignOfLife() {
        rows.update("pollers set last_ok_at = '2026-01-05T10:00:00Z' where name = 'claims-journal'", Map.of());
        stub.on(CargoStub.JOURNAL, request -> Answer.error(500, "oops"));

        bundle.pollJournal();

        assertThat(rows.value("last_ok_at = '2026-01-05T10:00:00Z' from pollers where name = 'claims-journal'")).isEqualTo(true);
    }

    @Test
    void startsAnewWhenCargoRejectsTheCursor() {
        String task = rows.taskWithClaim("claim_created");
        stub.next(CargoStub.JOURNAL, page("c-1", event(501, "claim-1", "estimating", 2)));
        bundle.pollJournal();
        stub.next(CargoStub.JOURNAL, Answer.error(400, "invalid_cursor"),
            page("d-1", event(501, "claim-1", "estimating", 2), event(502, "claim-1", "ready_for_approval", 3)));
        stub.on(CargoStub.JOURNAL, request -> page("d-1"));
        rows.pollersAreDue();

        bundle.pollJournal();

        assertThat(cursors()).containsExactly("none", "c-1", "c-1", "none", "d-1");
        assertThat(rows.taskRow(task)).containsEntry("events_pending", 1);
        assertThat(rows.pollerRow("claims-journal")).containsEntry("cursor", "d-1");
    }

    @Test
    void aRefusalThatIsNotAboutTheCursorEndsTheRound() {
        stub.on(CargoStub.JOURNAL, request -> Answer.error(400, "bad_request"));

        bundle.pollJournal();

        assertThat(cursors()).containsExactly("none");
        assertThat(rows.pollerRow("claims-journal")).containsEntry("lease_until", null);
    }

    private List<String> cursors() {
        return stub.received(CargoStub.JOURNAL).stream().map(call -> call.field("cursor") == null ? "none" : call.field("cursor")).toList();
    }
}

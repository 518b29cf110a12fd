package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PerformerTest extends FlowTest {

    private String task;

    @BeforeEach
    void aCourierIsLookedFor() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        task = rows.taskWithClaim("approved");
    }

    @Test
    void takesThePerformerThatCargoTells() {
        found("courier-5", 6);

        assertThat(contractors()).containsExactly("courier-5");
        assertThat(rows.taskRow(task)).containsEntry("performer_id", "courier-5").containsEntry("contractor_id", "courier-5");
        assertThat(rows.claimRow("claim-1")).containsEntry("performer_id", "courier-5");
    }

    @Test
    void waitsOnTheTimelineUntilThePerformerIsNamed() {
        found(null, 6);

        assertThat(rows.taskRow(task)).containsEntry("state", "performer_found").containsEntry("performer_id", null);
        assertThat(changes()).isEmpty();
        assertThat(rows.timeline(task)).contains("decision waits for the performer to be named ok");
        assertThat(bundle.work()).isEmpty();
    }

    @Test
    void assignsThePerformerThatCargoOrdersNamesLater() {
        found(null, 6);

        named("courier-7");
        bundle.work();

        assertThat(changes()).containsExactly("cabinet/booking/set_contractor", "servicing/start");
        assertThat(contractors()).containsExactly("courier-7");
        assertThat(stub.received(FleetStub.START).get(0).field("performer_id")).isEqualTo("courier-7");
        assertThat(rows.taskRow(task)).containsEntry("contractor_id", "courier-7").containsEntry("assign_performer", false);
        assertThat(rows.timeline(task)).contains("decision performer named by cargo-orders ok");
        assertThat(bundle.work()).isEmpty();
    }

    @Test
    void assignsThePerformerThatWasNamedBeforeTheEventCame() {
        named("courier-7");
        bundle.work();

        found(null, 6);

        assertThat(contractors()).containsExactly("courier-7");
        assertThat(rows.taskRow(task)).containsEntry("state", "performer_found").containsEntry("contractor_id", "courier-7");
    }

    @Test
    void assignsThePerformerThatWasNamedWhileAnEventWasHandled() {
        stub.next("/b2b/cargo/integration/v2/claims/info", request -> {
            named("courier-7");
            return Answer.ok(ClaimDocument.of("claim-1", task).status("performer_found", 6).json());
        });
        rows.event("claim-1", "performer_found", 6);

        bundle.work();
        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("contractor_id", "courier-7").containsEntry("assign_performer", false);
    }

    @Test
    void aRepeatedEventChangesNothing() {
        found("courier-5", 6);
        found("courier-5", 7);

        assertThat(contractors()).containsExactly("courier-5");
        assertThat(stub.received(FleetStub.START)).hasSize(1);
    }

    @Test
    void takesTheReplacedCourierOffTheServicingRecordFirst() {
        found("courier-5", 6);
        happens(ClaimDocument.of("claim-1", task).status("performer_lookup", 7));

        found("courier-6", 8);

        assertThat(changes()).containsExactly("cabinet/booking/set_contractor", "servicing/start",
            "cabinet/booking/set_contractor", "servicing/finish", "servicing/start");
        assertThat(contractors()).containsExactly("courier-5", "courier-6");
        assertThat(rows.taskRow(task)).containsEntry("contractor_id", "courier-6").containsEntry("performer_id", "courier-6");
    }

    @Test
    void aCourierWhoComesBackIsAThirdChange() {
        found("courier-5", 6);
        found("courier-6", 8);
        found("courier-5", 10);

        assertThat(contractors()).containsExactly("courier-5", "courier-6", "courier-5");
        assertThat(stub.received(CabinetsStub.SET_CONTRACTOR)).extracting(call -> call.header("X-Idempotency-Token")).doesNotHaveDuplicates();
    }

    @Test
    void repeatsAChangeOfTheCourierWithItsToken() {
        stub.next(CabinetsStub.SET_CONTRACTOR, Answer.lost());
        stub.next(FleetStub.START, Answer.error(500, "oops"), Answer.error(500, "oops"), Answer.error(500, "oops"));
        found("courier-5", 6);
        assertThat(rows.taskRow(task)).containsEntry("tries", 1).containsEntry("contractor_id", null);

        rows.putOffIsOver();
        bundle.work();

        assertThat(stub.received(CabinetsStub.SET_CONTRACTOR)).hasSize(3).extracting(call -> call.header("X-Idempotency-Token"))
            .containsOnly(task + "-1-contractor-courier-5-1");
        assertThat(rows.taskRow(task)).containsEntry("contractor_id", "courier-5");
    }

    @Test
    void finishesTheRecordOfWhoeverIsOnItBeforeItStartsAnew() {
        stub.next(FleetStub.START, Answer.error(409, "servicing_started"));

        found("courier-5", 6);

        assertThat(changes()).containsExactly("cabinet/booking/set_contractor", "servicing/start", "servicing/finish", "servicing/start");
        assertThat(rows.taskRow(task)).containsEntry("contractor_id", "courier-5");
    }

    @Test
    void aRecordThatStaysTakenIsAFailedTryAndNobodyIsAssigned() {
        stub.on(FleetStub.START, request -> Answer.error(409, "servicing_started"));

        found("courier-5", 6);

        assertThat(changes()).containsExactly("cabinet/booking/set_contractor", "servicing/start", "servicing/finish", "servicing/start");
        assertThat(rows.taskRow(task)).containsEntry("contractor_id", null).containsEntry("tries", 1).containsEntry("events_pending", 1);
        assertThat(rows.taskRow(task).get("last_error").toString()).contains("servicing/start is refused although the record was finished");
    }

    @Test
    void aCourierWhomADeadWorkerAssignedIsToldBeforeAnotherTakesHisPlace() {
        scooterShowsOnItsRecord("courier-5");
        cabinets.booking(BookingDocument.in("c-7").contractor("courier-5").pickup("c-7/3").giveBack("c-7/9"));
        rows.update("tasks set lease_until = now(), lease_owner = 'dead'", Map.of());

        found("courier-6", 6);

        assertThat(told("cabinet/booking/set_contractor", "contractor_id")).isEqualTo("courier-5 courier-6");
        assertThat(told("servicing/start", "performer_id")).isEqualTo("courier-5 courier-6");
        assertThat(contractors()).containsExactly("courier-6");
    }

    @Test
    void aCourierWhoWasAssignedWhileWeLookedIsToldWhenTheRecordIsRefused() {
        stub.next(FleetStub.START, request -> {
            scooterShowsOnItsRecord("courier-5");
            return Answer.error(409, "servicing_by_another");
        });

        found("courier-6", 6);

        assertThat(told("servicing/start", "performer_id")).isEqualTo("courier-6 courier-5 courier-6");
    }

    @Test
    void aCourierWhoIsReplacedAsUsualIsToldOnce() {
        found("courier-5", 6);
        scooterShowsOnItsRecord("courier-5");

        found("courier-6", 8);

        assertThat(told("servicing/start", "performer_id")).isEqualTo("courier-5 courier-6");
        assertThat(stub.received(CabinetsStub.BOOKING)).as("no worker died").isEmpty();
    }

    /** The couriers of whom the timeline tells in entries of this call. */
    private Object told(String call, String field) {
        return rows.value("string_agg(detail ->> '%s', ' ' order by at, entry_id) from timeline where kind = 'upstream_call' and name like '%%%s'".formatted(field, call));
    }

    private void scooterShowsOnItsRecord(String performerId) {
        fleet.scooter("scooter-1", "battery_low/tag-1").withArray("tags").forEach(tag -> ((ObjectNode) tag).put("performer_id", performerId));
    }

    private void found(String performerId, long revision) {
        happens(ClaimDocument.of("claim-1", task).status("performer_found", revision).performer(performerId));
    }

    private void named(String performerId) {
        cargoOrders().post("/cargo-orders/v1/state",
            object("cargo_ref_id", "claim-1", "claim_status", "performer_found", "point_id", ClaimDocument.A, "performer_id", performerId));
    }

    private List<String> contractors() {
        return stub.received(CabinetsStub.SET_CONTRACTOR).stream().map(call -> call.field("contractor_id")).toList();
    }
}

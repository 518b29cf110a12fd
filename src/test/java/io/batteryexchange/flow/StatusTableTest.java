package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Received;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the table of claim statuses, where another test does not have them yet; the rows on point B in both ways that cargo may tell of it. */
class StatusTableTest extends FlowTest {

    /** What cargo says when the courier is through with point B (contracts, cargo-claims § 6). */
    enum Mode {
        P("pickuped"), D("delivered");

        private final String pointDone;

        Mode(String pointDone) {
            this.pointDone = pointDone;
        }
    }

    private static final String SCREEN = "/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1";

    @BeforeEach
    void aScooter() {
        fleet.scooter("scooter-1", "battery_low/tag-1", "battery_low_40/tag-2", "recharge_processing/tag-processing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "estimating", "accepted", "performer_lookup", "performer_draft"})
    void isRecordedAndNothingElse(String status) {
        String task = rows.taskWithClaim("approved");

        happens(ClaimDocument.of("claim-1", task).status(status, 4));

        assertThat(rows.timeline(task)).containsExactly("claim_event " + status + " ok");
        assertThat(rows.taskRow(task)).containsEntry("state", "approved").containsEntry("events_pending", 0).containsEntry("claim_id", "claim-1");
        assertThat(rows.claimRow("claim-1")).containsEntry("status", status).containsEntry("released_at", null);
        assertThat(stub.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"teleported", "CANCELLED", "ready_for_delivery_confirmation"})
    void aStatusThatIsNotKnownChangesNothingButTheRecord(String status) {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        double before = crits();

        happens(ClaimDocument.of("claim-1", task).status(status, 9).visits("visited", "pending", "pending"));

        assertThat(rows.timeline(task)).contains("claim_event " + status + " ok");
        assertThat(rows.taskRow(task)).containsEntry("book_id", "book-1").containsEntry("claim_id", "claim-1").containsEntry("events_pending", 0);
        assertThat(changes()).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("state", "to_scooter");
        assertThat(crits()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"price_changed", "a_kind_of_tomorrow"})
    void aChangeThatIsNoStatusChangesNothingButTheRecord(String change) {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        rows.event("claim-1", "cancelled", 9);
        rows.update("claim_events set change_type = :change", Map.of("change", change));

        bundle.work();

        assertThat(rows.count("timeline where kind = 'claim_event'")).isEqualTo(1);
        assertThat(rows.taskRow(task)).containsEntry("state", "to_scooter").containsEntry("events_pending", 0);
        assertThat(stub.received()).isEmpty();
    }

    @Test
    void aClaimThatCanNotBeEstimatedLeavesNothingBookedAndIsNotTriedAgain() {
        String task = rows.taskWithClaim("claim_created");
        double before = crits();
        happens(ClaimDocument.of("claim-1", task).status("estimating_failed", 3));

        rows.putOffIsOver();
        assertThat(bundle.work()).isEmpty();
        happens(ClaimDocument.of("claim-1", task).status("cancelled", 4));

        assertThat(crits() - before).isEqualTo(1);
        assertThat(stub.received(CabinetsStub.UNBOOK)).hasSize(1);
        assertThat(stub.received(CargoStub.CREATE)).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("book_id", null).containsEntry("cabinet_id", null);
        assertThat(rows.timeline(task)).contains("claim_event estimating_failed ok", "decision needs attention failed");
        assertThat(operator().get("/operator/v1/tasks?attention=true").body().path("tasks").path(0).path("task_id").asText()).isEqualTo(task);
    }

    @Test
    void laterEventsOfAClaimThatCouldNotBeEstimatedAreOnlyRecorded() {
        String task = rows.taskWithClaim("claim_created");
        happens(ClaimDocument.of("claim-1", task).status("estimating_failed", 3));

        happens(ClaimDocument.of("claim-1", task).status("estimating", 4));
        happens(ClaimDocument.of("claim-1", task).status("performer_lookup", 5));

        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("events_pending", 0).containsEntry("attempt", 1);
        assertThat(rows.timeline(task)).contains("claim_event estimating ok", "claim_event performer_lookup ok");
        assertThat(stub.received(CabinetsStub.UNBOOK)).hasSize(1);
    }

    @Test
    void aClaimThatFailsAfterThePickupWakesAPersonAndKeepsTheBooking() {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        double before = crits();

        happens(ClaimDocument.of("claim-1", task).status("failed", 9).visits("visited", "skipped", "skipped"));

        assertThat(crits() - before).isEqualTo(1);
        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("book_id", "book-1").containsEntry("claim_id", "claim-1")
            .containsEntry("attempt", 1).containsEntry("processing_tag_id", "tag-processing");
        assertThat(changes()).isEmpty();
    }

    @Test
    void aFailedClaimWakesAPersonBeforeThePickupToo() {
        String task = rows.taskWithClaim("approved");
        double before = crits();

        happens(ClaimDocument.of("claim-1", task).status("failed", 5).visits("skipped", "skipped", "skipped"));

        assertThat(crits() - before).isEqualTo(1);
        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("last_error", "the claim failed");
    }

    @Test
    void nobodyFoundWakesNobody() {
        String task = rows.taskWithClaim("approved");
        double before = crits();

        happens(ClaimDocument.of("claim-1", task).status("performer_not_found", 5));

        assertThat(crits()).isEqualTo(before);
        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("last_error", "no courier was found");
    }

    @ParameterizedTest(name = "mode {0}")
    @EnumSource
    void theEndOfPointBTakesTheTagsOffInTheirOrder(Mode mode) {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");

        pointBIsOver(mode, task);

        assertThat(changes()).containsExactly("car/tags/remove", "car/tags/remove", "servicing/finish", "car/tags/remove");
        assertThat(removed()).containsExactly("tag-1", "tag-2", "tag-processing");
        assertThat(rows.taskRow(task)).containsEntry("state", "to_return").containsEntry("book_id", "book-1").doesNotContainEntry("swap_closed_at", null);
    }

    @ParameterizedTest(name = "mode {0}: {1}")
    @CsvSource({"P, vehicle_not_found", "P, vehicle_destroyed", "D, vehicle_not_found", "D, vehicle_destroyed"})
    void theTagOfAReportStaysOn(Mode mode, String report) {
        fleet.scooter("scooter-1", "battery_low/tag-1", "recharge_processing/tag-processing", report + "/tag-report");
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        rows.update("claims set scooter_report = :report", Map.of("report", report));

        pointBIsOver(mode, task);

        assertThat(removed()).containsExactly("tag-1", "tag-processing");
        assertThat(rows.taskRow(task)).containsEntry("state", "to_return");
    }

    @ParameterizedTest(name = "mode {0}")
    @EnumSource
    void theSwapLegIsClosedOnceThoughTheSameEndIsToldTwice(Mode mode) {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");

        pointBIsOver(mode, task);
        rows.event("claim-1", mode.pointDone, 11);
        cargo.shows(ClaimDocument.of("claim-1", task).status(mode.pointDone, 11).visits("visited", "visited", "pending"));
        bundle.work();

        assertThat(removed()).containsExactly("tag-1", "tag-2", "tag-processing");
        assertThat(stub.received(FleetStub.FINISH)).hasSize(1);
    }

    @ParameterizedTest(name = "mode {0}")
    @EnumSource
    void theReturnScreenWorksAtPointC(Mode mode) {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        pointBIsOver(mode, task);
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));

        happens(ClaimDocument.of("claim-1", task).status("delivery_arrived", 12).visits("visited", "visited", "arrived"));

        assertThat(rows.taskRow(task)).containsEntry("state", "at_return");
        assertThat(courier().get(SCREEN).item("returned").path("value").asInt(-1)).isZero();
    }

    @ParameterizedTest(name = "mode {0}")
    @EnumSource
    void theReturnScreenDoesNotWorkOnTheWayToPointC(Mode mode) {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");

        pointBIsOver(mode, task);

        assertThat(courier().get(SCREEN).code()).isEqualTo("wrong_status");
    }

    @ParameterizedTest(name = "mode {0}")
    @EnumSource
    void deliveredAtPointCTakesTheCourierOffAndEndsTheTask(Mode mode) {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        pointBIsOver(mode, task);

        happens(ClaimDocument.of("claim-1", task).status("delivered", 14).visits("visited", "visited", "visited"));
        happens(ClaimDocument.of("claim-1", task).status("delivered_finish", 15).visits("visited", "visited", "visited"));

        assertThat(rows.taskRow(task)).containsEntry("state", "done").containsEntry("outcome", "swapped").containsEntry("contractor_id", null);
        assertThat(stub.received(CabinetsStub.SET_CONTRACTOR)).hasSize(1).first().satisfies(call -> assertThat(call.body().path("contractor_id").isNull()).isTrue());
        assertThat(rows.timeline(task)).contains("claim_event delivered ok", "claim_event delivered_finish ok");
    }

    @ParameterizedTest(name = "mode {0}: {1}")
    @CsvSource({"P, cancelled", "P, cancelled_with_payment", "P, cancelled_with_items_on_hands", "P, failed", "P, returning", "P, returned_finish",
        "D, cancelled", "D, cancelled_with_payment", "D, cancelled_with_items_on_hands", "D, failed", "D, returning", "D, returned_finish"})
    void aClaimThatBreaksOffAfterTheSwapWakesAPersonAndTouchesNoTagAgain(Mode mode, String status) {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        pointBIsOver(mode, task);
        int before = stub.received().size();
        double crits = crits();

        happens(ClaimDocument.of("claim-1", task).status(status, 12).visits("visited", "visited", "skipped"));

        assertThat(crits() - crits).isEqualTo(1);
        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("book_id", "book-1").containsEntry("contractor_id", "courier-5");
        assertThat(stub.received().subList(before, stub.received().size())).extracting(Received::path).containsOnly(CargoStub.INFO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "cancelled_with_payment", "cancelled_by_taxi"})
    void aClaimThatIsCancelledAtTheCabinetBeforeThePickupIsPlannedAgain(String status) {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        double before = crits();

        happens(ClaimDocument.of("claim-1", task).status(status, 8).visits("arrived", "pending", "pending"));

        assertThat(crits()).isEqualTo(before);
        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2).containsEntry("claim_id", null);
        assertThat(stub.received(CabinetsStub.UNBOOK)).hasSize(1);
    }

    private void pointBIsOver(Mode mode, String task) {
        happens(ClaimDocument.of("claim-1", task).status(mode.pointDone, 10).visits("visited", "visited", "pending"));
    }

    private List<String> removed() {
        return stub.received(FleetStub.REMOVE_TAG).stream().map(call -> call.field("tag_id")).toList();
    }
}

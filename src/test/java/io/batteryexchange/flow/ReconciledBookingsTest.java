package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.Received;
import io.batteryexchange.flow.support.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 2 of what must never happen: reconciliation mends it and fights no worker. */
class ReconciledBookingsTest extends FlowTest {

    private static final String LONG_AGO = "2026-01-05T10:00:00Z";

    @BeforeEach
    void nothingWasTaken() {
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/1").giveBack("c-7/2"));
        fleet.scooter("scooter-1", "battery_low/tag-1"); // no drift of its tags
        fleet.listsFor("recharge_processing", List.of("scooter-1"));
    }

    @Test
    void releasesABookingThatNobodyKnows() {
        double before = repairs("booking_released");
        cabinets.lists("book-9", "c-7", LONG_AGO);

        bundle.reconcile();

        assertThat(unbooked()).containsExactly("book-9");
        assertThat(rows.reconciliationTimeline()).containsExactly("upstream_call scooter-accumulator cabinet/accumulator/unbook ok",
            "decision booking released: no live task owns it ok");
        assertThat(repairs("booking_released") - before).isEqualTo(1);
    }

    @Test
    void countsNoReleaseOfABookingThatEndedMeanwhile() {
        double before = repairs("booking_released");
        cabinets.lists("book-9", "c-7", LONG_AGO);
        stub.on(CabinetsStub.UNBOOK, request -> Answer.error(404, "booking_not_found"));

        bundle.reconcile();

        assertThat(unbooked()).containsExactly("book-9");
        assertThat(rows.reconciliationTimeline()).hasSize(1).first().asString().startsWith("upstream_call scooter-accumulator cabinet/accumulator/unbook");
        assertThat(repairs("booking_released")).isEqualTo(before);
    }

    @Test
    void releasesABookingOnAnyPage() {
        cabinets.lists("book-7", "c-7", LONG_AGO);
        cabinets.lists("book-8", "c-7", LONG_AGO);
        cabinets.lists("book-9", "c-8", LONG_AGO);

        bundle.reconcile();

        assertThat(unbooked()).containsExactly("book-7", "book-8", "book-9");
    }

    @Test
    void tellsOfTheReleaseOnTheTimelineOfTheTaskThatHadTheBooking() {
        String task = rows.taskWithClaim("waiting", "claim_id", null, "book_id", null, "cabinet_id", null);
        rows.update("claims set task_id = :task, book_id = 'book-9'", Map.of("task", task));
        cabinets.lists("book-9", "c-7", LONG_AGO);

        bundle.reconcile();

        assertThat(rows.timeline(task)).containsExactly("upstream_call scooter-accumulator cabinet/accumulator/unbook ok",
            "decision booking released: no live task owns it ok");
        assertThat(rows.reconciliationTimeline()).isEmpty();
    }

    @Test
    void releasesTheBookingOfAFinishedTask() {
        String task = rows.bookedTask("cancelled", "finished_at", LONG_AGO);
        cabinets.lists("book-1", "c-7", LONG_AGO);

        bundle.reconcile();

        assertThat(unbooked()).containsExactly("book-1");
        assertThat(rows.timeline(task)).hasSize(2);
    }

    @Test
    void takesTheCourierOffABookingThatSomethingWasTakenFrom() {
        cabinets.lists("book-9", "c-7", LONG_AGO);
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/1", "closed", false, true).giveBack("c-7/2"));
        stub.on(CabinetsStub.UNBOOK, request -> Answer.error(404, "booking_not_found")); // it ended when the courier went

        bundle.reconcile();

        assertThat(changes()).containsExactly("cabinet/booking/set_contractor", "cabinet/accumulator/unbook");
        assertThat(stub.received(CabinetsStub.SET_CONTRACTOR)).allSatisfy(call -> {
            assertThat(call.body().get("contractor_id").isNull()).isTrue();
            assertThat(call.field("book_id")).isEqualTo("book-9");
            assertThat(call.header("X-Idempotency-Token")).contains("book-9");
        });
        assertThat(rows.reconciliationTimeline()).contains("decision booking released: no live task owns it ok");
    }

    @Test
    void leavesTheBookingOfALiveTaskAlone() {
        String task = rows.bookedTask("at_cabinet", "due_at", null);
        cabinets.lists("book-1", "c-7", LONG_AGO);

        bundle.reconcile();

        assertThat(changes()).isEmpty();
        assertThat(rows.timeline(task)).isEmpty();
    }

    @Test
    void leavesABookingAloneThatAWorkerMayHaveAskedForWithoutKnowingTheAnswer() {
        rows.task("planning", "cabinet_id", "c-7", "store_id", "grocery:123");
        cabinets.lists("book-9", "c-7", LONG_AGO);
        cabinets.lists("book-10", "c-8", LONG_AGO);

        bundle.reconcile();

        assertThat(unbooked()).as("another cabinet was not asked").containsExactly("book-10");
    }

    @Test
    void releasesABookingWhoseTaskNeverTriesAgainByItself() {
        rows.task("attention", "cabinet_id", "c-7", "store_id", "grocery:123", "retry_at", "infinity");
        cabinets.lists("book-9", "c-7", LONG_AGO);

        bundle.reconcile();

        assertThat(unbooked()).containsExactly("book-9");
    }

    @Test
    void leavesABookingAloneThatIsYoungerThanALease() {
        cabinets.lists("book-9", "c-7", Instant.now().minus(Duration.ofSeconds(10)).toString());

        bundle.reconcile();

        assertThat(changes()).isEmpty();
    }

    @Test
    void releasesABookingWhoseAgeCanNotBeRead() {
        cabinets.lists("book-7", "c-7", null);
        cabinets.lists("book-8", "c-7", "yesterday");
        cabinets.lists("book-9", "c-7", "2199-01-01T00:00:00Z");

        bundle.reconcile();

        assertThat(unbooked()).containsExactly("book-7", "book-8", "book-9");
    }

    @Test
    void leavesABookingAloneThatATaskGotWhileTheListWasRead() {
        cabinets.lists("book-1", "c-7", LONG_AGO);
        stub.on(CabinetsStub.BOOKING, request -> {
            rows.bookedTask("booked", "due_at", null);
            return Answer.ok(BookingDocument.in("c-7").pickup("c-7/1").giveBack("c-7/2").json("book-1"));
        });

        bundle.reconcile();

        assertThat(changes()).isEmpty();
    }

    @Test
    void leavesABookingAloneThatItsTaskEndedWhileTheListWasRead() {
        rows.bookedTask("done", "finished_at", LONG_AGO);
        stub.next(CabinetsStub.BOOKINGS, Answer.ok("{\"bookings\":[{\"book_id\":\"book-1\",\"cabinet_id\":\"c-7\",\"created_at\":\"" + LONG_AGO + "\"}]}"));

        bundle.reconcile();

        assertThat(stub.received(CabinetsStub.BOOKINGS)).hasSize(2);
        assertThat(changes()).isEmpty();
    }

    @Test
    void concludesNothingFromAListWithoutBookings() {
        String task = rows.bookedTask("booked", "due_at", null);
        stub.on(CabinetsStub.BOOKINGS, request -> Answer.ok("{}"));

        bundle.reconcile();

        assertThat(changes()).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("state", "booked");
    }

    @Test
    void oneReleaseThatFailsIsToldAndDoesNotStopTheOthers() {
        cabinets.lists("book-8", "c-7", LONG_AGO);
        cabinets.lists("book-9", "c-7", LONG_AGO);
        stub.on(CabinetsStub.UNBOOK, request -> request.field("book_id").equals("book-8") ? Answer.error(500, "oops") : Answer.ok("{}"));

        bundle.reconcile();

        assertThat(rows.reconciliationTimeline()).containsExactly("upstream_call scooter-accumulator cabinet/accumulator/unbook failed",
            "upstream_call scooter-accumulator cabinet/accumulator/unbook ok", "decision booking released: no live task owns it ok");
    }

    @Test
    void replansABookedTaskWhoseBookingIsGone() {
        double before = repairs("booking_lost_and_replanned");
        String task = rows.bookedTask("booked", "due_at", null);

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2).containsEntry("book_id", null)
            .containsEntry("lease_until", null).containsEntry("last_error", "booking book-1 is gone from cabinet c-7");
        assertThat(rows.timeline(task)).contains("decision replanned failed");
        assertThat(repairs("booking_lost_and_replanned") - before).isEqualTo(1);
    }

    @Test
    void looksASecondTimeBeforeItCallsABookingGone() {
        String task = rows.bookedTask("booked", "due_at", null);
        cabinets.lists("book-1", "c-7", LONG_AGO);
        stub.next(CabinetsStub.BOOKINGS, Answer.ok("{\"bookings\":[]}")); // it slipped between two pages

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("state", "booked");
        assertThat(changes()).isEmpty();
    }

    @Test
    void booksAgainInTheSameCabinetWhileTheCourierIsStillToCome() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        stub.on(CabinetsStub.BOOK, request -> Answer.ok("{\"book_id\":\"book-2\"}"));

        bundle.reconcile();

        Received call = stub.received(CabinetsStub.BOOK).get(0);
        assertThat(call.field("cabinet_id")).isEqualTo("c-7");
        assertThat(call.header("X-Idempotency-Token")).isEqualTo(task + "-1-book-c-7-again-book-1");
        assertThat(rows.taskRow(task)).containsEntry("state", "performer_found").containsEntry("book_id", "book-2").containsEntry("contractor_id", null)
            .containsEntry("assign_performer", true).containsEntry("performer_no", 2).containsEntry("lease_until", null);
        assertThat(rows.claimRow("claim-1")).containsEntry("book_id", "book-2");
        assertThat(rows.timeline(task)).containsExactly("upstream_call scooter-accumulator cabinet/accumulator/book ok",
            "decision booked again: the booking was gone ok");
        assertThat(stub.received(CabinetsStub.UNBOOK)).isEmpty();
    }

    @Test
    void theCourierIsPutOnTheNewBookingWithANewToken() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        stub.on(CabinetsStub.BOOK, request -> Answer.ok("{\"book_id\":\"book-2\"}"));
        bundle.reconcile();

        bundle.work();

        Received call = stub.received(CabinetsStub.SET_CONTRACTOR).get(0);
        assertThat(call.field("book_id")).isEqualTo("book-2");
        assertThat(call.field("contractor_id")).isEqualTo(Rows.COURIER);
        assertThat(call.header("X-Idempotency-Token")).isEqualTo(task + "-1-contractor-" + Rows.COURIER + "-2");
        assertThat(rows.taskRow(task)).containsEntry("contractor_id", Rows.COURIER).containsEntry("assign_performer", false);
    }

    @Test
    void findsTheNewBookingAgainWhoseAnswersWereLost() {
        String task = rows.performedTask("approved", "accepted", "");
        stub.next(CabinetsStub.BOOK, this::bookedAndLost, this::bookedAndLost, this::bookedAndLost);
        bundle.reconcile();
        assertThat(rows.taskRow(task)).containsEntry("book_id", "book-1").containsEntry("lease_until", null);
        assertThat(rows.timeline(task)).containsExactly("upstream_call scooter-accumulator cabinet/accumulator/book failed");
        cabinets.lists("book-first", "c-7", LONG_AGO);
        rows.pollersAreDue();
        stub.on(CabinetsStub.BOOK, request -> Answer.ok("{\"book_id\":\"book-first\"}"));

        bundle.reconcile();

        assertThat(stub.received(CabinetsStub.BOOK)).extracting(call -> call.header("X-Idempotency-Token")).hasSize(4).containsOnly(
            stub.received(CabinetsStub.BOOK).get(0).header("X-Idempotency-Token"));
        assertThat(rows.taskRow(task)).containsEntry("book_id", "book-first");
        assertThat(stub.received(CabinetsStub.UNBOOK)).as("is not taken for one that nobody owns").isEmpty();
    }

    @Test
    void asksForAPersonOnceWhenTheCabinetHasNoOther() {
        double crits = crits();
        String task = rows.taskWithClaim("approved");
        stub.on(CabinetsStub.BOOK, request -> Answer.error(409, "no_accumulators"));
        bundle.reconcile();
        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("book_id", "book-1").containsEntry("lease_until", null)
            .containsEntry("attention", "booking book-1 is gone and cabinet c-7 has no other accumulator");
        rows.pollersAreDue();

        bundle.reconcile();

        assertThat(crits() - crits).isEqualTo(1);
    }

    @Test
    void asksForAPersonWhenTheBookingIsGoneAndTheCourierHasTheAccumulator() {
        String task = rows.performedTask("to_scooter", "pickuped", "a");

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("state", "attention")
            .containsEntry("attention", "booking book-1 is gone from cabinet c-7 and its accumulator is to be returned");
        assertThat(changes()).isEmpty();
    }

    @Test
    void booksNoSecondAccumulatorWhenOneWasTakenBeforePickupIsOver() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/1", "closed", false, true).giveBack("c-7/2"));

        bundle.reconcile();

        assertThat(stub.received(CabinetsStub.BOOK)).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("state", "attention");
    }

    @Test
    void booksAgainWhenScooterAccumulatorDoesNotEvenKnowTheBooking() {
        String task = rows.taskWithClaim("approved");
        stub.on(CabinetsStub.BOOKING, request -> Answer.error(404, "booking_not_found"));
        stub.on(CabinetsStub.BOOK, request -> Answer.ok("{\"book_id\":\"book-2\"}"));

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("book_id", "book-2").containsEntry("assign_performer", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "grocery:123"})
    void booksNothingInManualMode(String scope) {
        String task = rows.taskWithClaim("approved");
        manualMode(scope);

        bundle.reconcile();

        assertThat(changes()).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("book_id", "book-1").containsEntry("state", "approved").containsEntry("lease_until", null);
    }

    @Test
    void booksAgainWhileAnotherStoreIsInManualMode() {
        String task = rows.taskWithClaim("approved");
        manualMode("garage:321");
        stub.on(CabinetsStub.BOOK, request -> Answer.ok("{\"book_id\":\"book-2\"}"));

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("book_id", "book-2");
    }

    @Test
    void doesNotFightAWorkerWhoHoldsTheTask() {
        String task = rows.bookedTask("booked", "due_at", null);
        rows.overtake(task);
        String before = rows.everythingOf(task);

        bundle.reconcile();

        assertThat(rows.everythingOf(task)).isEqualTo(before);
        assertThat(changes()).isEmpty();
    }

    @Test
    void leavesATaskInItsLastStepToItsWorker() {
        String task = rows.performedTask("at_return", "delivery_arrived", "ab");
        rows.event("claim-1", "delivered_finish", 12);

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("state", "at_return").containsEntry("attention", null).containsEntry("lease_until", null);
        assertThat(rows.timeline(task)).isEmpty();
    }

    @Test
    void leavesATaskAloneWhoseBookingEndedWithItsLastPoint() {
        String task = rows.performedTask("at_return", "delivered", "abc");

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("state", "at_return").containsEntry("attention", null);
    }

    @Test
    void leavesATaskAloneThatGotAnotherBookingWhileTheListWasRead() {
        String task = rows.bookedTask("booked", "due_at", null);
        stub.on(CabinetsStub.BOOKINGS, request -> {
            rows.update("tasks set book_id = 'book-2' where task_id = :task", Map.of("task", task));
            return Answer.ok("{\"bookings\":[]}");
        });

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("state", "booked").containsEntry("book_id", "book-2");
    }

    @Test
    void writesNothingWhenTheLeaseWasTakenOverWhileItBooked() {
        String task = rows.taskWithClaim("approved");
        stub.on(CabinetsStub.BOOK, request -> {
            rows.overtake(task);
            return Answer.ok("{\"book_id\":\"book-2\"}");
        });

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("book_id", "book-1").containsEntry("lease_owner", "other");
        assertThat(rows.claimRow("claim-1")).containsEntry("book_id", "book-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attention", "parked"})
    void forgetsTheBookingOfATaskThatWaitsForAPerson(String state) {
        String task = rows.bookedTask(state, "due_at", null);

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("state", state).containsEntry("book_id", null).containsEntry("cabinet_id", null);
        assertThat(rows.timeline(task)).containsExactly("decision booking forgotten: it is gone ok");
        assertThat(stub.received(CargoStub.CREATE)).isEmpty();
    }

    @Test
    void forgetsTheBookingOfAClaimThatIsOverBeforePickup() {
        String task = rows.taskWithClaim("attention");
        rows.update("claims set released_at = now(), status = 'estimating_failed' where task_id = :task", Map.of("task", task));

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("book_id", null).containsEntry("claim_id", "claim-1");
    }

    private Answer bookedAndLost(Received request) {
        return Answer.lost();
    }

    private void manualMode(String scope) {
        rows.manualMode(scope);
    }

    private List<String> unbooked() {
        return stub.received(CabinetsStub.UNBOOK).stream().map(call -> call.field("book_id")).toList();
    }
}

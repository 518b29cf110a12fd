package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.NoColumn;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** A round of reconciliation as a whole: one node at a time, part by part, and what it tells its caller. */
class ReconciliationRoundTest extends FlowTest {

    private static final String LONG_AGO = "2026-01-05T10:00:00Z";

    @Test
    void comparesNothingWhileAnotherNodeDoes() {
        rows.update("pollers set lease_until = now() + interval '1 minute' where name = 'reconciliation'", Map.of());

        bundle.reconcile();

        assertThat(stub.received()).isEmpty();
    }

    @Test
    void comparesNothingBeforeItsTime() {
        bundle.reconcile();
        int afterFirst = stub.received().size();

        bundle.reconcile();

        assertThat(afterFirst).isPositive();
        assertThat(stub.received()).hasSize(afterFirst);
    }

    @Test
    void saysWhenTheLastWholeRoundWas() {
        bundle.reconcile();

        assertThat(rows.pollerRow("reconciliation").get("last_ok_at")).isNotNull();
        assertThat(rows.pollerRow("reconciliation")).containsEntry("lease_until", null);
    }

    @Test
    void thePartsOfThePartnerThatWorksAreDone() {
        stub.on(CabinetsStub.BOOKINGS, request -> Answer.error(503, "down"));
        fleet.scooter("s-1", "recharge_processing/p-1");
        fleet.listsFor("recharge_processing", List.of("s-1"));

        bundle.reconcile();

        assertThat(changes()).containsExactly("car/tags/remove");
        assertThat(rows.pollerRow("reconciliation")).containsEntry("lease_until", null).containsEntry("last_ok_at", null);
    }

    @Test
    void handOversThatCanNotBeReadDoNotStopTheOtherParts() {
        fleet.scooter("s-1", "recharge_processing/p-1");
        fleet.listsFor("recharge_processing", List.of("s-1"));

        try (NoColumn away = rows.without("hand_overs", "handed_at")) {
            bundle.reconcile();
        }

        assertThat(changes()).containsExactly("car/tags/remove");
        assertThat(rows.pollerRow("reconciliation")).as("the summary shows that a part failed").containsEntry("lease_until", null).containsEntry("last_ok_at", null);
    }

    @Test
    void theNextRoundMendsWhatAFailedOneLeft() {
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/1").giveBack("c-7/2"));
        cabinets.lists("book-9", "c-7", LONG_AGO);
        stub.on(FleetStub.LIST, request -> Answer.lost());
        stub.next(CabinetsStub.BOOKINGS, Answer.error(500, "oops"), Answer.error(500, "oops"), Answer.error(500, "oops"));
        bundle.reconcile();
        assertThat(changes()).isEmpty();
        rows.pollersAreDue();

        bundle.reconcile();

        assertThat(changes()).containsExactly("cabinet/accumulator/unbook");
    }

    @Test
    void tellsItsCallerWhatItMended() {
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/1").giveBack("c-7/2"));
        cabinets.lists("book-9", "c-8", LONG_AGO);
        fleet.scooter("s-1", "recharge_processing/p-1");
        fleet.listsFor("recharge_processing", List.of("s-1"));
        String task = rows.bookedTask("attention", "due_at", null, "processing_tag_id", null);

        Exchange round = bundle.send("reconcile-round", Map.of());

        assertThat(round.getVariable("repairs", List.class)).hasSize(3).containsExactly(
            Map.of("what", "booking forgotten", "task_id", task, "car_id", "scooter-1", "book_id", "book-1", "cabinet_id", "c-7"),
            Map.of("what", "booking released", "book_id", "book-9", "cabinet_id", "c-8"),
            Map.of("what", "processing tag taken off", "car_id", "s-1"));
    }

    @Test
    void mendsNothingTwice() {
        rows.bookedTask("booked", "due_at", null);
        bundle.reconcile();
        rows.pollersAreDue();

        Exchange second = bundle.send("reconcile-round", Map.of());

        assertThat(second.getVariable("repairs", List.class)).isEmpty();
    }

    @Test
    void mendsNothingWhereNothingDrifted() {
        String task = rows.bookedTask("booked", "due_at", null);
        cabinets.lists("book-1", "c-7", LONG_AGO);
        fleet.listsFor("recharge_processing", List.of("scooter-1"));

        Exchange round = bundle.send("reconcile-round", Map.of());

        assertThat(round.getVariable("repairs", List.class)).isEmpty();
        assertThat(changes()).isEmpty();
        assertThat(rows.timeline(task)).isEmpty();
    }
}

package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Received;
import io.batteryexchange.flow.support.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One tap, one open cell. */
class OpenCellTest extends FlowTest {

    private String task;

    @BeforeEach
    void theCourierIsAtTheCabinet() {
        task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
    }

    @Test
    void opensNoSecondCellOnDoubleTap() throws Exception {
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);
        stub.on(CabinetsStub.BOOKING, request -> {
            bothHaveRead.await(10, TimeUnit.SECONDS);
            return Answer.ok(BookingDocument.in("c-7").pickup("c-7/3").pickup("c-7/4").giveBack("c-7/9").json("book-1"));
        });

        CompletableFuture<Reply> one = CompletableFuture.supplyAsync(this::tap, work -> new Thread(work).start());
        CompletableFuture<Reply> two = CompletableFuture.supplyAsync(this::tap, work -> new Thread(work).start());

        assertThat(one.get().status()).isEqualTo(200);
        assertThat(one.get().body()).isEqualTo(two.get().body());
        assertThat(openings()).isNotEmpty().containsOnly("c-7/3 claim-1-open-1");
        assertThat(rows.count("cell_openings")).isEqualTo(1);
    }

    @Test
    void showsTheSameScreenWhileTheCellIsOpen() {
        Reply first = tap();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "open", false, false).giveBack("c-7/9"));

        Reply again = tap();

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(openings()).hasSize(1);
    }

    @Test
    void aReportedCellIsNotOpenedAgainWhileTheBookingStillShowsItSound() {
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").pickup("c-7/4").giveBack("c-7/9"));
        tap();
        Reply screen = courier().post("/taximeter/screens/v1/battery_exchange/broken?cargo_ref_id=claim-1&cell_id=c-7/3");

        tap();

        assertThat(screen.body().toString()).contains("next");
        assertThat(openings()).containsExactly("c-7/3 claim-1-open-1", "c-7/4 claim-1-open-2");
    }

    @Test
    void aTapAfterTheDoorWasOpenedAndClosedIsANewIntent() {
        tap();

        tap();

        assertThat(openings()).containsExactly("c-7/3 claim-1-open-1", "c-7/3 claim-1-open-2");
        assertThat(rows.column("closed_at is null from cell_openings order by opening_id")).containsExactly(false, true);
    }

    @Test
    void takesTheNextCellWhenTheFirstIsDone() {
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").pickup("c-7/4").giveBack("c-7/9"));
        tap();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).pickup("c-7/4").giveBack("c-7/9"));

        tap();

        assertThat(openings()).containsExactly("c-7/3 claim-1-open-1", "c-7/4 claim-1-open-2");
    }

    @Test
    void opensTheReturnCellOnTheReturnLeg() {
        rows.clear();
        rows.performedTask("at_return", "delivery_arrived", "ab");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));

        assertThat(tap().status()).isEqualTo(200);

        assertThat(openings()).containsExactly("c-7/9 claim-1-open-1");
    }

    @Test
    void waitsForItsTurnWhenAnotherCellOfTheCabinetIsOpen() {
        stub.next(CabinetsStub.OPEN, Answer.error(409, "other_cell_open"));

        isRefused(tap(), 409, "cabinet_busy");
        assertThat(tap().status()).isEqualTo(200);

        assertThat(openings()).as("one intent").containsExactly("c-7/3 claim-1-open-1", "c-7/3 claim-1-open-1");
        assertThat(rows.timeline(task)).containsExactly(
            "decision scooter-accumulator cabinet/cell/open ok", "upstream_call scooter-accumulator cabinet/cell/open failed", "courier_action open cell failed",
            "decision scooter-accumulator cabinet/cell/open ok", "upstream_call scooter-accumulator cabinet/cell/open ok", "courier_action open cell ok");
    }

    @Test
    void asksToRepeatWhenTheDoorDidNotAnswer() {
        stub.next(CabinetsStub.OPEN, Answer.error(504, "door_timeout"));

        isRefused(tap(), 408, "cell_timeout");

        assertThat(openings()).as("the answer is the door's, not the line's: no quick repeat").hasSize(1);
        tap();
        assertThat(openings()).containsOnly("c-7/3 claim-1-open-1");
    }

    @Test
    void findsTheOpenDoorWhoseAnswerWasLost() {
        stub.next(CabinetsStub.OPEN, Answer.lost());
        isRefused(tap(), 503, "cabinet_unavailable");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "open", false, false).giveBack("c-7/9"));

        Reply screen = tap();

        assertThat(screen.item("notice").path("text").asText()).contains("c-7/3");
        assertThat(openings()).containsExactly("c-7/3 claim-1-open-1");
        assertThat(rows.timeline(task)).as("what was changed is on the timeline").contains("upstream_call scooter-accumulator cabinet/cell/open ok");
        assertThat(rows.count("cell_openings where opened_at is not null")).isEqualTo(1);
    }

    @Test
    void opensNothingWhenOnlyBrokenCellsAreLeft() {
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", true, false).giveBack("c-7/9"));

        isRefused(tap(), 409, "no_cells_left");
        assertThat(openings()).isEmpty();
    }

    @Test
    void opensNothingWhenAllIsTaken() {
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickup_arrived", 7));
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));

        isRefused(tap(), 409, "no_cells_left");
        assertThat(openings()).isEmpty();
    }

    @Test
    void opensNoEmptiedCellWhenBookingAndClaimAreOlderThanTheSlider() {
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickup_arrived", 7));
        theSliderAtTheCabinetWasLetThrough();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        isRefused(tap(), 409, "no_cells_left");
        assertThat(openings()).isEmpty();
        assertThat(courier().get("/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1").item("left").path("value").asInt()).isZero();
    }

    @Test
    void opensTheReturnCellThoughBookingAndJournalAreOlderThanTheSlider() {
        cargo.shows(ClaimDocument.of("claim-1", task).status("delivery_arrived", 12).visits("visited", "visited", "arrived"));
        theSliderAtTheCabinetWasLetThrough();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        assertThat(tap().status()).isEqualTo(200);

        assertThat(openings()).containsExactly("c-7/9 claim-1-open-1");
    }

    @Test
    void opensNothingWhileACellsStateIsUnknown() {
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "unknown", false, false).giveBack("c-7/9"));

        isRefused(tap(), 409, "cabinet_busy");
        assertThat(openings()).isEmpty();
    }

    @Test
    void opensNothingForACourierWhomTheCabinetDoesNotKnow() {
        stub.on(CabinetsStub.BOOKING, request -> Answer.ok(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9").json("book-1")
            .put("contractor_id", "courier-6")));

        isRefused(tap(), 409, "wrong_status");
        assertThat(openings()).isEmpty();
    }

    @Test
    void saysThatNothingCanBeOpenedWhenTheCellIsNotOfTheBookingAnyMore() {
        stub.next(CabinetsStub.OPEN, Answer.error(404, "cell_not_found"));

        isRefused(tap(), 409, "no_cells_left");
    }

    private void theSliderAtTheCabinetWasLetThrough() {
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));
        Reply slider = cargoOrders().post("/cargo-orders/v1/exchange/init-confirm", object("cargo_ref_id", "claim-1", "point_id", ClaimDocument.A, "performer_id", "courier-5"));
        assertThat(slider.body().path("allowed").asBoolean()).isTrue();
    }

    private Reply tap() {
        return courier().post("/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=claim-1");
    }

    private List<String> openings() {
        return stub.received(CabinetsStub.OPEN).stream().map(OpenCellTest::opening).toList();
    }

    private static String opening(Received call) {
        return call.field("cell_id") + " " + call.header("X-Idempotency-Token");
    }

    private static void isRefused(Reply reply, int status, String code) {
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.message()).isNotBlank();
    }
}

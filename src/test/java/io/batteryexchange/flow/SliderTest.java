package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** May the point be closed? */
class SliderTest extends FlowTest {

    @ParameterizedTest(name = "A: cell {0}, taken {1} gives {2}")
    @CsvSource(nullValues = "none", value = {"closed, true, none", "closed, false, accumulators_left", "open, true, cell_open", "unknown, true, cell_open"})
    void judgesPointA(String state, boolean taken, String code) {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", state, false, taken).giveBack("c-7/9"));

        isJudged(slide(ClaimDocument.A, "courier-5"), code);
    }

    @ParameterizedTest(name = "B: {0} at {1} %, online {2} gives {3}")
    @CsvSource(nullValues = "none", value = {
        "acc-new, 100, true, none", "acc-new, 95, true, none", "acc-new, 94, true, accumulator_not_charged", "acc-old, 100, true, accumulator_not_replaced",
        "acc-new, 100, false, vehicle_offline"})
    void judgesPointB(String accumulator, int percent, boolean online, String code) {
        rows.performedTask("at_scooter", "delivery_arrived", "a");
        fleet.scooter("scooter-1", "battery_low/tag-1").put("online", online);
        fleet.battery("scooter-1", accumulator, percent);

        isJudged(slide(ClaimDocument.B, "courier-5"), code);
    }

    @ParameterizedTest(name = "C: cell {0}, returned {1} gives {2}")
    @CsvSource(nullValues = "none", value = {"closed, true, none", "closed, false, accumulators_not_returned", "open, true, cell_open"})
    void judgesPointC(String state, boolean returned, String code) {
        rows.performedTask("at_return", "delivery_arrived", "ab");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9", state, false, returned));

        isJudged(slide(ClaimDocument.C, "courier-5"), code);
    }

    @Test
    void aReportedScooterNeedsNoSwap() {
        rows.performedTask("at_scooter", "delivery_arrived", "a");
        rows.update("claims set scooter_report = 'vehicle_destroyed'", Map.of());

        isJudged(slide(ClaimDocument.B, "courier-5"), null);
        assertThat(stub.received(FleetStub.DETAILS)).isEmpty();
    }

    @Test
    void closesNothingWhileTheCabinetSystemIsDown() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        stub.on(CabinetsStub.BOOKING, request -> Answer.error(500, "oops"));

        isJudged(slide(ClaimDocument.A, "courier-5"), "cabinet_unavailable");
    }

    @Test
    void saysHowManyAreLeftAndWhichCellIsOpen() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").pickup("c-7/4").giveBack("c-7/9"));
        assertThat(slide(ClaimDocument.A, "courier-5").body().path("details")).hasToString("{\"count\":2}");

        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "open", false, false).pickup("c-7/4").giveBack("c-7/9"));

        assertThat(slide(ClaimDocument.A, "courier-5").body().path("details")).hasToString("{\"cell_id\":\"c-7/3\"}");
    }

    @Test
    void speaksTheCouriersLanguage() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        Reply reply = cargoOrders().with("Accept-Language", "en").post("/cargo-orders/v1/exchange/init-confirm",
            object("cargo_ref_id", "claim-1", "point_id", String.valueOf(ClaimDocument.A), "performer_id", "courier-5"));

        assertThat(reply.message()).isEqualTo("Take all accumulators: 1 left");
    }

    @Test
    void onlyTheSliderAtTheCabinetThatIsLetThroughSaysThatAllIsTaken() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        slide(ClaimDocument.A, "courier-5");
        assertThat(rows.claimRow("claim-1").get("all_taken")).isEqualTo(false);
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));

        slide(ClaimDocument.A, "courier-5");

        assertThat(rows.claimRow("claim-1").get("all_taken")).isEqualTo(true);
    }

    @Test
    void anotherPerformerMovesNoSlider() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");

        Reply reply = slide(ClaimDocument.A, "courier-6");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("not_your_claim");
    }

    @Test
    void aPointOfAnotherClaimHasNoSlider() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");

        Reply reply = slide(42, "courier-5");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("wrong_point");
    }

    @Test
    void thereIsNoSliderBetweenThePoints() {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickuped", 8).visits("visited", "pending", "pending"));

        for (long point : new long[] {ClaimDocument.A, ClaimDocument.B, ClaimDocument.C}) {
            Reply reply = slide(point, "courier-5");

            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.code()).isEqualTo("wrong_status");
        }
        assertThat(stub.received(CargoStub.INFO)).as("looked at the claim itself").hasSize(3);
    }

    @Test
    void theSliderWorksThoughTheJournalIsBehind() {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        cargo.shows(ClaimDocument.of("claim-1", task).status("delivery_arrived", 9).visits("visited", "arrived", "pending"));
        fleet.scooter("scooter-1");
        fleet.battery("scooter-1", "acc-new", 99);

        isJudged(slide(ClaimDocument.B, "courier-5"), null);
    }

    @Test
    void everyJudgementIsOnTheTimeline() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        slide(ClaimDocument.A, "courier-5");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));

        slide(ClaimDocument.A, "courier-5");

        assertThat(rows.timeline(task)).containsExactly("courier_action slider failed", "courier_action slider ok");
        assertThat(rows.value("detail ->> 'refusal' from timeline where outcome = 'failed'")).isEqualTo("accumulators_left");
    }

    private Reply slide(long point, String performer) {
        return cargoOrders().post("/cargo-orders/v1/exchange/init-confirm", object("cargo_ref_id", "claim-1", "point_id", point, "performer_id", performer));
    }

    private static void isJudged(Reply reply, String code) {
        assertThat(reply.status()).isEqualTo(200);
        JsonNode body = reply.body();
        if (code == null) {
            assertThat(body).hasToString("{\"allowed\":true}");
        } else {
            assertThat(body.path("allowed").asBoolean(true)).isFalse();
            assertThat(body.path("code").asText()).isEqualTo(code);
            assertThat(body.path("message").asText()).isNotBlank();
        }
    }
}

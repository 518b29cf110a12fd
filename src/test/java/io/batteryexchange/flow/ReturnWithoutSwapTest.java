package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The courier brings the accumulator back: a person is asked once, the return screen works for him until the task is resolved. */
class ReturnWithoutSwapTest extends FlowTest {

    private static final String EXCHANGE = "/taximeter/screens/v1/battery_exchange/";

    private String task;

    @BeforeEach
    void theCourierHasTheAccumulator() {
        fleet.scooter("scooter-1", "battery_low/tag-1", "recharge_processing/tag-processing");
        task = rows.performedTask("to_scooter", "pickuped", "a");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));
    }

    @Test
    void asksAPersonOnceThoughFourStatusesTellOfIt() {
        double before = crits();

        comesBack("returning", 9);
        comesBack("return_arrived", 10);
        comesBack("returned", 11);
        comesBack("returned_finish", 12);

        assertThat(crits() - before).isEqualTo(1);
        assertThat(rows.timeline(task)).contains("claim_event returning ok", "claim_event return_arrived ok", "claim_event returned ok",
            "claim_event returned_finish ok").containsOnlyOnce("decision needs attention failed");
        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("events_pending", 0).containsEntry("book_id", "book-1")
            .containsEntry("performer_id", "courier-5").containsEntry("processing_tag_id", "tag-processing");
        assertThat(rows.taskRow(task).get("attention").toString()).contains("returning");
        assertThat(rows.claimRow("claim-1")).containsEntry("status", "returned_finish");
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"return_arrived", "ready_for_return_confirmation", "returned", "returned_finish", "cancelled_with_items_on_hands"})
    void theReturnScreenWorksForItsLastPerformer(String status) {
        comesBack(status, 9);

        Reply screen = status("courier-5");

        assertThat(screen.status()).isEqualTo(200);
        assertThat(screen.item("returned").path("value").asInt(-1)).isZero();
        assertThat(screen.item("next").isMissingNode()).isFalse();
        assertThat(open("courier-5").item("notice").path("text").asText()).contains("c-7/9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "cancelled", "cancelled_with_payment"})
    void theReturnScreenWorksAfterAClaimThatBrokeOffOnTheWay(String status) {
        comesBack(status, 9);

        assertThat(status("courier-5").item("returned").path("value").asInt(-1)).isZero();
    }

    @Test
    void theScreenIsShownButNothingOpensWhileHeIsStillOnHisWay() {
        comesBack("returning", 9);

        assertThat(status("courier-5").status()).isEqualTo(200);
        Reply open = open("courier-5");

        assertThat(open.status()).isEqualTo(409);
        assertThat(open.code()).isEqualTo("wrong_status");
        assertThat(stub.received(CabinetsStub.OPEN)).isEmpty();
    }

    @Test
    void opensAtOnceWhenCargoHasHimBackBeforeTheJournal() {
        comesBack("returning", 9);
        cargo.shows(returns("return_arrived", 10));

        assertThat(open("courier-5").status()).isEqualTo(200);
    }

    @Test
    void theReturnScreenIsNobodyElses() {
        comesBack("return_arrived", 9);

        assertThat(status("courier-6").code()).isEqualTo("not_your_claim");
        assertThat(open("courier-6").code()).isEqualTo("not_your_claim");
        assertThat(stub.received(CabinetsStub.BOOKING)).isEmpty();
    }

    @Test
    void theReturnScreenEndsWhenTheTaskIsResolved() {
        comesBack("returned_finish", 9);

        assertThat(operator().post("/operator/v1/tasks/" + task + "/resolve", object("outcome", "abandoned", "reason", "he is back")).status()).isEqualTo(200);

        assertThat(status("courier-5").code()).isEqualTo("not_your_claim");
        assertThat(open("courier-5").code()).isEqualTo("not_your_claim");
    }

    @ParameterizedTest(name = "point {0}: returned {1} gives {2}")
    @CsvSource(nullValues = "none", value = {"C, true, none", "C, false, accumulators_not_returned", "RETURN, true, none", "RETURN, false, accumulators_not_returned"})
    void theSliderAtCargosOwnReturnPointIsJudgedAsC(String point, boolean returned, String code) {
        comesBack("return_arrived", 9);
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9", "closed", false, returned));

        Reply reply = slide(point.equals("C") ? ClaimDocument.C : ClaimDocument.C + 1);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("allowed").asBoolean()).isEqualTo(code == null);
        assertThat(reply.body().path("code").asText(null)).isEqualTo(code);
    }

    @Test
    void theSliderDoesNotMoveBeforeHeIsThere() {
        comesBack("returning", 9);

        assertThat(slide(ClaimDocument.C + 1).code()).isEqualTo("wrong_status");
    }

    @Test
    void aTakenAccumulatorIsNotForgottenWhenClaimsInfoForgetsTheVisit() {
        rows.update("claims set picked_up = true", Map.of());

        happens(ClaimDocument.of("claim-1", task).status("return_arrived", 9).visits("skipped", "skipped", "skipped"));

        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("book_id", "book-1");
        assertThat(status("courier-5").status()).isEqualTo(200);
    }

    private void comesBack(String status, long revision) {
        happens(returns(status, revision));
    }

    private ClaimDocument returns(String status, long revision) {
        return ClaimDocument.of("claim-1", task).status(status, revision).visits("visited", "skipped", "skipped");
    }

    private Reply status(String courier) {
        return courier(courier).get(EXCHANGE + "status?cargo_ref_id=claim-1");
    }

    private Reply open(String courier) {
        return courier(courier).post(EXCHANGE + "open?cargo_ref_id=claim-1");
    }

    private Reply slide(long point) {
        return cargoOrders().post("/cargo-orders/v1/exchange/init-confirm", object("cargo_ref_id", "claim-1", "point_id", point, "performer_id", "courier-5"));
    }
}

package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims that do not end with a swap. */
class ClaimTroubleTest extends FlowTest {

    @ParameterizedTest
    @ValueSource(strings = {"performer_not_found", "failed", "cancelled", "cancelled_with_payment", "cancelled_by_taxi"})
    void givesTheAccumulatorBackAndPlansAgain(String status) {
        String task = rows.performedTask("performer_found", "performer_found", "");

        happens(ClaimDocument.of("claim-1", task).status(status, 7).visits("skipped", "skipped", "skipped"));

        assertThat(stub.received(CabinetsStub.UNBOOK)).extracting(call -> call.field("book_id")).containsExactly("book-1");
        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2).containsEntry("claim_id", null).containsEntry("book_id", null)
            .containsEntry("performer_id", null).containsEntry("contractor_id", null).containsEntry("processing_tag_id", "tag-processing");
        assertThat(rows.claimRow("claim-1")).containsEntry("status", status).doesNotContainEntry("released_at", null);
        assertThat(stub.received(FleetStub.REMOVE_TAG)).as("still off the street").isEmpty();
    }

    @Test
    void anAccumulatorThatIsGivenBackAlreadyIsNoFailure() {
        String task = rows.taskWithClaim("approved");
        stub.on(CabinetsStub.UNBOOK, request -> Answer.error(404, "booking_not_found"));

        happens(ClaimDocument.of("claim-1", task).status("performer_not_found", 7));

        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2);
    }

    @Test
    void letsGoOfNothingUntilTheAccumulatorIsGivenBack() {
        String task = rows.taskWithClaim("approved");
        stub.next(CabinetsStub.UNBOOK, Answer.error(500, "oops"), Answer.lost(), Answer.error(500, "oops"));
        happens(ClaimDocument.of("claim-1", task).status("performer_not_found", 7));
        assertThat(rows.taskRow(task)).containsEntry("state", "approved").containsEntry("book_id", "book-1").containsEntry("tries", 1);

        rows.putOffIsOver();
        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2);
        assertThat(stub.received(CabinetsStub.UNBOOK)).hasSize(4).extracting(call -> call.header("X-Idempotency-Token")).containsOnly(task + "-1-unbook-book-1");
    }

    @Test
    void asksForAPersonWhenTheClaimCanNotBeEstimated() {
        String task = rows.taskWithClaim("claim_created");
        double before = crits();

        happens(ClaimDocument.of("claim-1", task).status("estimating_failed", 3));

        assertThat(crits() - before).isEqualTo(1);
        assertThat(stub.received(CabinetsStub.UNBOOK)).hasSize(1);
        assertThat(rows.taskRow(task)).containsEntry("state", "attention");
        assertThat(rows.taskRow(task).get("attention").toString()).contains("estimate");
        assertThat(bundle.work()).as("nothing more by itself").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "cancelled_with_items_on_hands, pending", "cancelled, visited", "cancelled_with_payment, visited", "returning, visited", "return_arrived, visited"})
    void asksForAPersonWhenTheCourierHasTheAccumulator(String status, String visitA) {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        double before = crits();

        happens(ClaimDocument.of("claim-1", task).status(status, 9).visits(visitA, "skipped", "skipped"));

        assertThat(crits() - before).isEqualTo(1);
        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("book_id", "book-1");
        assertThat(rows.taskRow(task).get("attention").toString()).contains(status);
        assertThat(changes()).as("recharge_processing and the booking stay").isEmpty();
    }
}

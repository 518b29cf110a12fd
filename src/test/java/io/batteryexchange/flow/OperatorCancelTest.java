package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator cancels a swap: what cargo says counts, and nothing is lost when its answer is. */
class OperatorCancelTest extends FlowTest {

    @BeforeEach
    void aScooter() {
        fleet.scooter("scooter-1", "battery_low/tag-1", "recharge_processing/tag-processing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "paid"})
    void cancelsOnTheTermsThatCargoNames(String terms) {
        String task = rows.performedTask("performer_found", "performer_found", "");
        cargoSays(terms);

        Reply reply = cancel(task, true);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(stub.received(CargoStub.CANCEL)).hasSize(1).first()
            .satisfies(call -> assertThat(call.query()).containsEntry("claim_id", "claim-1"))
            .satisfies(call -> assertThat(call.body()).hasToString("{\"version\":1,\"cancel_state\":\"" + terms + "\"}"));
    }

    @Test
    void plansAgainWhenItWasSaid() {
        String task = rows.performedTask("performer_found", "performer_found", "");

        Reply reply = cancel(task, true);

        assertThat(reply.body().path("state").asText()).isEqualTo("waiting");
        assertThat(changes()).containsExactly("claims/cancel", "cabinet/accumulator/unbook");
        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2).containsEntry("claim_id", null).containsEntry("book_id", null)
            .containsEntry("cancel_as", null).containsEntry("performer_id", null).containsEntry("processing_tag_id", "tag-processing");
        assertThat(rows.claimRow("claim-1").get("released_at")).isNotNull();
        assertThat(rows.timeline(task)).contains("operator_action cancel ok", "upstream_call cargo claims/cancel ok");
    }

    @Test
    void endsTheTaskAndFreesTheScooterWhenItWasNotSaid() {
        String task = rows.performedTask("performer_found", "performer_found", "");

        Reply reply = cancel(task, false);

        assertThat(reply.body().path("state").asText()).isEqualTo("cancelled");
        assertThat(reply.body().path("outcome").asText()).isEqualTo("cancelled");
        assertThat(changes()).containsExactly("claims/cancel", "cabinet/accumulator/unbook", "servicing/finish", "car/tags/remove");
        assertThat(stub.received(FleetStub.REMOVE_TAG).get(0).field("tag_id")).as("the low tag stays").isEqualTo("tag-processing");
        assertThat(rows.taskRow(task)).containsEntry("book_id", null).containsEntry("contractor_id", null).doesNotContainEntry("finished_at", null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSameAgainChangesNothing(boolean replan) {
        String task = rows.performedTask("performer_found", "performer_found", "");
        cancel(task, replan);
        int calls = changes().size();

        Reply again = cancel(task, replan);

        assertThat(again.status()).isEqualTo(200);
        assertThat(changes()).hasSize(calls);
        assertThat(rows.taskRow(task).get("attempt")).isEqualTo(replan ? 2 : 1);
    }

    @Test
    void theEventThatComesLaterChangesNothing() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        cancel(task, true);
        int calls = changes().size();

        happens(ClaimDocument.of("claim-1", task).status("cancelled", 8).visits("skipped", "skipped", "skipped"));

        assertThat(changes()).hasSize(calls);
        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2);
        assertThat(rows.timeline(task)).contains("claim_event cancelled ok");
    }

    @Test
    void changesNothingWhenCargoSaysThatItCanNotBeCancelled() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        cargoSays("unavailable");
        cargo.shows(ClaimDocument.of("claim-1", task).status("performer_found", 6));

        isRefused(cancel(task, false), "performer_found");

        assertThat(stub.received(CargoStub.CANCEL)).isEmpty();
        isUnchanged(task);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inappropriate_status", "free_cancel_is_unavailable", "state_mismatch", "old_version"})
    void changesNothingWhenCargoRefuses(String code) {
        String task = rows.performedTask("performer_found", "performer_found", "");
        stub.on(CargoStub.CANCEL, request -> Answer.error(409, code));
        cargo.shows(ClaimDocument.of("claim-1", task).status("performer_found", 6));

        isRefused(cancel(task, false), "performer_found");

        isUnchanged(task);
        assertThat(rows.timeline(task)).contains("operator_action cancel failed").doesNotContain("operator_action cancel ok");
    }

    @Test
    void aRefusedCancelDoesNotDecideWhatALaterEventMeans() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        cargoSays("unavailable");
        cargo.shows(ClaimDocument.of("claim-1", task).status("performer_found", 6));
        cancel(task, false);

        happens(ClaimDocument.of("claim-1", task).status("cancelled_by_taxi", 8).visits("skipped", "skipped", "skipped"));

        assertThat(rows.taskRow(task)).as("planned again: nobody ended it").containsEntry("state", "waiting").containsEntry("attempt", 2);
    }

    @Test
    void aQuickRepeatAfterALostAnswerFindsTheClaimCancelled() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        stub.next(CargoStub.CANCEL, Answer.lost(), Answer.error(409, "inappropriate_status"));
        cargo.shows(ClaimDocument.of("claim-1", task).status("cancelled", 8).visits("skipped", "skipped", "skipped"));

        assertThat(cancel(task, false).status()).isEqualTo(200);

        assertThat(rows.taskRow(task)).containsEntry("state", "cancelled");
        assertThat(stub.received(CabinetsStub.UNBOOK)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theJournalFinishesACancelWhoseAnswersWereAllLostAsTheOperatorSaid(boolean replan) {
        String task = rows.performedTask("performer_found", "performer_found", "");
        stub.on(CargoStub.CANCEL, request -> Answer.error(500, "oops"));

        assertThat(cancel(task, replan).status()).isEqualTo(503);
        assertThat(rows.taskRow(task)).containsEntry("state", "performer_found").containsEntry("claim_id", "claim-1").containsEntry("lease_until", null);
        happens(ClaimDocument.of("claim-1", task).status("cancelled", 8).visits("skipped", "skipped", "skipped"));

        assertThat(rows.taskRow(task)).containsEntry("state", replan ? "waiting" : "cancelled").containsEntry("book_id", null);
        assertThat(stub.received(CabinetsStub.UNBOOK)).hasSize(1);
        assertThat(stub.received(FleetStub.REMOVE_TAG)).hasSize(replan ? 0 : 1);
    }

    @Test
    void theJournalFinishesACancelAfterWhichTheCabinetSystemFailed() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        stub.on(CabinetsStub.UNBOOK, request -> Answer.error(500, "oops"));
        assertThat(cancel(task, false).status()).isEqualTo(503);
        stub.on(CabinetsStub.UNBOOK, request -> Answer.ok("{}"));

        happens(ClaimDocument.of("claim-1", task).status("cancelled", 8).visits("skipped", "skipped", "skipped"));

        assertThat(rows.taskRow(task)).containsEntry("state", "cancelled").containsEntry("book_id", null);
    }

    @Test
    void theOperatorCanSayItAgainAfterTheCabinetSystemFailed() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        stub.on(CabinetsStub.UNBOOK, request -> Answer.error(500, "oops"));
        cancel(task, false);
        stub.on(CabinetsStub.UNBOOK, request -> Answer.ok("{}"));
        stub.on(CargoStub.CANCEL, request -> Answer.error(409, "inappropriate_status"));
        cargo.shows(ClaimDocument.of("claim-1", task).status("cancelled", 8).visits("skipped", "skipped", "skipped"));

        assertThat(cancel(task, false).status()).isEqualTo(200);

        assertThat(rows.taskRow(task)).containsEntry("state", "cancelled").containsEntry("book_id", null);
    }

    @Test
    void theOperatorCanSayItAgainWhenTheTermsSayThatItIsCancelled() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        stub.on(CabinetsStub.UNBOOK, request -> Answer.error(500, "oops"));
        cancel(task, false);
        stub.on(CabinetsStub.UNBOOK, request -> Answer.ok("{}"));
        cargoSays("unavailable");
        cargo.shows(ClaimDocument.of("claim-1", task).status("cancelled", 8).visits("skipped", "skipped", "skipped"));

        assertThat(cancel(task, false).status()).as("the claim is cancelled: nothing stands against it").isEqualTo(200);

        assertThat(rows.taskRow(task)).containsEntry("state", "cancelled").containsEntry("book_id", null);
    }

    @Test
    void aTaskWithoutAClaimIsUnbookedAndEnded() {
        String task = rows.bookedTask("booked");

        assertThat(cancel(task, false).status()).isEqualTo(200);

        assertThat(changes()).containsExactly("cabinet/accumulator/unbook", "car/tags/remove");
        assertThat(rows.taskRow(task)).containsEntry("state", "cancelled").containsEntry("book_id", null);
    }

    @Test
    void aTaskThatOnlyWaitsIsEnded() {
        String task = rows.task("waiting", "attempt", 3, "processing_tag_id", "tag-processing");

        assertThat(cancel(task, false).status()).isEqualTo(200);

        assertThat(changes()).containsExactly("car/tags/remove");
        assertThat(rows.taskRow(task)).containsEntry("state", "cancelled");
    }

    @Test
    void aTaskThatHasNotBegunIsEnded() {
        String task = rows.task("new");

        assertThat(cancel(task, false).status()).isEqualTo(200);

        assertThat(changes()).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("state", "cancelled");
        assertThat(bundle.work()).isEmpty();
    }

    @Test
    void aClaimThatMayExistIsLookedForBeforeTheNextIsOrdered() {
        String task = rows.bookedTask("booked", "tries", 1);
        rows.update("tasks set retry_at = now() + interval '1 hour'", Map.of());

        cancel(task, true);

        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("claim_in_doubt", true);
    }

    @Test
    void isRefusedWhenTheCourierKeptTheAccumulator() {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        happens(ClaimDocument.of("claim-1", task).status("cancelled_with_items_on_hands", 9).visits("visited", "skipped", "skipped"));

        isRefused(cancel(task, false), "attention");

        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("book_id", "book-1");
        assertThat(stub.received(CargoStub.CANCEL)).isEmpty();
    }

    private void cargoSays(String terms) {
        stub.on(CargoStub.CANCEL_INFO, request -> Answer.ok(object("cancel_state", terms)));
    }

    private Reply cancel(String task, boolean replan) {
        return operator().post("/operator/v1/tasks/" + task + "/cancel", object("replan", replan, "reason", "the street is closed"));
    }

    private void isUnchanged(String task) {
        assertThat(rows.taskRow(task)).containsEntry("state", "performer_found").containsEntry("claim_id", "claim-1").containsEntry("book_id", "book-1")
            .containsEntry("cancel_as", null).containsEntry("lease_until", null);
        assertThat(stub.received(CabinetsStub.UNBOOK)).isEmpty();
    }

    private static void isRefused(Reply reply, String state) {
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("wrong_state");
        assertThat(reply.body().path("state").asText()).isEqualTo(state);
    }
}

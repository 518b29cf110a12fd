package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Documents;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Surroundings;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways that planning goes other than to a claim. */
class PlanningTroubleTest extends FlowTest {

    /** Defaults of config/application.yaml. */
    private static final int CLAIM_TRIES = 8;
    private static final int CLAIM_REFUSALS = 3;

    @BeforeEach
    void aScooterAndACabinet() {
        fleet.scooter("scooter-1", "battery_low/tag-1", "recharge_processing/tag-processing");
        cabinets.cabinet("c-7", "grocery:123", 9);
    }

    @Nested
    class ClaimRefused {

        @ParameterizedTest
        @CsvSource({"400, address_not_found", "403, forbidden_by_antifake", "401, unauthorized", "404, not_found", "409, conflict"})
        void givesTheAccumulatorBackAndPlansAgain(int status, String code) {
            String task = rows.task("new", "processing_tag_id", "tag-processing");
            stub.on(CargoStub.CREATE, request -> Answer.error(status, code));

            bundle.work();

            assertThat(changes()).containsExactly("cabinet/accumulator/book", "claims/create", "cabinet/accumulator/unbook");
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2).containsEntry("book_id", null)
                .containsEntry("cabinet_id", null).containsEntry("claim_refusals", 1);
            assertThat(rows.taskRow(task).get("last_error").toString()).contains(code, String.valueOf(status));
        }

        @Test
        void asksAPersonAfterTheLastOneWithNothingBooked() {
            String task = rows.task("new", "processing_tag_id", "tag-processing");
            stub.on(CargoStub.CREATE, request -> Answer.error(400, "address_not_found"));
            for (int i = 0; i < CLAIM_REFUSALS; i++) {
                bundle.work();
                assertThat(rows.taskRow(task)).containsEntry("state", "waiting");
                rows.putOffIsOver();
            }
            double before = crits();

            bundle.work();

            assertThat(crits() - before).isEqualTo(1);
            assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("book_id", null).containsEntry("cabinet_id", null);
            assertThat(rows.taskRow(task).get("attention").toString()).contains("address_not_found");
            assertThat(stub.received(CabinetsStub.UNBOOK)).hasSize(CLAIM_REFUSALS + 1);
            rows.putOffIsOver();
            assertThat(bundle.work()).isEmpty();
        }

        @Test
        void aClaimThatIsCreatedForgetsEarlierRefusals() {
            String task = rows.task("waiting", "processing_tag_id", "tag-processing", "claim_refusals", 2);

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("claim_refusals", 0);
        }
    }

    @Nested
    class CargoUnreachable {

        @Test
        void givesTheAccumulatorBackAfterTheLastTryAndLeavesTheClaimInDoubt() {
            String task = rows.bookedTask("booked", "tries", CLAIM_TRIES, "last_error", "cargo claims/create answered 503");

            bundle.work();

            assertThat(stub.received(CargoStub.CREATE)).isEmpty();
            assertThat(changes()).containsExactly("cabinet/accumulator/unbook");
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2).containsEntry("claim_in_doubt", true)
                .containsEntry("book_id", null).containsEntry("tries", 0);
        }

        @Test
        void keepsTheAccumulatorUntilThen() {
            String task = rows.bookedTask("booked", "tries", CLAIM_TRIES - 1, "last_error", "cargo claims/create answered 503");
            stub.on(CargoStub.CREATE, request -> Answer.error(503, "down"));

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "booked").containsEntry("book_id", "book-1").containsEntry("tries", CLAIM_TRIES)
                .containsEntry("attempt", 1);
        }

        @Test
        void aClaimThatIsCreatedAtTheLastTryIsTaken() {
            String task = rows.bookedTask("booked", "tries", CLAIM_TRIES - 1, "last_error", "cargo claims/create answered 503");

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("claim_in_doubt", false).containsEntry("tries", 0);
        }
    }

    @Nested
    class ClaimInDoubt {

        private String task;

        @BeforeEach
        void anAttemptWasGivenUp() {
            task = rows.task("waiting", "attempt", 2, "claim_in_doubt", true, "processing_tag_id", "tag-processing");
        }

        @Test
        void isCancelledBeforeAnythingIsBooked() {
            cargo.shows(ClaimDocument.of("claim-lost", task).status("ready_for_approval", 3));

            bundle.work();

            assertThat(changes()).containsExactly("claims/cancel", "cabinet/accumulator/book", "claims/create");
            assertThat(stub.received(CargoStub.CANCEL).get(0).query()).containsEntry("claim_id", "claim-lost");
            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("claim_in_doubt", false).containsEntry("book_id", "book-1")
                .doesNotContainEntry("claim_id", "claim-lost");
            assertThat(rows.claimRow("claim-lost").get("released_at")).isNotNull();
            assertThat(rows.timeline(task)).contains("upstream_call cargo claims/cancel ok", "decision claim in doubt settled ok");
        }

        @Test
        void searchesByTheTasksOwnOrder() {
            bundle.work();

            assertThat(stub.received(CargoStub.SEARCH)).hasSize(1).first().satisfies(call -> assertThat(call.field("external_order_id")).isEqualTo(task + "/B"));
        }

        @Test
        void itsEventsBelongToTheTaskAndChangeNothing() {
            cargo.shows(ClaimDocument.of("claim-lost", task).status("ready_for_approval", 3));
            bundle.work();

            rows.event("claim-lost", "cancelled", 4);
            bundle.work();

            assertThat(rows.timeline(task)).contains("claim_event cancelled ok");
            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("events_pending", 0);
        }

        @Test
        void eventsThatCameBeforeItWasFoundAreNotLost() {
            cargo.shows(ClaimDocument.of("claim-lost", task).status("ready_for_approval", 3));
            stub.on(CargoStub.JOURNAL, request -> CargoStub.page("page 2", CargoStub.event(501, "claim-lost", "estimating", 2)));
            bundle.pollJournal();

            bundle.work();
            bundle.work();

            assertThat(rows.timeline(task)).contains("claim_event estimating ok");
        }

        @Test
        void theClaimThatIsStillLiveIsCancelledAmongTheDeadOnes() {
            cargo.shows(ClaimDocument.of("claim-0", task).status("failed", 9));
            cargo.shows(ClaimDocument.of("claim-lost", task).status("estimating", 2));

            bundle.work();

            assertThat(stub.received(CargoStub.CANCEL)).extracting(call -> call.query().get("claim_id")).containsExactly("claim-lost");
            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created");
        }

        @ParameterizedTest
        @ValueSource(strings = {"unavailable", "free"})
        void delaysTheOrderWhileItCanNotBeCancelled(String terms) {
            cargo.shows(ClaimDocument.of("claim-lost", task).status("estimating", 2));
            stub.on(CargoStub.CANCEL_INFO, request -> Answer.ok(Documents.object("cancel_state", terms)));
            stub.on(CargoStub.CANCEL, request -> Answer.error(409, "state_mismatch"));

            bundle.work();

            assertThat(stub.received(CabinetsStub.BOOK)).isEmpty();
            assertThat(stub.received(CargoStub.CREATE)).isEmpty();
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("claim_in_doubt", true).containsEntry("tries", 1).containsEntry("attempt", 2);

            stub.on(CargoStub.CANCEL_INFO, request -> Answer.ok(Documents.object("cancel_state", "free")));
            stub.on(CargoStub.CANCEL, request -> Answer.ok("{\"id\":\"claim-lost\",\"status\":\"cancelled\",\"version\":1}"));
            rows.putOffIsOver();
            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("claim_in_doubt", false);
        }

        @Test
        void isSettledWhenALostAnswerHadCancelledIt() {
            cargo.shows(ClaimDocument.of("claim-lost", task).status("estimating", 2));
            stub.on(CargoStub.CANCEL, request -> {
                cargo.shows(ClaimDocument.of("claim-lost", task).status("cancelled", 4));
                return Answer.error(409, "inappropriate_status");
            });

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("claim_in_doubt", false);
        }

        @Test
        void nothingIsBookedWhileCargoCanNotBeAsked() {
            stub.on(CargoStub.SEARCH, request -> Answer.error(503, "down"));

            bundle.work();

            assertThat(stub.received(CabinetsStub.BOOK)).isEmpty();
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("claim_in_doubt", true);
        }

        @Test
        void staysInDoubtWhenNoCabinetHasAnAccumulatorBeforeItWasSettled() {
            fleet.scooter("scooter-1", "battery_low/tag-1", "old_state_riding/tag-r");

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("claim_in_doubt", true);
        }
    }

    @Nested
    class ScooterChanged {

        @Test
        void aScooterThatWasChargedMeanwhileNeedsNoSwap() {
            fleet.scooter("scooter-1", "recharge_processing/tag-processing");
            String task = rows.task("waiting", "processing_tag_id", "tag-processing");

            bundle.work();

            assertThat(changes()).containsExactly("car/tags/remove");
            assertThat(stub.received(FleetStub.REMOVE_TAG).get(0).field("tag_id")).isEqualTo("tag-processing");
            assertThat(rows.taskRow(task)).containsEntry("state", "cancelled").containsEntry("outcome", "not_needed").containsEntry("book_id", null);
            assertThat(rows.timeline(task)).contains("decision task ended ok");
        }

        @Test
        void theSameTagThatAppearsAgainMakesANewTask() {
            fleet.scooter("scooter-1", "recharge_processing/tag-processing");
            rows.task("waiting", "processing_tag_id", "tag-processing");
            bundle.work();
            fleet.scooter("scooter-1", "battery_low/tag-1");
            fleet.lists("battery_low", List.of("scooter-1"));

            bundle.pollCarList();
            bundle.work();

            assertThat(rows.column("state from tasks order by created_at")).containsExactly("cancelled", "claim_created");
            assertThat(rows.count("items")).isEqualTo(1);
        }

        @Test
        void whatWasBookedIsGivenBackWhenTheScooterNeedsNothing() {
            fleet.scooter("scooter-1", "recharge_processing/tag-processing");
            String task = rows.task("planning", "cabinet_id", "c-7", "store_id", "grocery:123", "distance_km", 0.1, "processing_tag_id", "tag-processing");

            bundle.work();

            assertThat(changes()).containsExactly("cabinet/accumulator/book", "cabinet/accumulator/unbook", "car/tags/remove");
            assertThat(rows.taskRow(task)).containsEntry("state", "cancelled").containsEntry("outcome", "not_needed").containsEntry("book_id", null);
        }

        @Test
        void aScooterThatIsLowAgainUnderAnotherTagGetsATaskOfItsOwnForIt() {
            fleet.scooter("scooter-1", "battery_low/tag-2", "recharge_processing/tag-processing");
            String task = rows.task("waiting", "processing_tag_id", "tag-processing");
            bundle.work();
            assertThat(rows.taskRow(task)).containsEntry("state", "cancelled").containsEntry("outcome", "superseded");
            assertThat(stub.received(CabinetsStub.BOOK)).isEmpty();
            fleet.lists("battery_low", List.of("scooter-1"));

            bundle.pollCarList();

            assertThat(rows.column("tag_id from tasks where state = 'new'")).containsExactly("tag-2");
        }

        @ParameterizedTest
        @ValueSource(strings = {"old_state_reservation", "old_state_acceptance", "old_state_riding", "old_state_parking"})
        void aScooterThatARiderHasIsServedLater(String ride) {
            fleet.scooter("scooter-1", "battery_low/tag-1", ride + "/tag-r");
            String task = rows.task("waiting", "processing_tag_id", "tag-processing");

            bundle.work();

            assertThat(changes()).isEmpty();
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting");
            assertThat(operator().get("/operator/v1/tasks/" + task).body().path("waits_because").asText()).contains("rider", ride);

            fleet.scooter("scooter-1", "battery_low/tag-1");
            rows.putOffIsOver();
            bundle.work();
            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created");
        }

        @Test
        void aMoreUrgentTagRaisesThePriority() {
            fleet.scooter("scooter-1", "battery_low/tag-1", "battery_low_20/tag-9");
            String task = rows.task("waiting", "processing_tag_id", "tag-processing");

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("priority", 80).containsEntry("tag", "battery_low_20").containsEntry("tag_id", "tag-1");
        }

        @Test
        void aMoreUrgentTagRaisesThePriorityOfATaskThatGoesOnWaiting() {
            fleet.scooter("scooter-1", "battery_low/tag-1", "battery_low_20/tag-9");
            stub.on(CabinetsStub.BOOK, request -> Answer.error(409, "no_accumulators"));
            String task = rows.task("waiting", "processing_tag_id", "tag-processing");

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("priority", 80);
        }

        @Test
        void aLessUrgentTagLowersNothing() {
            fleet.scooter("scooter-1", "battery_low/tag-1", "battery_low_60/tag-9");
            String task = rows.task("waiting", "processing_tag_id", "tag-processing");

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("priority", 50).containsEntry("tag", "battery_low");
        }
    }

    @Nested
    class StoreGone {

        @Test
        void givesTheAccumulatorBackAndLooksForAnotherStore() {
            String task = rows.bookedTask("booked", "store_id", "grocery:gone");

            bundle.work();

            assertThat(changes()).containsExactly("cabinet/accumulator/unbook");
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2).containsEntry("book_id", null);
            assertThat(rows.taskRow(task).get("last_error").toString()).contains("grocery:gone");
        }

        @Test
        void aBookingThereWhoseAnswerWasLostIsGivenBackToo() {
            String task = rows.task("planning", "cabinet_id", "c-9", "store_id", "grocery:gone", "distance_km", 0.1, "processing_tag_id", "tag-processing");

            bundle.work();

            assertThat(changes()).containsExactly("cabinet/accumulator/book", "cabinet/accumulator/unbook");
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("book_id", null);
        }
    }

    @Nested
    class PartnerAsksToWait {

        @Test
        void isObeyedBeforeTheClaimIsOrderedAsWell() {
            rows.bookedTask("booked");
            stub.on(CargoStub.CREATE, request -> Answer.error(429, "too_many_requests").with("Retry-After", "300"));

            bundle.work();

            assertThat(stub.received(CargoStub.CREATE)).hasSize(1);
            assertThat(retryAfter()).isGreaterThanOrEqualTo(299);
        }

        @Test
        void isNotAskedQuicklyAgain() {
            String task = rows.task("new", "processing_tag_id", "tag-processing");
            stub.on(CabinetsStub.AVAILABLE, request -> Answer.error(429, "too_many_requests").with("Retry-After", "300"));

            bundle.work();

            assertThat(stub.received(CabinetsStub.AVAILABLE)).hasSize(1);
            assertThat(rows.taskRow(task)).containsEntry("state", "new").containsEntry("tries", 1);
            assertThat(retryAfter()).isGreaterThanOrEqualTo(299);
        }

        @Test
        void aShortWishDoesNotShortenTheUsualDelay() {
            rows.task("new", "processing_tag_id", "tag-processing");
            stub.on(CabinetsStub.AVAILABLE, request -> Answer.error(429, "too_many_requests").with("Retry-After", "1"));

            bundle.work();

            assertThat(retryAfter()).isGreaterThanOrEqualTo(0.75 * 30);
        }

        @Test
        void aWishThatNobodyCanReadIsIgnored() {
            rows.task("new", "processing_tag_id", "tag-processing");
            stub.on(CabinetsStub.AVAILABLE, request -> Answer.error(429, "too_many_requests").with("Retry-After", "soon"));

            bundle.work();

            assertThat(stub.received(CabinetsStub.AVAILABLE)).hasSize(1);
            assertThat(retryAfter()).isBetween(0.75 * 30, 1.25 * 30);
        }

        @Test
        void theJournalWaitsAsLong() {
            stub.on(CargoStub.JOURNAL, request -> Answer.error(429, "too_many_requests").with("Retry-After", "300"));

            bundle.pollJournal();
            bundle.pollJournal();

            assertThat(stub.received(CargoStub.JOURNAL)).hasSize(1);
            assertThat(((Number) rows.value("extract(epoch from due_at - now()) from pollers where name = 'claims-journal'")).doubleValue()).isGreaterThan(280);
        }

        @Test
        void aWishOfAnEarlierPartnerIsNotObeyedForALaterFailure() {
            String task = rows.task("new", "processing_tag_id", "tag-processing");
            stub.on(CabinetsStub.AVAILABLE, request -> Answer.error(429, "too_many_requests").with("Retry-After", "300"));
            bundle.work();
            stub.on(CabinetsStub.AVAILABLE, request -> Answer.error(503, "down"));
            rows.putOffIsOver();

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("tries", 2);
            assertThat(retryAfter()).isLessThan(1.25 * 60 + 1);
        }
    }

    @Nested
    class PartnerIsDown {

        @Test
        void anOutageDoesNotUseUpTheTries() {
            String task = rows.task("new", "processing_tag_id", "tag-processing", "tries", Surroundings.TRIES + 5);
            stub.on(CabinetsStub.AVAILABLE, request -> Answer.error(503, "down"));
            double before = crits();

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "new").containsEntry("tries", Surroundings.TRIES + 6).containsEntry("attention", null);
            assertThat(rows.taskRow(task).get("last_error")).isEqualTo("scooter-accumulator cabinet/accumulator/available_for_booking answered 503");
            assertThat(crits()).isEqualTo(before);
        }

        @Test
        void anOpenCircuitDoesNotUseUpTheTries() {
            String task = rows.task("new", "processing_tag_id", "tag-processing", "tries", Surroundings.TRIES + 5);
            bundle.breaker("scooter-accumulator").transitionToOpenState();

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "new").containsEntry("attention", null);
        }

        @Test
        void noCourierIsSentToACabinetThatGivesNothingOut() {
            String task = rows.bookedTask("booked", "processing_tag_id", "tag-processing", "tries", Surroundings.TRIES + 5);
            bundle.breaker("scooter-accumulator").transitionToOpenState();

            bundle.work();

            assertThat(stub.received(CargoStub.CREATE)).isEmpty();
            assertThat(rows.taskRow(task)).containsEntry("state", "booked").containsEntry("book_id", "book-1").containsEntry("attention", null);
            assertThat(rows.taskRow(task).get("last_error").toString()).contains("no courier is sent to a cabinet that gives nothing out");
        }

        @Test
        void aRefusalUsesUpTheTries() {
            String task = rows.task("new", "processing_tag_id", "tag-processing", "tries", Surroundings.TRIES - 1);
            stub.on(CabinetsStub.AVAILABLE, request -> Answer.error(400, "bad_request"));
            double before = crits();

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("attention_from", "new");
            assertThat(rows.taskRow(task).get("attention").toString()).contains("available_for_booking", "400");
            assertThat(crits() - before).isEqualTo(1);
        }

        @Test
        void anOutageWithoutEndAsksAPersonInTheEnd() {
            String task = rows.task("new", "processing_tag_id", "tag-processing", "tries", 119);
            stub.on(CabinetsStub.AVAILABLE, request -> Answer.error(503, "down"));

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "attention");
        }
    }

    private double retryAfter() {
        return ((Number) rows.value("extract(epoch from retry_at - updated_at) from tasks")).doubleValue();
    }
}

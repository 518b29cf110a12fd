package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replan, park, resolve and hand-overs by an operator. */
class OperatorChangeTest extends FlowTest {

    @BeforeEach
    void aScooter() {
        fleet.scooter("scooter-1", "battery_low/tag-1", "battery_low_40/tag-2", "recharge_processing/tag-processing");
        cabinets.cabinet("c-7", "grocery:123", 3);
    }

    @Nested
    class Replan {

        @ParameterizedTest
        @ValueSource(strings = {"waiting", "parked"})
        void aTaskThatWaitsIsDueNow(String state) {
            String task = rows.task(state, "due_at", null, "processing_tag_id", "tag-processing");

            Reply reply = change(task, "replan", object("reason", "now"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(rows.timeline(task)).contains("operator_action replan ok");
            bundle.work();
            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created");
        }

        @Test
        void aSecondTimeIsTheSame() {
            String task = rows.task("parked", "due_at", null, "processing_tag_id", "tag-processing");
            change(task, "replan", object("reason", "now"));
            bundle.work();
            String again = rows.task("booked", "car_id", "scooter-2", "tag_id", "tag-9", "book_id", "book-9", "cabinet_id", "c-7", "store_id", "grocery:123");

            assertThat(change(again, "replan", object("reason", "now")).status()).as("planned already").isEqualTo(200);
            assertThat(rows.taskRow(again)).containsEntry("state", "booked").containsEntry("book_id", "book-9").containsEntry("attempt", 1);
        }

        @Test
        void aTaskThatNeedsAttentionWithoutAClaimIsPlannedAgain() {
            String task = rows.bookedTask("attention", "attention", "why", "due_at", null, "tries", 3, "retry_at", "infinity");

            assertThat(change(task, "replan", object("reason", "now")).status()).isEqualTo(200);
            bundle.work();

            assertThat(changes()).startsWith("cabinet/accumulator/unbook").endsWith("claims/create");
            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("attention", null).containsEntry("attempt", 2).containsEntry("tries", 0);
        }

        @Test
        void aTaskWhoseClaimCouldNotBeEstimatedIsPlannedAgain() {
            String task = rows.taskWithClaim("claim_created");
            happens(ClaimDocument.of("claim-1", task).status("estimating_failed", 3));

            assertThat(change(task, "replan", object("reason", "the tariff is right now")).status()).isEqualTo(200);
            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("attempt", 2).doesNotContainEntry("claim_id", "claim-1");
        }

        @Test
        void aTaskWhoseLiveClaimStoppedAtAnEventGoesOnFromThere() {
            String task = rows.taskWithClaim("approved");
            rows.event("claim-1", "performer_found", 6);
            for (int i = 0; i < 3; i++) {
                rows.putOffIsOver();
                bundle.work(); // claims/info knows no claim-1
            }
            assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("events_pending", 1);
            cargo.shows(ClaimDocument.of("claim-1", task).status("performer_found", 6).performer("courier-5"));

            Reply reply = change(task, "replan", object("reason", "cargo knows it again"));

            assertThat(reply.body().path("state").asText()).isEqualTo("approved");
            bundle.work();
            assertThat(rows.taskRow(task)).containsEntry("state", "performer_found").containsEntry("attention", null).containsEntry("claim_id", "claim-1")
                .containsEntry("attempt", 1).containsEntry("events_pending", 0);
            assertThat(stub.received(CabinetsStub.UNBOOK)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"cancelled_with_items_on_hands", "returned_finish", "returning", "return_arrived", "failed"})
        void isRefusedWhileTheCourierHasTheAccumulator(String status) {
            String task = rows.performedTask("to_scooter", "pickuped", "a");
            happens(ClaimDocument.of("claim-1", task).status(status, 9).visits("visited", "skipped", "skipped"));

            isRefused(change(task, "replan", object("reason", "now")), "attention");

            assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("book_id", "book-1").containsEntry("claim_id", "claim-1");
        }

        @Test
        void aClaimThatMayExistIsLookedForBeforeTheNextIsOrdered() {
            String task = rows.bookedTask("attention", "attention", "why", "attention_from", "booked", "due_at", null, "tries", 3, "retry_at", "infinity");

            change(task, "replan", object("reason", "now"));
            bundle.work();

            assertThat(stub.received(CargoStub.SEARCH)).as("its create may have worked though no answer was usable").hasSize(1);
        }
    }

    @Nested
    class Park {

        @ParameterizedTest
        @ValueSource(strings = {"new", "waiting"})
        void aParkedTaskIsNotDueUntilItIsReplanned(String state) {
            String task = rows.task(state, "processing_tag_id", "tag-processing");

            Reply reply = change(task, "park", object("reason", "snow"));

            assertThat(reply.body().path("state").asText()).isEqualTo("parked");
            assertThat(reply.body().path("waits_because").asText()).contains("snow", "ivanova");
            assertThat(reply.body().has("due_at")).isFalse();
            rows.putOffIsOver();
            assertThat(bundle.work()).isEmpty();
        }

        @Test
        void whatWasBookedIsGivenBack() {
            String task = rows.bookedTask("booked");

            change(task, "park", object("reason", "snow"));

            assertThat(changes()).containsExactly("cabinet/accumulator/unbook");
            assertThat(rows.taskRow(task)).containsEntry("state", "parked").containsEntry("book_id", null).containsEntry("cabinet_id", null);
        }

        @Test
        void aSecondTimeIsTheSame() {
            String task = rows.task("new");
            change(task, "park", object("reason", "snow"));

            assertThat(change(task, "park", object("reason", "more snow")).status()).isEqualTo(200);
            assertThat(rows.taskRow(task)).containsEntry("state", "parked").containsEntry("attempt", 2);
            assertThat(rows.taskRow(task).get("last_error").toString()).doesNotContain("more");
        }

        @Test
        void aTaskThatNeedsAttentionMayBeParked() {
            String task = rows.bookedTask("attention", "attention", "why", "due_at", null, "retry_at", "infinity", "tries", 3);

            assertThat(change(task, "park", object("reason", "snow")).status()).isEqualTo(200);
            assertThat(rows.taskRow(task)).containsEntry("state", "parked").containsEntry("attention", null).containsEntry("retry_at", null);
            assertThat(bundle.work()).isEmpty();
        }

        @Test
        void isRefusedWhileTheCourierHasTheAccumulator() {
            String task = rows.performedTask("to_scooter", "pickuped", "a");
            happens(ClaimDocument.of("claim-1", task).status("cancelled_with_items_on_hands", 9).visits("visited", "skipped", "skipped"));

            isRefused(change(task, "park", object("reason", "snow")), "attention");
        }

        @Test
        void tellsOfTheFailureWhenTheAccumulatorCanNotBeGivenBack() {
            String task = rows.bookedTask("booked");
            stub.on(CabinetsStub.UNBOOK, request -> Answer.error(500, "oops"));

            Reply reply = change(task, "park", object("reason", "snow"));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(rows.taskRow(task)).containsEntry("state", "booked").containsEntry("book_id", "book-1").containsEntry("lease_until", null);
            assertThat(rows.timeline(task)).contains("operator_action park failed").doesNotContain("operator_action park ok");
        }
    }

    @Nested
    class Resolve {

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', value = {
            "swapped           | car/tags/remove tag-1, car/tags/remove tag-2, servicing/finish, car/tags/remove tag-processing",
            "vehicle_not_found | car/tags/add vehicle_not_found, car/tags/remove tag-1, car/tags/remove tag-2, servicing/finish, car/tags/remove tag-processing",
            "vehicle_destroyed | car/tags/add vehicle_destroyed, car/tags/remove tag-1, car/tags/remove tag-2, servicing/finish, car/tags/remove tag-processing",
            "abandoned         | servicing/finish, car/tags/remove tag-processing"})
        void cleansUpAsTheOutcomeImplies(String outcome, String onTheScooter) {
            String task = onHand();
            int before = stub.received().size();

            Reply reply = change(task, "resolve", object("outcome", outcome, "reason", "seen by a person"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(fleetChanges(before)).isEqualTo(onTheScooter);
            assertThat(stub.received(CabinetsStub.SET_CONTRACTOR)).hasSize(1).first()
                .satisfies(call -> assertThat(call.body().path("contractor_id").isNull()).isTrue())
                .satisfies(call -> assertThat(call.field("book_id")).isEqualTo("book-1"));
            assertThat(stub.received(CabinetsStub.UNBOOK)).extracting(call -> call.field("book_id")).containsExactly("book-1");
            assertThat(rows.taskRow(task)).containsEntry("state", "done").containsEntry("outcome", outcome).containsEntry("book_id", null)
                .containsEntry("contractor_id", null).containsEntry("attention", null).doesNotContainEntry("finished_at", null);
            assertThat(rows.timeline(task)).contains("operator_action resolve ok");
        }

        @Test
        void aBookingThatEndedWithItsCourierIsNoFailure() {
            String task = onHand();
            stub.on(CabinetsStub.UNBOOK, request -> Answer.error(404, "booking_not_found"));

            assertThat(change(task, "resolve", object("outcome", "abandoned", "reason", "r")).status()).isEqualTo(200);
            assertThat(rows.taskRow(task)).containsEntry("state", "done").containsEntry("book_id", null);
        }

        @Test
        void theSameAgainIsTheSame() {
            String task = onHand();
            change(task, "resolve", object("outcome", "swapped", "reason", "r"));
            int before = changes().size();

            assertThat(change(task, "resolve", object("outcome", "swapped", "reason", "r")).status()).isEqualTo(200);
            assertThat(changes()).hasSize(before);
        }

        @Test
        void anotherOutcomeAfterwardsIsRefused() {
            String task = onHand();
            change(task, "resolve", object("outcome", "swapped", "reason", "r"));

            isRefused(change(task, "resolve", object("outcome", "abandoned", "reason", "r")), "done");
            assertThat(rows.taskRow(task)).containsEntry("outcome", "swapped");
        }

        @Test
        void aSwapLegThatWasClosedBeforeIsNotClosedAgain() {
            String task = rows.performedTask("to_return", "pickuped", "ab");
            rows.update("tasks set swap_closed_at = now()", Map.of());
            happens(ClaimDocument.of("claim-1", task).status("cancelled_with_items_on_hands", 12).visits("visited", "visited", "skipped"));

            change(task, "resolve", object("outcome", "swapped", "reason", "r"));

            assertThat(stub.received(FleetStub.REMOVE_TAG)).isEmpty();
            assertThat(stub.received(FleetStub.FINISH)).isEmpty();
            assertThat(rows.taskRow(task)).containsEntry("state", "done").containsEntry("book_id", null);
        }

        @ParameterizedTest
        @ValueSource(strings = {"swapped", "vehicle_not_found", "vehicle_destroyed", "abandoned"})
        void aTaskThatNeverTouchedItsScooterIsResolved(String outcome) {
            String task = rows.task("attention", "attention", "car/tags/add was refused", "due_at", null, "retry_at", "infinity", "tries", 3);

            Reply reply = change(task, "resolve", object("outcome", outcome, "reason", "r"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(stub.received(FleetStub.REMOVE_TAG)).as("no tag without an id").allSatisfy(call -> assertThat(call.field("tag_id")).isIn("tag-1", "tag-2"));
            assertThat(stub.received(CabinetsStub.SET_CONTRACTOR)).isEmpty();
            assertThat(rows.taskRow(task)).containsEntry("state", "done").containsEntry("outcome", outcome);
        }

        @Test
        void aBookingWhoseAnswerWasLostDoesNotStay() {
            String task = rows.task("attention", "attention", "why", "attention_from", "planning", "cabinet_id", "c-7", "store_id", "grocery:123", "distance_km", 0.1,
                "processing_tag_id", "tag-processing", "due_at", null, "retry_at", "infinity", "tries", 3);

            change(task, "resolve", object("outcome", "abandoned", "reason", "r"));

            assertThat(stub.received(CabinetsStub.UNBOOK)).as("asked for with the same token, then given back").hasSize(1);
        }

        @Test
        void isRefusedWhileACourierIsOnHisWay() {
            String task = rows.performedTask("attention", "performer_found", "");

            isRefused(change(task, "resolve", object("outcome", "abandoned", "reason", "r")), "attention");
            assertThat(changes()).isEmpty();
        }

        @Test
        void staysInAttentionWhenTheCleanUpFails() {
            String task = onHand();
            stub.on(FleetStub.FINISH, request -> Answer.error(500, "oops"));

            assertThat(change(task, "resolve", object("outcome", "swapped", "reason", "r")).status()).isEqualTo(503);

            assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("book_id", "book-1").containsEntry("lease_until", null);
            stub.on(FleetStub.FINISH, request -> Answer.ok("{}"));
            assertThat(change(task, "resolve", object("outcome", "swapped", "reason", "r")).status()).isEqualTo(200);
            assertThat(rows.taskRow(task)).containsEntry("state", "done").containsEntry("book_id", null);
        }

        @Test
        void leavesTheScooterToItsNextDischarge() {
            String task = onHand();
            change(task, "resolve", object("outcome", "swapped", "reason", "r"));
            fleet.scooter("scooter-1", "battery_low/tag-77");
            fleet.lists("battery_low", List.of("scooter-1"));

            bundle.pollCarList();

            assertThat(rows.count("tasks where state = 'new'")).isEqualTo(1);
        }
    }

    @Nested
    class HandOver {

        @ParameterizedTest(name = "{0}")
        @CsvSource({"issue, issued, accumulator/mark_issued, issued_by", "return, returned, accumulator/mark_returned, taken_by"})
        void tellsTheCabinetSystemWhoDidIt(String call, String direction, String path, String byField) {
            String task = rows.performedTask("at_cabinet", "pickup_arrived", "");

            Reply reply = change(task, "accumulators/" + call, object("accumulator_id", "acc-55", "reason", "the cells are broken"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body().path("task_id").asText()).isEqualTo(task);
            assertThat(changes()).containsExactly("cabinet/" + path);
            assertThat(stub.received().stream().filter(received -> received.path().endsWith(path)).findFirst().orElseThrow().body().path(byField).asText()).isEqualTo("ivanova");
            assertThat(rows.timeline(task)).contains("operator_action accumulator " + direction + " ok");
            assertThat(rows.value("(detail ->> 'accumulator_id') || ' ' || (detail ->> 'by') from timeline where kind = 'operator_action'")).isEqualTo("acc-55 ivanova");
        }

        @Test
        void theReasonIsOnTheTimeline() {
            String task = rows.performedTask("at_cabinet", "pickup_arrived", "");

            change(task, "accumulators/issue", object("accumulator_id", "acc-55", "reason", "the cells are broken"));

            assertThat(rows.value("detail ->> 'reason' from timeline where kind = 'operator_action'")).isEqualTo("the cells are broken");
        }

        @Test
        void theSameAgainIsTheSame() {
            String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
            change(task, "accumulators/issue", object("accumulator_id", "acc-55", "reason", "r"));

            assertThat(change(task, "accumulators/issue", object("accumulator_id", "acc-55", "reason", "r")).status()).isEqualTo(200);
            assertThat(rows.count("hand_overs")).isEqualTo(1);
            assertThat(stub.received(CabinetsStub.MARK_ISSUED)).hasSize(1);
        }

        @Test
        void isKeptWhileTheCabinetSystemIsDown() {
            String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
            stub.on(CabinetsStub.MARK_ISSUED, request -> Answer.error(503, "down"));

            assertThat(change(task, "accumulators/issue", object("accumulator_id", "acc-55", "reason", "r")).status()).isEqualTo(200);
            assertThat(rows.count("hand_overs where told_at is null and refused_at is null")).isEqualTo(1);
        }

        @Test
        void isRefusedWhenTheCabinetSystemSaysThatItCanNotBe() {
            String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
            stub.on(CabinetsStub.MARK_ISSUED, request -> Answer.error(409, "issued_elsewhere"));

            isRefused(change(task, "accumulators/issue", object("accumulator_id", "acc-55", "reason", "r")), "at_cabinet");
            assertThat(rows.timeline(task)).contains("operator_action accumulator issued failed");
        }
    }

    private String onHand() {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        happens(ClaimDocument.of("claim-1", task).status("cancelled_with_items_on_hands", 9).visits("visited", "skipped", "skipped"));
        return task;
    }

    /** What changed the scooter since the first requests, with the tag. */
    private String fleetChanges(int first) {
        return String.join(", ", stub.received().subList(first, stub.received().size()).stream()
            .filter(call -> List.of(FleetStub.ADD_TAG, FleetStub.REMOVE_TAG, FleetStub.START, FleetStub.FINISH).contains(call.path()))
            .map(call -> call.path().replace("/scooter-backend/", "")
                + switch (call.path()) {
                    case FleetStub.ADD_TAG -> " " + call.field("tag");
                    case FleetStub.REMOVE_TAG -> " " + call.field("tag_id");
                    default -> "";
                })
            .toList());
    }

    private Reply change(String task, String call, ObjectNode body) {
        return operator().post("/operator/v1/tasks/" + task + "/" + call, body);
    }

    private static void isRefused(Reply reply, String state) {
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("wrong_state");
        assertThat(reply.body().path("state").asText()).isEqualTo(state);
    }
}

package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Documents;
import io.batteryexchange.flow.support.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manual mode: nothing is booked, ordered or opened, everywhere or at a store. */
class ManualModeTest extends FlowTest {

    private static final String MANUAL = "/operator/v1/manual-mode";

    @BeforeEach
    void aScooterAndCabinets() {
        fleet.scooter("scooter-1", "battery_low/tag-1", "recharge_processing/tag-processing");
        cabinets.cabinet("c-7", "grocery:123", 3);
        cabinets.cabinet("c-8", "grocery:125", 3);
    }

    @Nested
    class Switched {

        @Test
        void isOnNowhereAtFirst() {
            assertThat(operator().get(MANUAL).body()).hasToString("{\"scopes\":[]}");
        }

        @Test
        void showsWhereSinceWhenByWhomAndWhy() {
            Reply reply = on("grocery:123");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo(operator().get(MANUAL).body());
            assertThat(reply.body().path("scopes")).hasSize(1);
            assertThat(reply.body().path("scopes").path(0).path("scope").asText()).isEqualTo("grocery:123");
            assertThat(reply.body().path("scopes").path(0).path("reason").asText()).isEqualTo("the cabinet burns");
            assertThat(reply.body().path("scopes").path(0).path("by").asText()).isEqualTo("ivanova");
            assertThat(reply.body().path("scopes").path(0).path("since").asText()).isNotEmpty();
        }

        @Test
        void onAgainIsTheSameAndKeepsTheFirstReason() {
            on("all");

            Reply again = operator().put(MANUAL, object("scope", "all", "on", true, "reason", "another one"));

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body().path("scopes")).hasSize(1);
            assertThat(again.body().path("scopes").path(0).path("reason").asText()).isEqualTo("the cabinet burns");
            assertThat(rows.count("reconciliation_timeline where name = 'manual mode on'")).isEqualTo(1);
        }

        @Test
        void offAgainIsTheSame() {
            on("all");
            assertThat(off("all").body().path("scopes")).isEmpty();

            Reply again = off("all");

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body().path("scopes")).isEmpty();
            assertThat(rows.count("reconciliation_timeline where name = 'manual mode off'")).isEqualTo(1);
        }

        @Test
        void offForAStoreLeavesTheOthersOn() {
            on("grocery:123");
            on("grocery:125");

            assertThat(off("grocery:123").body().path("scopes")).extracting(scope -> scope.path("scope").asText()).containsExactly("grocery:125");
        }

        @Test
        void whoSwitchedItAndWhyIsOnTheTimelineOfReconciliation() {
            on("all");
            off("all");

            assertThat(rows.column("kind || ' ' || name || ' ' || outcome || ' ' || (detail ->> 'caller') || ' ' || (detail ->> 'reason') from reconciliation_timeline"
                + " where kind = 'operator_action' order by entry_id"))
                .containsExactly("operator_action manual mode on ok ivanova the cabinet burns", "operator_action manual mode off ok ivanova it is out");
        }

        @Test
        void theSummaryTellsOfIt() {
            on("grocery:123");

            assertThat(operator().get("/operator/v1/summary").body().path("manual_mode").path(0).path("scope").asText()).isEqualTo("grocery:123");
            assertThat(operator().get("/operator/v1/summary").body().path("reconciliation").path("timeline").toString()).contains("manual mode on");
        }

        @Test
        void aStoreThatLeftTheFileCanStillBeSwitchedOff() {
            rows.manualMode("grocery:gone");

            assertThat(off("grocery:gone").body().path("scopes")).isEmpty();
        }

        @Test
        void theCircuitBreakerIsManualModeByItself() {
            bundle.breaker("scooter-accumulator").transitionToOpenState();

            Reply reply = operator().get(MANUAL);

            assertThat(reply.body().path("scopes").path(0).path("scope").asText()).isEqualTo("all");
            assertThat(reply.body().path("scopes").path(0).path("by").asText()).isEqualTo("circuit breaker");
        }
    }

    @Nested
    class Refused {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(delimiter = '|', value = {
            "scope  | {\"on\": true, \"reason\": \"r\"}",
            "scope  | {\"scope\": \"grocery:999999\", \"on\": true, \"reason\": \"r\"}",
            "scope  | {\"scope\": \"\", \"on\": true, \"reason\": \"r\"}",
            "scope  | {\"scope\": 7, \"on\": true, \"reason\": \"r\"}",
            "on     | {\"scope\": \"all\", \"reason\": \"r\"}",
            "on     | {\"scope\": \"all\", \"on\": \"true\", \"reason\": \"r\"}",
            "on     | {\"scope\": \"all\", \"on\": null, \"reason\": \"r\"}",
            "reason | {\"scope\": \"all\", \"on\": true}",
            "reason | {\"scope\": \"all\", \"on\": true, \"reason\": \" \"}"})
        void namesWhatIsMissingOrWrong(String field, String body) throws Exception {
            Reply reply = operator().put(MANUAL, (ObjectNode) Documents.JSON.readTree(body));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("bad_request");
            assertThat(reply.message()).contains(field);
            assertThat(rows.count("manual_mode")).isZero();
        }
    }

    @Nested
    class Planning {

        @Test
        void passesOverAStoreThatIsInManualMode() {
            on("grocery:123");
            String task = rows.task("new");

            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("store_id", "grocery:125");
            assertThat(rows.value("detail -> 'rejected' from timeline where name = 'cabinet chosen'").toString()).contains("grocery:123", "manual mode");
        }

        @Test
        void waitsWhenItIsOnEverywhere() {
            on("all");
            String task = rows.task("new");

            bundle.work();

            assertThat(stub.received(CabinetsStub.BOOK)).isEmpty();
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("waits_for", "manual_mode").containsEntry("attempt", 1);
            assertThat(operator().get("/operator/v1/tasks/" + task).body().path("waits_because").asText()).contains("manual mode");
        }

        @Test
        void aTaskThatIsBookedWithoutAClaimIsUnbookedAndWaits() {
            String task = rows.bookedTask("booked", "due_at", "2099-01-01T00:00:00Z");

            on("grocery:123");
            bundle.work();

            assertThat(changes()).containsExactly("cabinet/accumulator/unbook");
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("book_id", null).containsEntry("waits_for", "manual_mode");
        }

        @Test
        void aTaskWhoseRetryIsPutOffIsUnbookedAtOnceToo() {
            String task = rows.bookedTask("booked", "tries", 2, "retry_at", "2099-01-01T00:00:00Z");

            on("all");
            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("book_id", null);
        }

        @Test
        void aClaimThatMayExistThoughItsAnswersWereLostIsInDoubtWhenTheTaskIsUnbooked() {
            String task = rows.bookedTask("booked", "tries", 2);

            on("all");
            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("claim_in_doubt", true);
        }

        @Test
        void aBookedTaskOfAnotherStoreGoesOn() {
            String task = rows.bookedTask("booked");

            on("grocery:125");
            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("book_id", "book-1");
        }

        @Test
        void aTaskWithAClaimGoesOn() {
            String task = rows.taskWithClaim("claim_created");
            on("all");

            happens(ClaimDocument.of("claim-1", task).status("ready_for_approval", 3));

            assertThat(rows.taskRow(task)).containsEntry("state", "approved").containsEntry("book_id", "book-1");
        }

        @Test
        void noClaimIsOrderedWhenItIsSwitchedOnWhileTheCabinetIsAsked() {
            String task = rows.task("new");
            stub.next(CabinetsStub.BOOK, request -> {
                on("grocery:123");
                return Answer.ok(object("book_id", cabinets.book(request)));
            });

            bundle.work();

            assertThat(stub.received(CargoStub.CREATE)).isEmpty();
            assertThat(stub.received(CabinetsStub.UNBOOK)).hasSize(1);
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("book_id", null);
        }

        @Test
        void aBookingWhoseAnswerWasLostIsAskedForOnlyAfterwards() {
            String task = rows.task("planning", "cabinet_id", "c-7", "store_id", "grocery:123", "distance_km", 0.1, "processing_tag_id", "tag-processing");
            on("grocery:123");

            bundle.work();
            assertThat(changes()).isEmpty();
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("cabinet_id", "c-7").containsEntry("waits_for", "manual_mode");
            off("grocery:123");
            bundle.work();

            assertThat(changes()).containsExactly("cabinet/accumulator/book", "claims/create");
            assertThat(stub.received(CabinetsStub.BOOK).get(0).header("X-Idempotency-Token")).isEqualTo(task + "-1-book-c-7");
        }
    }

    @Nested
    class Courier {

        private final BookingDocument booking = BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9");

        @ParameterizedTest
        @ValueSource(strings = {"all", "grocery:123"})
        void getsNothing(String scope) {
            String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
            cabinets.booking(booking);
            on(scope);

            Reply open = open();

            assertThat(open.status()).isEqualTo(503);
            assertThat(open.code()).isEqualTo("cabinet_unavailable");
            assertThat(stub.received(CabinetsStub.OPEN)).isEmpty();
            assertThat(rows.timeline(task)).containsExactly("courier_action open cell failed");
        }

        @Test
        void givesNothingBackEither() {
            rows.performedTask("at_return", "delivery_arrived", "ab");
            cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));
            on("all");

            assertThat(open().code()).isEqualTo("cabinet_unavailable");
            assertThat(stub.received(CabinetsStub.OPEN)).isEmpty();
        }

        @Test
        void isServedWhereItIsOnAtAnotherStore() {
            rows.performedTask("at_cabinet", "pickup_arrived", "");
            cabinets.booking(booking);
            on("grocery:125");

            assertThat(open().status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"all", "grocery:123"})
        void seesTheCountersAndANoticeButNoButton(String scope) {
            rows.performedTask("at_cabinet", "pickup_arrived", "");
            cabinets.booking(booking);
            on(scope);

            Reply screen = courier().get("/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1");

            assertThat(screen.status()).isEqualTo(200);
            assertThat(screen.item("left").path("value").asInt()).isEqualTo(1);
            assertThat(screen.item("next").isMissingNode()).isTrue();
            assertThat(screen.item("notice").path("tone").asText()).isEqualTo("warning");
        }

        @Test
        void isJudgedAtTheSliderByWhatTheStorekeeperGaveHim() {
            String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
            cabinets.booking(booking);
            on("all");
            assertThat(slide().path("code").asText()).isEqualTo("accumulators_left");

            rows.handOver(task, "acc-55", "issued");

            assertThat(slide().path("allowed").asBoolean()).isTrue();
        }

        private JsonNode slide() {
            return cargoOrders().post("/cargo-orders/v1/exchange/init-confirm",
                object("cargo_ref_id", "claim-1", "point_id", ClaimDocument.A, "performer_id", "courier-5")).body();
        }

        private Reply open() {
            return courier().post("/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=claim-1");
        }
    }

    @Nested
    class Left {

        @Test
        void whatWaitedForItIsDue() {
            on("all");
            String task = rows.task("new");
            bundle.work();
            assertThat(bundle.work()).as("not while it is on").isEmpty();

            off("all");
            bundle.work();

            assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("waits_for", null).containsEntry("attempt", 1);
        }

        @Test
        void aTaskThatWaitsForItsTimeGoesOnWaiting() {
            on("all");
            String task = rows.task("waiting", "due_at", "2099-01-01T00:00:00Z");

            off("all");

            assertThat(bundle.work()).isEmpty();
            assertThat(rows.taskRow(task)).containsEntry("state", "waiting");
        }

        @Test
        void tellsFirstWhatTheCabinetSystemWasNotTold() {
            String task = atCabinet();
            cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
            on("all");
            rows.update("manual_mode set since = now() - interval '1 hour'", Map.of());
            rows.handOver(task, "acc-55", "issued");

            Reply reply = off("all");

            assertThat(stub.received(CabinetsStub.MARK_ISSUED)).hasSize(1);
            assertThat(reply.body().path("scopes")).isEmpty();
            assertThat(reply.body().path("differences").toString()).contains("acc-55", task);
            assertThat(rows.count("hand_overs where told_at is null")).isZero();
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({"issued_by_hand, issued", "returned_by_hand, returned"})
        void findsInTheBookingsWhatPeopleDidWithoutUs(String field, String direction) {
            String task = atCabinet();
            stub.on(CabinetsStub.BOOKING, request -> Answer.ok(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9").json("book-1").set(field,
                Documents.array(List.of("acc-77")))));
            on("all");

            Reply reply = off("all");

            assertThat(reply.body().path("differences").toString()).contains("acc-77", direction);
            assertThat(rows.column("accumulator_id || ' ' || direction || ' ' || (told_at is not null) from hand_overs")).containsExactly("acc-77 " + direction + " true");
            assertThat(rows.timeline(task)).contains("decision hand-over found in the booking ok");
        }

        @Test
        void staysOnWhileAHandOverCanNotBeTold() {
            String task = atCabinet();
            on("all");
            rows.handOver(task, "acc-55", "issued");
            stub.on(CabinetsStub.MARK_ISSUED, request -> Answer.error(503, "down"));

            Reply reply = off("all");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("cabinet_unavailable");
            assertThat(rows.count("manual_mode")).isEqualTo(1);
            assertThat(rows.count("hand_overs where told_at is null and refused_at is null")).isEqualTo(1);
        }

        @Test
        void staysOnWhileABookingCanNotBeRead() {
            atCabinet();
            on("all");
            stub.on(CabinetsStub.BOOKING, request -> Answer.error(503, "down"));

            Reply reply = off("all");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("cabinet_unavailable");
            assertThat(rows.count("manual_mode")).isEqualTo(1);
        }

        @Test
        void whatTheCabinetSystemRefusesDoesNotKeepItOn() {
            String task = atCabinet();
            cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
            on("all");
            rows.handOver(task, "acc-55", "issued");
            stub.on(CabinetsStub.MARK_ISSUED, request -> Answer.error(409, "not_there"));

            assertThat(off("all").status()).isEqualTo(200);

            assertThat(rows.count("manual_mode")).isZero();
            assertThat(rows.timeline(task)).contains("decision hand-over refused failed");
        }

        @Test
        void tellsOfNoOtherStoreWhenAStoreIsLeft() {
            String task = atCabinet();
            rows.update("tasks set store_id = 'grocery:125'", Map.of());
            on("grocery:123");
            rows.update("manual_mode set since = now() - interval '1 hour'", Map.of());
            rows.handOver(task, "acc-55", "issued");

            assertThat(off("grocery:123").body().path("differences").toString()).doesNotContain("acc-55");
        }

        private String atCabinet() {
            cabinets.lists("book-1", "c-7", "2026-01-05T10:00:00Z");
            return rows.performedTask("at_cabinet", "pickup_arrived", "");
        }
    }

    private Reply on(String scope) {
        return operator().put(MANUAL, object("scope", scope, "on", true, "reason", "the cabinet burns"));
    }

    private Reply off(String scope) {
        return operator().put(MANUAL, object("scope", scope, "on", false, "reason", "it is out"));
    }
}

package io.batteryexchange.claim;

import static io.batteryexchange.claim.ClaimAnswer.A;
import static io.batteryexchange.claim.ClaimAnswer.B;
import static io.batteryexchange.claim.ClaimAnswer.C;
import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.support.TestExchange;
import io.batteryexchange.timeline.TimelineEntries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimReadingTest {

    private final ClaimReading reading = new ClaimReading(new TimelineEntries());
    private final Exchange exchange = TestExchange.with();

    @Test
    void readsTheClaimIntoVariables() {
        exchange.setVariable("answer", ClaimAnswer.in("pickuped").visit(A, "visited")
            .with("performer_info", json("{'performer_id': 'courier-5'}")).json());

        reading.read(exchange);

        assertThat(exchange.getVariables())
            .containsEntry("claim_id", "0f00000000000000000000000000abcd").containsEntry("claim_status", "pickuped")
            .containsEntry("claim_version", 1L).containsEntry("claim_revision", 7L)
            .containsEntry("point_a", A).containsEntry("point_b", B).containsEntry("point_c", C)
            .containsEntry("a_closed", true).containsEntry("b_closed", false).containsEntry("c_closed", false)
            .containsEntry("picked_up", true).containsEntry("swap_served", false)
            .containsEntry("claim_performer_id", "courier-5");
    }

    @Test
    void doesNotTakeASkippedPointForAServedOne() {
        exchange.setVariable("answer", ClaimAnswer.in("cancelled").visit(A, "skipped").visit(B, "skipped").visit(C, "skipped").json());

        reading.read(exchange);

        assertThat(exchange.getVariables()).containsEntry("a_closed", true).containsEntry("b_closed", true)
            .containsEntry("picked_up", false).containsEntry("swap_served", false);
    }

    @Test
    void asksAgainWhenTheClaimIsOlderThanItsEvent() {
        exchange.setVariable("answer", ClaimAnswer.in("performer_found").json());
        exchange.setVariable("event_revision", 8L);

        assertThatThrownBy(() -> reading.readForEvent(exchange)).isInstanceOf(ClaimOlderThanEvent.class)
            .hasMessage("claims/info of 0f00000000000000000000000000abcd still shows revision 7, the event has 8");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    void worksWithAClaimThatIsAsNewAsItsEventOrNewer(long eventRevision) {
        exchange.setVariable("answer", ClaimAnswer.in("performer_found").json());
        exchange.setVariable("event_revision", eventRevision);

        assertThatCode(() -> reading.readForEvent(exchange)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}, B {1}, C {2}: {3}")
    @CsvSource(delimiter = '|', value = {
        "new                             | pending | pending | none",
        "ready_for_approval              | pending | pending | none",
        "performer_found                 | pending | pending | none",
        "pickup_arrived                  | pending | pending | at_cabinet",
        "ready_for_pickup_confirmation   | pending | pending | at_cabinet",
        "pickuped                        | pending | pending | to_scooter",
        "delivery_arrived                | arrived | pending | at_scooter",
        "ready_for_delivery_confirmation | arrived | pending | at_scooter",
        "pay_waiting                     | arrived | pending | at_scooter",
        // B is done: pickuped again (mode P) or delivered (mode D)
        "pickuped                        | visited | pending | to_return",
        "delivered                       | visited | pending | to_return",
        "pickuped                        | skipped | pending | to_return",
        "delivery_arrived                | visited | arrived | at_return",
        "ready_for_delivery_confirmation | visited | arrived | at_return",
        // the status is ahead of the visits
        "delivered                       | arrived | pending | to_scooter",
        // C is done
        "delivered                       | visited | visited | none",
        "delivered_finish                | visited | visited | none",
        "returning                       | skipped | pending | none",
        "cancelled                       | skipped | skipped | none",
        "a_status_of_next_year           | pending | pending | none"})
    void knowsTheLegInBothModesOfCargo(String status, String visitB, String visitC, String leg) {
        exchange.setVariable("answer", ClaimAnswer.in(status).visit(B, visitB).visit(C, visitC).json());

        reading.read(exchange);

        assertThat(reading.leg(exchange)).isEqualTo(leg);
    }

    @Test
    void isOnNoLegWithoutAClaim() {
        assertThat(reading.leg(exchange)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"pickup_arrived, performer_found, at_cabinet", "performer_found, approved, approved", "delivered_finish, at_return, at_return"})
    void theTaskStaysInItsStateBetweenLegs(String status, String before, String after) {
        exchange.setVariable("claim_status", status);
        exchange.setVariable("state", before);

        assertThat(reading.state(exchange)).isEqualTo(after);
    }

    @Test
    void takesEventsInTheirOrder() {
        exchange.setVariable("events", new ArrayList<>(List.of(event(501, "accepted"), event(502, "performer_lookup"))));

        reading.takeEvent(exchange);
        assertThat(exchange.getVariables()).containsEntry("event_claim_id", "claim-1").containsEntry("event_operation_id", 501L)
            .containsEntry("event_revision", 4L).containsEntry("event_change", "status_changed").containsEntry("event_status", "accepted");
        reading.takeEvent(exchange);
        assertThat(exchange.getVariable("event_operation_id")).isEqualTo(502L);
        assertThat((List<?>) exchange.getVariable("events")).isEmpty();
    }

    @Test
    void doesNotTakeTheStatusOfTheEventBeforeForAnEventWithoutOne() {
        exchange.setVariable("events", new ArrayList<>(List.of(event(501, "accepted"), event(502, null))));

        reading.takeEvent(exchange);
        reading.takeEvent(exchange);

        assertThat(exchange.getVariable("event_status")).isEqualTo("");
    }

    @Test
    void entersAnEventOnceAndCountsItAsHandled() throws JsonProcessingException {
        enter(event(501, "accepted"));

        JsonNode entry = timeline().get(0);
        assertThat(timeline()).hasSize(1);
        assertThat(entry.path("kind").asText()).isEqualTo("claim_event");
        assertThat(entry.path("name").asText()).isEqualTo("accepted");
        assertThat(entry.path("outcome").asText()).isEqualTo("ok");
        assertThat(entry.path("detail")).isEqualTo(json("{'claim_id': 'claim-1', 'operation_id': 501, 'revision': 4}"));
        assertThat(reading.handledIds(exchange)).isEqualTo("{501}");
        assertThat(reading.hasUnsaved(exchange)).isTrue();
        assertThat(exchange.getVariables()).containsEntry("claim_status", "accepted").containsEntry("claim_ended", false);
    }

    @Test
    void entersAnEventWithoutAStatusByItsKindOfChange() throws JsonProcessingException {
        exchange.setVariable("claim_status", "pickuped");
        Map<String, Object> event = event(501, null);
        event.put("change_type", "price_changed");

        enter(event);

        assertThat(timeline().get(0).path("name").asText()).isEqualTo("price_changed");
        assertThat(exchange.getVariable("claim_status")).isEqualTo("pickuped");
    }

    @Test
    void anEventOfAClaimThatTheTaskLetGoOfMovesNothing() throws JsonProcessingException {
        exchange.setVariable("claim_status", "pickuped");

        take(event(501, "failed"));
        reading.recordEvent(exchange);

        assertThat(timeline().get(0).path("name").asText()).isEqualTo("failed");
        assertThat(exchange.getVariable("claim_status")).isEqualTo("pickuped");
        assertThat(exchange.getVariable("claim_ended")).isNull();
        assertThat(reading.handledIds(exchange)).isEqualTo("{501}");
    }

    @Test
    void anOlderEventDoesNotTurnTheClaimBack() {
        exchange.setVariable("claim_status", "delivery_arrived");
        exchange.setVariable("claim_revision", 5L);

        enter(event(501, "pickuped"));

        assertThat(exchange.getVariables()).containsEntry("claim_status", "delivery_arrived").containsEntry("claim_revision", 5L);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void anEventThatIsAsNewAsTheClaimOrNewerMovesIt(long claimRevision) {
        exchange.setVariable("claim_status", "pickuped");
        exchange.setVariable("claim_revision", claimRevision);

        enter(event(501, "delivery_arrived"));

        assertThat(exchange.getVariables()).containsEntry("claim_status", "delivery_arrived").containsEntry("claim_revision", 4L);
    }

    @ParameterizedTest
    @CsvSource({
        "performer_not_found, true", "delivered_finish, true", "returned_finish, true", "failed, true", "cancelled, true",
        "cancelled_with_payment, true", "cancelled_by_taxi, true", "cancelled_with_items_on_hands, true",
        "delivered, false", "returned, false", "estimating_failed, false", "pickuped, false", "a_status_of_next_year, false"})
    void knowsWhichStatusesEndAClaim(String status, boolean ended) {
        enter(event(501, status));

        assertThat(exchange.getVariable("claim_ended")).isEqualTo(ended);
    }

    @Test
    void writesNoEventTwiceAfterASave() throws JsonProcessingException {
        enter(event(501, "accepted"));
        reading.forgetSaved(exchange);
        enter(event(502, "performer_lookup"));

        assertThat(reading.handledIds(exchange)).isEqualTo("{502}");
        assertThat(timeline()).hasSize(1);
    }

    @Test
    void handsSeveralHandledEventsToTheDatabaseAsAnArray() {
        assertThat(reading.handledIds(exchange)).isEqualTo("{}");
        assertThat(reading.hasUnsaved(exchange)).isFalse();

        enter(event(501, "accepted"));
        enter(event(17_000_000_000_001L, "performer_lookup"));

        assertThat(reading.handledIds(exchange)).isEqualTo("{501,17000000000001}");
    }

    @Test
    void countsAChangeOfThePerformerOnce() {
        exchange.setVariable("performer_no", 0);
        exchange.setVariable("claim_performer_id", "courier-5");

        reading.takePerformer(exchange);
        reading.takePerformer(exchange);
        assertThat(exchange.getVariables()).containsEntry("performer_id", "courier-5").containsEntry("performer_no", 1);

        exchange.setVariable("claim_performer_id", "courier-6");
        reading.takePerformer(exchange);
        assertThat(exchange.getVariables()).containsEntry("performer_id", "courier-6").containsEntry("performer_no", 2);
    }

    @Test
    void keepsThePerformerThatCargoOrdersNamedWhenCargoTellsNone() {
        exchange.setVariable("performer_no", 1);
        exchange.setVariable("performer_id", "courier-5");

        reading.takePerformer(exchange);

        assertThat(exchange.getVariables()).containsEntry("performer_id", "courier-5").containsEntry("performer_no", 1);
    }

    @Test
    void carriesNothingOfAClaimThatWasLetGoIntoTheNextOne() {
        enter(event(501, "failed"));
        for (String name : List.of("claim_id", "claim_status", "book_id", "cabinet_id", "contractor_id", "performer_id", "claim_performer_id")) {
            exchange.setVariable(name, "old");
        }
        exchange.setVariable("events", new ArrayList<>(List.of(event(502, "accepted"))));

        reading.letGo(exchange);

        assertThat(exchange.getVariables()).doesNotContainKeys("claim_id", "claim_status", "book_id", "cabinet_id", "contractor_id", "performer_id", "claim_performer_id");
        assertThat((List<?>) exchange.getVariable("events")).isEmpty();
        assertThat(reading.hasUnsaved(exchange)).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "returning, returning", "return_arrived, at_return", "ready_for_return_confirmation, at_return", "returned, at_return", "returned_finish, at_return",
        "failed, at_return", "cancelled, at_return", "cancelled_with_payment, at_return", "cancelled_by_taxi, at_return", "cancelled_with_items_on_hands, at_return"})
    void aClaimThatBreaksOffWithTheAccumulatorOnHandEndsAtTheReturn(String status, String leg) {
        exchange.setVariable("claim_status", status);
        exchange.setVariable("picked_up", true);

        assertThat(reading.leg(exchange)).isEqualTo(leg);
    }

    @ParameterizedTest
    @ValueSource(strings = {"returning", "return_arrived", "returned", "returned_finish", "failed", "cancelled", "cancelled_with_payment", "cancelled_by_taxi"})
    void aClaimThatBreaksOffBeforeThePickupIsOnNoLeg(String status) {
        exchange.setVariable("claim_status", status);
        exchange.setVariable("picked_up", false);

        assertThat(reading.leg(exchange)).isEqualTo("none");
    }

    @Test
    void knowsTheReturnPointThatCargoAppended() {
        exchange.setVariable("answer", ClaimAnswer.in("returning").visit(A, "visited").json());

        reading.read(exchange);

        assertThat(exchange.getVariable("point_return")).isEqualTo(ClaimAnswer.APPENDED);
    }

    @ParameterizedTest(name = "{0} is live: {1}")
    @CsvSource({"new, true", "estimating, true", "ready_for_approval, true", "performer_found, true", "returning, true", "a_status_of_next_year, true", "failed, false",
        "cancelled, false", "performer_not_found, false", "delivered_finish, false", "returned_finish, false", "cancelled_by_taxi, false"})
    void knowsOfAFoundClaimWhetherACourierMayStillCome(String status, boolean live) {
        exchange.getMessage().setBody(ClaimAnswer.in(status).json());
        reading.readFound(exchange);
        assertThat(exchange.getVariable("found_live")).isEqualTo(live);

        exchange.removeVariable("found_live");
        exchange.setVariable("answer", ClaimAnswer.in(status).json());
        reading.readFoundAgain(exchange);
        assertThat(exchange.getVariable("found_live")).isEqualTo(live);
    }

    @Test
    void carriesNothingOfAFoundClaimIntoTheNextOrder() {
        exchange.setVariable("task_id", "task-1");
        exchange.getMessage().setBody(ClaimAnswer.in("estimating").visit(A, "visited").with("performer_info", json("{'performer_id': 'courier-5'}")).json());
        reading.readFound(exchange);

        reading.forgetFound(exchange);

        assertThat(exchange.getVariables()).containsOnlyKeys("task_id", "found_live");
    }

    private void enter(Map<String, Object> event) {
        take(event);
        reading.enterEvent(exchange);
    }

    private void take(Map<String, Object> event) {
        exchange.setVariable("events", new ArrayList<>(List.of(event)));
        reading.takeEvent(exchange);
    }

    private JsonNode timeline() throws JsonProcessingException {
        return json(TimelineEntries.of(exchange).textWhenSaved());
    }

    /** A row of the inbox. */
    private static Map<String, Object> event(long operationId, String status) {
        Map<String, Object> event = new HashMap<>();
        event.put("claim_id", "claim-1");
        event.put("operation_id", operationId);
        event.put("revision", 4L);
        event.put("change_type", "status_changed");
        event.put("new_status", status);
        return event;
    }
}

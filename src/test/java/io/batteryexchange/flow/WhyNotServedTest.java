package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.icu.text.MessageFormat;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Looks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reason why a scooter is not served, and that it comes before the less weighty ones. */
class WhyNotServedTest extends FlowTest {

    private JsonNode answer;

    @BeforeEach
    void pollersRun() {
        rows.update("pollers set last_ok_at = now()", Map.of());
    }

    @AfterEach
    void nothingIsChangedAndEveryReasonHasItsSentences() {
        assertThat(changes()).isEmpty();
        for (Locale language : List.of(Locale.forLanguageTag("ru"), Locale.ENGLISH)) {
            ResourceBundle texts = ResourceBundle.getBundle("messages/scooter", language, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            for (JsonNode reason : answer == null ? JSON.createArrayNode() : answer.path("reasons")) {
                for (String part : List.of("headline", "reason")) {
                    String pattern = texts.getString("scooter." + part + "." + reason.path("kind").asText());
                    String sentence = new MessageFormat(pattern, language).format(JSON.convertValue(reason.path("args"), Object[].class));
                    assertThat(sentence).as(language + " " + pattern).doesNotContain("{", "}", "null");
                }
            }
        }
    }

    // ---- a task of ours

    @Test
    void needsAPerson() {
        String task = rows.task("attention", "attention", "cargo claims/create was refused with 400", "due_at", null);
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("attention");
        assertThat(reason("attention")).hasToString("{\"kind\":\"attention\",\"args\":[\"cargo claims/create was refused with 400\"],\"link\":\"/operations/tasks/" + task + "\"}");
        assertThat(answer.path("headline")).isEqualTo(reason("attention"));
    }

    @Test
    void isParked() {
        rows.task("parked", "last_error", "parked by ivanova: no courier tonight", "due_at", null);
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("parked");
        assertThat(args("parked")).containsExactly("parked by ivanova: no courier tonight");
    }

    @ParameterizedTest(name = "manual mode at {0}: {1}")
    @CsvSource({"all, true", "grocery:123, true", "grocery:125, false"})
    void isHeldUpByManualModeOfItsStore(String scope, boolean holdsUp) {
        rows.performed(rows.taskWithClaim("at_cabinet"));
        rows.manualMode(scope);
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly(holdsUp ? new String[] {"manual_mode", "courier"} : new String[] {"courier"});
        assertThat(reason("manual_mode").path("link").asText("")).isEqualTo(holdsUp ? "/operations/manual-mode" : "");
    }

    @Test
    void waitsForAStoreInManualModeThatWasPassedOver() {
        rows.task("waiting", "due_at", in("3 minutes"), "last_error", "no cabinet: manual mode", "rejected",
            JSON.createArrayNode().add(JSON.createObjectNode().put("store_id", "grocery:125").put("why", "manual mode")));
        rows.manualMode("grocery:125");
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("manual_mode", "no_cabinet");
        assertThat(args("manual_mode")).containsExactly("grocery:125", "test", "ivanova", 0);
        assertThat(answer.path("task").path("rejected_cabinets").path(0).path("store_id").asText()).isEqualTo("grocery:125");
    }

    @Test
    void waitsForACabinetWithTheNumbers() {
        rows.task("waiting", "due_at", in("3 minutes"), "last_error", "no cabinet: 2 rejected (nearest: c-7 0 available)", "rejected", JSON.createArrayNode()
            .add(JSON.createObjectNode().put("cabinet_id", "c-7").put("store_id", "grocery:123").put("why", "0 available"))
            .add(JSON.createObjectNode().put("store_id", "grocery:90").put("why", "600.1 km > 20.0 km")));
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("no_cabinet");
        assertThat(args("no_cabinet")).containsExactly("no cabinet: 2 rejected (nearest: c-7 0 available)", 3);
        assertThat(answer.path("task").path("rejected_cabinets").findValuesAsText("why")).containsExactly("0 available", "600.1 km > 20.0 km");
    }

    @Test
    void waitsForTheNextTry() {
        rows.task("waiting", "due_at", in("2 minutes"), "last_error", "performer_not_found");
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("waiting");
        assertThat(args("waiting")).containsExactly("performer_not_found", 2);
    }

    @Test
    void waitsForTheRideToEnd() {
        rows.task("waiting", "due_at", in("2 minutes"), "last_error", "a rider has the scooter (old_state_riding)");
        scooter("battery_low/tag-1", "old_state_riding/tag-9");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("ride");
        assertThat(args("ride")).containsExactly("old_state_riding");
    }

    @Test
    void theLastTryFailed() {
        rows.task("planning", "tries", 2, "retry_at", in("4 minutes"), "last_error", "cargo claims/create answered 500");
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("try_failed");
        assertThat(args("try_failed")).containsExactly("cargo claims/create answered 500", 2, 4);
    }

    @Test
    void aCallIsInDoubt() {
        String task = rows.task("planning", "due_at", in("0 minutes"));
        rows.ambiguity(task, "cargo claims/create", "7 minutes");
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("in_doubt", "planned");
        assertThat(args("in_doubt")).containsExactly("cargo claims/create", 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cargo", "scooter-accumulator", "scooter-backend"})
    void aCircuitIsOpen(String upstream) {
        rows.task("planning", "due_at", in("0 minutes"));
        scooter("battery_low/tag-1");
        bundle.breaker(upstream).transitionToOpenState();

        ask("scooter-1");

        assertThat(kinds()).containsExactly(upstream.equals("scooter-backend") ? new String[] {"circuit", "planned", "fleet_down"} : new String[] {"circuit", "planned"});
        assertThat(args("circuit")).containsExactly(upstream);
    }

    @Test
    void nobodyWorksThoughItIsDue() {
        rows.task("new", "due_at", in("-6 minutes"));
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("late");
        assertThat(args("late")).containsExactly(6);
    }

    @Test
    void nobodyTookTheNextTry() {
        rows.task("waiting", "due_at", in("-6 minutes"), "last_error", "performer_not_found", "lease_until", in("-2 minutes"));
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("late", "waiting");
    }

    @Test
    void aWorkerHasIt() {
        rows.task("planning", "due_at", in("-6 minutes"), "lease_until", in("1 minute"));
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("planned");
    }

    @Test
    void waitsForTheDeliveryService() {
        claim("approved", "performer_lookup");
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("waits_for_cargo");
        assertThat(args("waits_for_cargo")).containsExactly("performer_lookup");
    }

    @Test
    void theEventsOfItsClaimAreNotHandled() {
        claim("approved", "accepted");
        rows.event("claim-1", "performer_found", 6);
        rows.event("claim-1", "pickup_arrived", 7);
        rows.update("claim_events set received_at = now() - interval '9 minutes' where operation_id = 501", Map.of());
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("events_behind", "waits_for_cargo");
        assertThat(args("events_behind")).containsExactly(2, 9);
    }

    @Test
    void theJournalIsBehind() {
        claim("approved", "accepted");
        // The flow tests' journal is read once a day.
        rows.update("pollers set last_ok_at = now() - interval '3 days' where name = 'claims-journal'", Map.of());
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("journal_behind", "waits_for_cargo");
        assertThat(args("journal_behind")).containsExactly(3 * 24 * 60);
    }

    @Test
    void theJournalWasNeverRead() {
        claim("approved", "accepted");
        rows.update("pollers set last_ok_at = null where name = 'claims-journal'", Map.of());
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("journal_never", "waits_for_cargo");
    }

    @Test
    void waitsForCargoOrdersToNameThePerformer() {
        claim("performer_found", "performer_found");
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("performer_unknown");
        assertThat(args("performer_unknown")).containsExactly("performer_found");
    }

    @Test
    void aCourierIsAtTheScooter() {
        rows.performedTask("at_scooter", "delivery_arrived", "a");
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("courier");
        assertThat(args("courier")).containsExactly("courier-5", "at_scooter");
    }

    @Test
    void somebodyChargedIt() {
        rows.task("planning", "due_at", in("0 minutes"));
        scooter();

        ask("scooter-1");

        assertThat(kinds()).containsExactly("planned", "low_tag_off");
    }

    // ---- no task of ours

    @Test
    void theNextRoundMakesItsTask() {
        scooter("battery_low_40/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("soon", "no_task");
        assertThat(args("soon")).containsExactly("battery_low_40");
    }

    @Test
    void somebodyElseHasItInProcessing() {
        scooter("battery_low/tag-1", "recharge_processing/tag-2");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("processing_without_task", "no_task");
        assertThat(args("processing_without_task")).containsExactly("recharge_processing", "nobody");
    }

    @Test
    void itsDischargeHadItsTask() {
        String task = rows.task("done", "outcome", "swapped", "finished_at", in("-12 minutes"), "due_at", null);
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("covered", "ended");
        assertThat(args("covered")).containsExactly("battery_low", "swapped");
        assertThat(reason("covered").path("link").asText()).isEqualTo("/operations/tasks/" + task);
        assertThat(args("ended")).containsExactly("swapped", 12);
    }

    @Test
    void isNotLow() {
        rows.task("done", "outcome", "swapped", "finished_at", in("-12 minutes"), "due_at", null);
        scooter("old_state_riding/tag-9");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("not_low", "ended");
        assertThat(answer.path("fleet_tags")).hasToString("[\"old_state_riding\"]");
    }

    @Test
    void aRiderHasItAndItHasNoTaskYet() {
        scooter("battery_low/tag-1", "old_state_parking/tag-9");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("ride", "soon", "no_task");
    }

    @Test
    void hasNoPosition() {
        fleet.scooter("scooter-1", "battery_low/tag-1").remove("location");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("no_position", "no_task");
    }

    @Test
    void discoveryIsBehind() {
        rows.update("pollers set last_ok_at = now() - interval '3 days' where name = 'car-list'", Map.of());
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("discovery_late", "soon", "no_task");
        assertThat(args("discovery_late")).containsExactly(3 * 24 * 60);
        assertThat(answer.path("discovery_minutes").asInt()).isEqualTo(3 * 24 * 60);
    }

    @Test
    void discoveryNeverRan() {
        rows.update("pollers set last_ok_at = null where name = 'car-list'", Map.of());
        scooter("battery_low/tag-1");

        ask("scooter-1");

        assertThat(kinds()).containsExactly("discovery_never", "soon", "no_task");
        assertThat(answer.has("discovery_minutes")).isFalse();
    }

    @Test
    void nobodyKnowsIt() {
        ask("Х 123");

        assertThat(kinds()).containsExactly("nothing_known");
        assertThat(args("nothing_known")).containsExactly("Х 123");
        assertThat(stub.received(FleetStub.INFO).get(0).query()).containsEntry("car_id", "Х 123");
    }

    @Test
    void theFleetForgotIt() {
        rows.task("cancelled", "outcome", "not_needed", "finished_at", in("-2 minutes"), "due_at", null);

        ask("scooter-1");

        assertThat(kinds()).containsExactly("fleet_unknown", "ended");
        assertThat(answer.path("fleet").asText()).isEqualTo("unknown");
    }

    @Test
    void theFleetIsDownAndWhatWeKnowIsToldAllTheSame() {
        rows.performedTask("at_scooter", "delivery_arrived", "a");
        stub.on(FleetStub.INFO, request -> Answer.error(500, "oops"));

        ask("scooter-1");

        assertThat(kinds()).containsExactly("courier", "fleet_down");
        assertThat(args("fleet_down")).containsExactly("scooter-backend car/info answered 500");
        assertThat(answer.path("fleet").asText()).isEqualTo("down");
    }

    @Test
    void theFleetIsDownAndWeKnowNothing() {
        stub.on(FleetStub.INFO, request -> Answer.error(403, "forbidden"));

        ask("scooter-1");

        assertThat(kinds()).containsExactly("fleet_down", "no_task");
    }

    // ---- the question

    @Test
    void aScooterIsFoundByItsNumberItsIdOrAnyOfItsTasks() {
        String old = rows.task("cancelled", "tag_id", "tag-0", "created_at", "2026-01-04T10:00:00Z");
        String newest = rows.task("attention", "attention", "look", "car_number", "А 123 ВС");
        scooter("battery_low/tag-1");

        for (String query : List.of("scooter-1", "а 123 вс", newest, old, old.toUpperCase(Locale.ROOT), " scooter-1 ")) {
            ask(query);
            assertThat(answer.path("task").path("task_id").asText()).as(query).isEqualTo(newest);
            assertThat(answer.path("car_id").asText()).as(query).isEqualTo("scooter-1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<script>alert(1)</script>", "a\nb", "-1", "a&b"})
    void refusesWhatIsNoScooter(String query) {
        Looks.Look look = Looks.at(bundle, "why-not-served", "en", Map.of("query", query));

        assertThat(look.status()).isEqualTo(400);
        assertThat(look.body().path("code").asText()).isEqualTo("bad_request");
        assertThat(stub.received(FleetStub.INFO)).isEmpty();
    }

    private void scooter(String... tags) {
        fleet.scooter("scooter-1", tags);
    }

    private void claim(String state, String claimStatus) {
        rows.taskWithClaim(state);
        rows.update("claims set status = :status", Map.of("status", claimStatus));
    }

    /** A moment from now, as the database has it. */
    private String in(String interval) {
        return rows.value("(now() + interval '" + interval + "')::text").toString();
    }

    private void ask(String query) {
        Looks.Look look = Looks.at(bundle, "why-not-served", "en", Map.of("query", query));
        assertThat(look.status()).as(look.body().toString()).isEqualTo(200);
        answer = look.body();
    }

    private List<String> kinds() {
        return answer.path("reasons").findValuesAsText("kind");
    }

    private JsonNode reason(String kind) {
        for (JsonNode reason : answer.path("reasons")) {
            if (reason.path("kind").asText().equals(kind)) {
                return reason;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private List<Object> args(String kind) {
        List<Object> args = new ArrayList<>();
        reason(kind).path("args").forEach(arg -> args.add(arg.isNumber() ? (Object) arg.intValue() : arg.asText()));
        return args;
    }
}

package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Looks;
import io.batteryexchange.flow.support.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator looks at what a courier has on his screen: the same as the courier's own call would get, and nothing changes by it. */
class CourierScreenLookTest extends FlowTest {

    private static final String STATUS = "/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1";

    private String task;
    private String before;

    @BeforeEach
    void aBooking() {
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
    }

    @AfterEach
    void nothingIsChanged() {
        if (before != null) {
            assertThat(rows.everythingOf(task) + rows.everythingButTimelines()).isEqualTo(before);
        }
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, closed {2}, in {3}")
    @CsvSource({"at_cabinet, pickup_arrived, '', ru", "at_cabinet, pickup_arrived, '', en", "at_return, delivery_arrived, ab, ru", "attention, returning, a, ru",
        "attention, cancelled_with_items_on_hands, a, ru"})
    void isTheScreenOfTheCouriersOwnCall(String state, String claimStatus, String closed, String language) {
        claim(state, claimStatus, closed);
        Reply own = courier().with("Accept-Language", language).get(STATUS);

        JsonNode look = look(language);

        assertThat(own.status()).isEqualTo(200);
        assertThat(look.path("screen")).isEqualTo(own.body());
        assertThat(look.path("sees").asText()).isEqualTo("exchange_screen");
    }

    @Test
    void isTheScreenOfAPickupThatIsDone() {
        claim("at_cabinet", "pickup_arrived", "");
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickup_arrived", 7));
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));

        assertThat(look().path("screen")).isEqualTo(courier().get(STATUS).body());
    }

    @ParameterizedTest(name = "{0}, closed {1}: {2}")
    @CsvSource({"pickuped, a, find_vehicle vehicle_not_found", "delivery_arrived, a, open_battery_door vehicle_destroyed"})
    void tellsTheActionsAtTheScooter(String claimStatus, String closed, String actions) {
        claim(claimStatus.equals("pickuped") ? "to_scooter" : "at_scooter", claimStatus, closed);
        cargo.shows(ClaimDocument.of("claim-1", task).status(claimStatus, 9).visits("visited", "pending", "pending"));

        JsonNode look = look();

        assertThat(look.path("sees").asText()).isEqualTo("actions");
        assertThat(String.join(" ", look.path("actions").findValuesAsText("type"))).isEqualTo(actions);
        assertThat(look.has("screen")).isFalse();
        assertThat(look.path("actions")).isEqualTo(cargoOrders().post("/cargo-orders/v1/state", object("cargo_ref_id", "claim-1", "claim_status", claimStatus,
            "point_id", ClaimDocument.B, "performer_id", "courier-5")).body().path("actions"));
    }

    @Test
    void hasNothingOnTheWayBack() {
        claim("to_return", "pickuped", "ab");
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickuped", 9).visits("visited", "visited", "pending"));

        assertThat(look().path("sees").asText()).isEqualTo("nothing");
        assertThat(look().path("leg").asText()).isEqualTo("to_return");
    }

    @Test
    void knowsFromCargoThatTheCourierIsAheadOfTheJournal() {
        claim("performer_found", "performer_found", "");
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickup_arrived", 7));

        JsonNode look = look();

        assertThat(look.path("screen")).isEqualTo(courier().get(STATUS).body());
        assertThat(look.path("claim_status").asText()).isEqualTo("pickup_arrived");
    }

    @Test
    void tellsTheActionsThoughCargoIsDown() {
        claim("at_scooter", "delivery_arrived", "a");
        stub.on(CargoStub.INFO, request -> Answer.error(500, "oops"));

        JsonNode look = look();

        assertThat(look.path("actions").findValuesAsText("type")).containsExactly("open_battery_door", "vehicle_destroyed");
        assertThat(look.path("claim_not_read").asBoolean()).isTrue();
    }

    @Test
    void showsTheScreenOfACabinetSystemThatIsDown() {
        claim("at_cabinet", "pickup_arrived", "");
        stub.on(CabinetsStub.BOOKING, request -> Answer.error(500, "oops"));
        Reply own = courier().get(STATUS);

        assertThat(own.item("notice").path("tone").asText()).isEqualTo("error");
        assertThat(look().path("screen")).isEqualTo(own.body());
    }

    @Test
    void showsTheScreenOfAnOpenCircuit() {
        claim("at_cabinet", "pickup_arrived", "");
        bundle.breaker("scooter-accumulator").transitionToOpenState();
        Reply own = courier().get(STATUS);

        assertThat(look().path("screen")).isEqualTo(own.body());
        assertThat(stub.received(CabinetsStub.BOOKING)).isEmpty();
    }

    @Test
    void showsManualMode() {
        rows.manualMode("grocery:123");
        claim("at_cabinet", "pickup_arrived", "");

        assertThat(look().path("screen")).isEqualTo(courier().get(STATUS).body());
    }

    @ParameterizedTest(name = "cell in doubt is found {0}")
    @ValueSource(strings = {"open", "closed"})
    void resolvesNoDoorInDoubt(String door) {
        claim("at_cabinet", "pickup_arrived", "");
        rows.opening("claim-1", "c-7/3", "courier-5");
        rows.update("cell_openings set timeouts = 2, ended_at = now()", Map.of());
        before = state();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", door, false, false).giveBack("c-7/9"));

        JsonNode look = look();

        assertThat(rows.everythingOf(task) + rows.everythingButTimelines()).as("before the courier looks himself").isEqualTo(before);
        before = null;
        assertThat(look.path("screen")).isEqualTo(courier().get(STATUS).body());
        assertThat(rows.count("timeline")).as("his own look tells of a door that was found open").isEqualTo(door.equals("open") ? 1 : 0);
    }

    @Test
    void saysThatNobodyIsNamedAndNamesNobody() {
        task = rows.taskWithClaim("performer_found");
        rows.update("claims set status = 'performer_found'", Map.of());
        before = state();

        JsonNode look = look();

        assertThat(look.path("sees").asText()).isEqualTo("no_courier");
        assertThat(look.has("performer_id")).isFalse();
        assertThat(stub.received(CabinetsStub.BOOKING)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "done"})
    void saysThatThereIsNoClaim(String state) {
        task = state.equals("done") ? rows.taskWithClaim("done") : rows.task(state);
        before = state();

        assertThat(look()).isEqualTo(object("task_id", task, "state", state, "sees", "no_claim"));
    }

    @Test
    void usesUpNoLimitOfTheCourier() {
        claim("at_cabinet", "pickup_arrived", "");

        for (int i = 0; i < 70; i++) { // a courier may read 60 times at once
            look();
        }

        assertThat(courier().get(STATUS).status()).isEqualTo(200);
    }

    @Test
    void thereIsNoSuchTask() {
        Looks.Look look = Looks.at(bundle, "courier-screen", "ru", Map.of("task_id", "0199d1f0-0000-7000-8000-000000000000"));

        assertThat(look.status()).isEqualTo(404);
        assertThat(look.body().path("code").asText()).isEqualTo("task_not_found");
    }

    private void claim(String state, String claimStatus, String closed) {
        task = rows.performedTask(state, claimStatus, closed);
        rows.update("claims set picked_up = :picked", Map.of("picked", closed.contains("a")));
        before = state();
    }

    private String state() {
        return rows.everythingOf(task) + rows.everythingButTimelines();
    }

    private JsonNode look() {
        return look(null);
    }

    private JsonNode look(String language) {
        Looks.Look look = Looks.at(bundle, "courier-screen", language, Map.of("task_id", task));
        assertThat(look.status()).as(look.body().toString()).isEqualTo(200);
        return look.body();
    }
}

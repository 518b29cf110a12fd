package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.flow.support.Caller;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call must name, and when; who may call is in {@link AccessMatrixTest}. */
class AccessTest extends FlowTest {

    private static final String STATUS = "/taximeter/screens/v1/battery_exchange/status";
    private static final String OPEN = "/taximeter/screens/v1/battery_exchange/open";

    @Test
    void thereIsNoSuchClaim() {
        Reply reply = courier().get(STATUS + "?cargo_ref_id=claim-9");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("claim_not_found");
        assertThat(reply.message()).isEqualTo("Такого заказа нет");
        assertThat(cargoOrders().post("/cargo-orders/v1/state", state("claim-9")).code()).isEqualTo("claim_not_found");
    }

    @Test
    void speaksTheCouriersLanguage() {
        assertThat(courier().with("Accept-Language", "en-GB, en;q=0.9").get(STATUS + "?cargo_ref_id=claim-9").message()).isEqualTo("There is no such order");
    }

    @Test
    void thePerformerIsNotKnownYet() {
        rows.taskWithClaim("at_cabinet");

        isNotYours(courier().get(STATUS + "?cargo_ref_id=claim-1"));
    }

    @ParameterizedTest(name = "{1} names {0}")
    @CsvSource({
        "cargo_ref_id, GET, " + STATUS,
        "cargo_ref_id, GET, " + STATUS + "?cargo_ref_id=",
        "cargo_ref_id, GET, " + STATUS + "?cargo_ref_id=claim-1&cargo_ref_id=claim-2",
        "cargo_ref_id, GET, " + STATUS + "?cargo_ref_id=%27%20or%201%3D1",
        "cargo_ref_id, POST, " + OPEN,
        "cell_id, POST, /taximeter/screens/v1/battery_exchange/broken?cargo_ref_id=claim-1",
        "point_id, POST, /taximeter/v1/find_vehicle?cargo_ref_id=claim-1",
        "point_id, POST, /taximeter/v1/find_vehicle?cargo_ref_id=claim-1&point_id=B",
        "point_id, POST, /taximeter/v1/open_battery_door?cargo_ref_id=claim-1&point_id=99999999999999999999",
        "cargo_ref_id, POST, /taximeter/v1/vehicle_not_found?point_id=1",
        "point_id, POST, /taximeter/v1/vehicle_destroyed?cargo_ref_id=claim-1&point_id=1.5"})
    void aRefusalNamesTheParameter(String parameter, String method, String path) {
        rows.performedTask("at_scooter", "delivery_arrived", "a");

        Reply reply = call(tokens.of("courier-5", "courier"), method, path);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("bad_request");
        assertThat(reply.message()).contains(parameter);
        assertThat(stub.received().stream().filter(call -> !call.path().equals("/oauth2/jwks"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"find_vehicle", "open_battery_door", "vehicle_not_found", "vehicle_destroyed"})
    void theScooterIsAtPointB(String action) {
        rows.performedTask("at_scooter", "delivery_arrived", "a");

        for (long point : new long[] {ClaimDocument.A, ClaimDocument.C, 1}) {
            Reply reply = courier().post("/taximeter/v1/" + action + "?cargo_ref_id=claim-1&point_id=" + point);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("wrong_point");
        }
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest(name = "{0} on the way {1}")
    @CsvSource({
        "screens/v1/battery_exchange/open, performer_found, ''",
        "screens/v1/battery_exchange/open, pickuped, a",
        "screens/v1/battery_exchange/status, delivery_arrived, a",
        "v1/find_vehicle, pickup_arrived, ''",
        "v1/find_vehicle, pickuped, ab",
        "v1/open_battery_door, pickuped, a",
        "v1/open_battery_door, delivery_arrived, ab",
        "v1/vehicle_not_found, performer_found, ''",
        "v1/vehicle_not_found, delivery_arrived, ab",
        "v1/vehicle_destroyed, pickuped, ab"})
    void refusesAnActionOutOfPlaceOnlyAfterALookAtTheClaimItself(String action, String status, String closed) {
        String task = rows.performedTask("performer_found", status, closed);
        cargo.shows(ClaimDocument.of("claim-1", task).status(status, 9)
            .visits(closed.contains("a") ? "visited" : "pending", closed.contains("b") ? "skipped" : "pending", "pending"));

        String query = "?cargo_ref_id=claim-1" + (action.startsWith("v1/") ? "&point_id=" + ClaimDocument.B : "");
        Reply reply = action.endsWith("status") ? courier().get("/taximeter/" + action + query) : courier().post("/taximeter/" + action + query);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("wrong_status");
        assertThat(reply.message()).contains(status);
        assertThat(stub.received(CargoStub.INFO)).hasSize(1);
        assertThat(changes()).isEmpty();
    }

    private Reply call(String token, String method, String path) {
        Caller caller = Caller.of(port, token);
        return method.equals("GET") ? caller.get(path) : path.startsWith("/cargo-orders") ? caller.post(path, state("claim-1")) : caller.post(path);
    }

    private static ObjectNode state(String claimId) {
        return object("cargo_ref_id", claimId, "claim_status", "pickup_arrived", "point_id", ClaimDocument.A, "performer_id", "courier-5");
    }

    private static void isNotYours(Reply reply) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("not_your_claim");
    }
}

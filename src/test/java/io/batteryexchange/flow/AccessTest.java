package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.flow.support.Caller;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Reply;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, and about what. */
class AccessTest extends FlowTest {

    private static final String STATUS = "/taximeter/screens/v1/battery_exchange/status";
    private static final String OPEN = "/taximeter/screens/v1/battery_exchange/open";

    static Stream<Arguments> calls() {
        return Stream.of(
            Arguments.of("courier", "GET", STATUS + "?cargo_ref_id=claim-1"),
            Arguments.of("courier", "POST", OPEN + "?cargo_ref_id=claim-1"),
            Arguments.of("courier", "POST", "/taximeter/v1/find_vehicle?cargo_ref_id=claim-1&point_id=" + ClaimDocument.B),
            Arguments.of("cargo-orders", "POST", "/cargo-orders/v1/state"),
            Arguments.of("cargo-orders", "POST", "/cargo-orders/v1/exchange/init-confirm"),
            Arguments.of("operator", "GET", "/operator/v1/tasks"),
            Arguments.of("operator", "GET", "/operator/v1/tasks/some"));
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("calls")
    void nobodyCallsWithoutAValidToken(String scope, String method, String path) {
        String unsigned = tokens.of("courier-5", scope).replaceFirst("\\.[^.]*$", ".");
        for (String token : new String[] {null, tokens.expired("courier-5", scope), tokens.forged("courier-5", scope), tokens.of(null, scope), tokens.of(" ", scope),
            unsigned, "nonsense"}) {
            Reply reply = call(token, method, path);

            assertThat(reply.status()).as("token %s", token).isEqualTo(401);
            assertThat(reply.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
            assertThat(reply.code()).isEqualTo("unauthorized");
        }
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("calls")
    void nobodyCallsWithAnotherScope(String scope, String method, String path) {
        for (String other : new String[] {"courier", "cargo-orders", "operator", ""}) {
            if (!other.equals(scope)) {
                Reply reply = call(tokens.of("courier-5", other), method, path);

                assertThat(reply.status()).as("scope %s", other).isEqualTo(403);
                assertThat(reply.code()).isEqualTo("forbidden");
            }
        }
    }

    @Test
    void oneOfSeveralScopesIsEnough() {
        assertThat(call(tokens.of("ivanova", "courier operator"), "GET", "/operator/v1/tasks").status()).isEqualTo(200);
    }

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
    void anotherCourierPerformsTheClaim() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");

        isNotYours(courier("courier-6").get(STATUS + "?cargo_ref_id=claim-1"));
        isNotYours(courier("courier-6").post(OPEN + "?cargo_ref_id=claim-1"));
        assertThat(stub.received()).isEmpty();
    }

    @Test
    void thePerformerIsNotKnownYet() {
        rows.taskWithClaim("at_cabinet");

        isNotYours(courier().get(STATUS + "?cargo_ref_id=claim-1"));
    }

    @Test
    void theReplacedCourierMayNoLonger() {
        rows.performedTask("performer_found", "performer_found", "");
        rows.update("claims set performer_id = 'courier-6'", Map.of());

        isNotYours(courier().get(STATUS + "?cargo_ref_id=claim-1"));
    }

    @Test
    void theClaimIsOver() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        rows.update("tasks set state = 'done'", Map.of());

        isNotYours(courier().post(OPEN + "?cargo_ref_id=claim-1"));
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

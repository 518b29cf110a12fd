package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which actions cargo-orders gets, and that its calls name the performer. */
class CargoStateTest extends FlowTest {

    private static final String STATE = "/cargo-orders/v1/state";

    @ParameterizedTest(name = "{0} at {1}, closed {2}: {3}")
    @CsvSource(nullValues = "none", value = {
        "pickup_arrived, a, '', battery_exchange",
        "pickup_arrived, b, '', none",
        "pickuped, b, a, find_vehicle vehicle_not_found",
        "pickuped, c, ab, none",
        "pickuped, b, ab, none",
        "delivery_arrived, b, a, open_battery_door vehicle_destroyed",
        "delivery_arrived, c, ab, battery_exchange",
        "performer_found, a, '', none",
        "delivered, c, abc, none",
        "teleported, a, '', none"})
    void offersTheActionsOfStatusAndPoint(String status, String point, String closed, String actions) {
        rows.performedTask("at_cabinet", status, closed);

        Reply reply = cargoOrders().post(STATE, request(status, point(point), "courier-5"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(types(reply)).containsExactly(actions == null ? new String[0] : actions.split(" "));
    }

    @Test
    void readsTheRequestsStatusThoughOurRecordIsBehind() {
        rows.performedTask("performer_found", "performer_found", "");

        assertThat(types(cargoOrders().post(STATE, request("pickup_arrived", ClaimDocument.A, "courier-5")))).containsExactly("battery_exchange");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vehicle_not_found", "vehicle_destroyed"})
    void offersNoScooterActionAfterAReport(String report) {
        rows.performedTask("at_scooter", "delivery_arrived", "a");
        rows.update("claims set scooter_report = :report", Map.of("report", report));

        assertThat(types(cargoOrders().post(STATE, request("pickuped", ClaimDocument.B, "courier-5")))).isEmpty();
        assertThat(types(cargoOrders().post(STATE, request("delivery_arrived", ClaimDocument.B, "courier-5")))).isEmpty();
        assertThat(types(cargoOrders().post(STATE, request("delivery_arrived", ClaimDocument.C, "courier-5")))).containsExactly("battery_exchange");
    }

    @Test
    void takesAPointIdAsText() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");

        assertThat(types(cargoOrders().post(STATE, request("pickup_arrived", String.valueOf(ClaimDocument.A), "courier-5")))).containsExactly("battery_exchange");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cargo_ref_id", "claim_status", "point_id", "performer_id"})
    void aRefusalNamesTheMissingField(String field) {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        ObjectNode request = request("pickup_arrived", ClaimDocument.A, "courier-5");
        request.remove(field);

        Reply reply = cargoOrders().post(STATE, request);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("bad_request");
        assertThat(reply.message()).contains(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"cargo_ref_id\":", "nonsense"})
    void refusesWhatIsNoRequest(String body) {
        Reply reply = cargoOrders().post(STATE, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).contains("body");
    }

    @Test
    void theFirstNamedPerformerIsTaken() {
        String task = rows.taskWithClaim("performer_found");

        cargoOrders().post(STATE, request("performer_found", ClaimDocument.A, "courier-5"));

        assertThat(rows.claimRow("claim-1")).containsEntry("performer_id", "courier-5");
        assertThat(rows.taskRow(task)).containsEntry("performer_id", "courier-5").containsEntry("performer_no", 1).containsEntry("assign_performer", true);
    }

    @Test
    void theSamePerformerIsNoChange() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        String before = rows.everythingOf(task);

        cargoOrders().post(STATE, request("performer_found", ClaimDocument.A, "courier-5"));

        assertThat(rows.everythingOf(task)).isEqualTo(before);
    }

    @Test
    void anotherPerformerBeforeThePickupReplacesTheFirst() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");

        cargoOrders().post(STATE, request("pickup_arrived", ClaimDocument.A, "courier-6"));

        assertThat(rows.claimRow("claim-1")).containsEntry("performer_id", "courier-6");
        assertThat(rows.taskRow(task)).containsEntry("assign_performer", true).containsEntry("performer_no", 2);
    }

    @Test
    void anotherPerformerAfterThePickupIsIgnored() {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        String before = rows.everythingOf(task);

        cargoOrders().post(STATE, request("pickuped", ClaimDocument.B, "courier-6"));

        assertThat(rows.everythingOf(task)).isEqualTo(before);
    }

    @Test
    void nobodyIsNamedOnAClaimThatIsOver() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        rows.update("claims set released_at = now()", Map.of());
        String before = rows.everythingOf(task);

        cargoOrders().post(STATE, request("performer_found", ClaimDocument.A, "courier-6"));

        assertThat(rows.everythingOf(task)).isEqualTo(before);
    }

    private static ObjectNode request(String status, Object point, String performer) {
        return object("cargo_ref_id", "claim-1", "claim_status", status, "point_id", point, "performer_id", performer);
    }

    private static long point(String name) {
        return switch (name) {
            case "a" -> ClaimDocument.A;
            case "b" -> ClaimDocument.B;
            default -> ClaimDocument.C;
        };
    }

    private static List<String> types(Reply reply) {
        return reply.body().path("actions").findValuesAsText("type");
    }
}

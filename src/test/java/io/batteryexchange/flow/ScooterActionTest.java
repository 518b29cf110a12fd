package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the courier does at the scooter. */
class ScooterActionTest extends FlowTest {

    @ParameterizedTest(name = "{0} while {2}")
    @CsvSource({
        "find_vehicle, find, pickuped",
        "find_vehicle, find, delivery_arrived",
        "open_battery_door, open_battery_door, delivery_arrived"})
    void commandsTheScooter(String action, String command, String status) {
        String task = rows.performedTask("to_scooter", status, "a");

        Reply reply = act(action);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).hasToString("{}");
        assertThat(stub.received(FleetStub.COMMAND)).extracting(call -> call.body().toString())
            .containsExactly("{\"car_id\":\"scooter-1\",\"command\":\"" + command + "\"}");
        assertThat(rows.timeline(task)).containsExactly("decision scooter-backend car/command ok", "upstream_call scooter-backend car/command ok",
            "courier_action " + action.replace('_', ' ') + " ok");
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2} {3}")
    @CsvSource({
        "find_vehicle, 409, 409, vehicle_offline",
        "find_vehicle, 504, 504, vehicle_timeout",
        "open_battery_door, 409, 409, vehicle_offline",
        "open_battery_door, 504, 504, vehicle_timeout",
        "open_battery_door, 500, 503, service_unavailable"})
    void tellsWhyTheScooterDidNotObey(String action, int answer, int status, String code) {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        stub.on(FleetStub.COMMAND, request -> Answer.error(answer, "scripted"));

        Reply reply = act(action);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(rows.timeline(task)).containsExactly("decision scooter-backend car/command ok", "upstream_call scooter-backend car/command failed",
            "courier_action " + action.replace('_', ' ') + " failed");
    }

    @ParameterizedTest(name = "{0} while {1}")
    @CsvSource({
        "vehicle_not_found, pickuped",
        "vehicle_not_found, delivery_arrived",
        "vehicle_destroyed, pickuped",
        "vehicle_destroyed, delivery_arrived"})
    void aReportSetsItsTagAndStaysWithTheClaim(String report, String status) {
        String task = rows.performedTask("to_scooter", status, "a");

        assertThat(act(report).status()).isEqualTo(200);
        assertThat(act(report).status()).as("again").isEqualTo(200);

        assertThat(stub.received(FleetStub.ADD_TAG)).extracting(call -> call.field("tag")).containsOnly(report);
        assertThat(rows.claimRow("claim-1")).containsEntry("scooter_report", report);
        assertThat(rows.timeline(task)).contains("upstream_call scooter-backend car/tags/add ok", "courier_action " + report.replace('_', ' ') + " ok");
    }

    @Test
    void theFirstReportStays() {
        rows.performedTask("at_scooter", "delivery_arrived", "a");

        act("vehicle_not_found");
        act("vehicle_destroyed");

        assertThat(rows.claimRow("claim-1")).containsEntry("scooter_report", "vehicle_not_found");
    }

    @Test
    void nothingIsReportedWhenItsTagCouldNotBeSet() {
        rows.performedTask("at_scooter", "delivery_arrived", "a");
        stub.on(FleetStub.ADD_TAG, request -> Answer.error(500, "oops"));

        assertThat(act("vehicle_destroyed").status()).isEqualTo(503);

        assertThat(rows.claimRow("claim-1")).containsEntry("scooter_report", null);
    }

    @Test
    void theTaskOfAReportedScooterEndsWithTheReport() {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        fleet.scooter("scooter-1", "battery_low/tag-1");
        act("vehicle_destroyed");

        happens(ClaimDocument.of("claim-1", task).status("delivered_finish", 12).visits("visited", "visited", "visited"));

        assertThat(rows.taskRow(task)).containsEntry("state", "done").containsEntry("outcome", "vehicle_destroyed");
        assertThat(stub.received(FleetStub.REMOVE_TAG)).extracting(call -> call.field("tag_id")).as("its tag stays on").containsExactly("tag-1", "tag-processing");
    }

    private Reply act(String action) {
        return courier().post("/taximeter/v1/" + action + "?cargo_ref_id=claim-1&point_id=" + ClaimDocument.B);
    }
}

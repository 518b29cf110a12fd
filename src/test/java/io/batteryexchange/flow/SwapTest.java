package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Received;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A claim's events from the first to the last, in both ways that cargo may tell them. */
class SwapTest extends FlowTest {

    private String task;

    @BeforeEach
    void aClaimIsCreated() {
        fleet.scooter("scooter-1", "battery_low/tag-1", "battery_low_20/tag-20", "recharge_processing/tag-processing");
        task = rows.taskWithClaim("claim_created");
    }

    @Test
    void modePTellsTheEndOfTheSwapByPickuped() {
        upToTheScooter();
        step("pickuped", 10, "visited", "visited", "pending", "to_return");
        assertThat(swapEnded()).isTrue();
        step("delivery_arrived", 11, "visited", "visited", "arrived", "at_return");
        step("delivered", 12, "visited", "visited", "visited", "done");
        step("delivered_finish", 13, "visited", "visited", "visited", "done");

        isDone();
    }

    @Test
    void modeDTellsTheEndOfTheSwapByDelivered() {
        upToTheScooter();
        step("delivered", 10, "visited", "visited", "pending", "to_return");
        assertThat(swapEnded()).isTrue();
        step("delivery_arrived", 11, "visited", "visited", "arrived", "at_return");
        step("delivered", 12, "visited", "visited", "visited", "done");
        step("delivered_finish", 13, "visited", "visited", "visited", "done");

        isDone();
    }

    @Test
    void theLastStatusAloneEndsTheSwapAsWell() {
        upToTheScooter();
        step("delivered_finish", 15, "visited", "visited", "visited", "done");

        isDone();
    }

    @Test
    void catchesUpWhenClaimsInfoIsFarAheadOfTheEvents() {
        cargo.shows(ClaimDocument.of("claim-1", task).status("delivered_finish", 13).performer("courier-5").visits("visited", "visited", "visited"));
        long revision = 2;
        for (String status : List.of("estimating", "ready_for_approval", "accepted", "performer_lookup", "performer_found", "pickup_arrived", "pickuped",
            "delivery_arrived", "pickuped", "delivery_arrived", "delivered", "delivered_finish")) {
            rows.event("claim-1", status, revision++);
        }

        bundle.work();

        isDone();
    }

    @Test
    void acceptsTheOfferUnconditionallyAndOnce() {
        step("ready_for_approval", 3, "pending", "pending", "pending", "approved");
        step("accepted", 4, "pending", "pending", "pending", "approved");

        assertThat(stub.received(CargoStub.ACCEPT)).hasSize(1).first()
            .satisfies(call -> assertThat(call.query()).containsEntry("claim_id", "claim-1"))
            .satisfies(call -> assertThat(call.body()).hasToString("{\"version\":1}"));
    }

    @Test
    void tellsOfTheSwapOnTheTimelineInOrder() {
        upToTheScooter();
        step("pickuped", 10, "visited", "visited", "pending", "to_return");
        step("delivered", 12, "visited", "visited", "visited", "done");

        assertThat(rows.timeline(task)).containsExactly(
            "claim_event ready_for_approval ok",
            "upstream_call cargo claims/accept ok",
            "claim_event accepted ok",
            "claim_event performer_lookup ok",
            "claim_event performer_found ok",
            "upstream_call scooter-accumulator cabinet/booking/set_contractor ok",
            "upstream_call scooter-backend servicing/start ok",
            "claim_event pickup_arrived ok",
            "claim_event pickuped ok",
            "claim_event delivery_arrived ok",
            "claim_event pickuped ok",
            "upstream_call scooter-backend car/tags/remove ok",
            "upstream_call scooter-backend car/tags/remove ok",
            "upstream_call scooter-backend servicing/finish ok",
            "upstream_call scooter-backend car/tags/remove ok",
            "claim_event delivered ok",
            "upstream_call scooter-accumulator cabinet/booking/set_contractor ok",
            "decision swap done ok");
    }

    private void upToTheScooter() {
        step("ready_for_approval", 3, "pending", "pending", "pending", "approved");
        step("accepted", 4, "pending", "pending", "pending", "approved");
        step("performer_lookup", 5, "pending", "pending", "pending", "approved");
        step("performer_found", 6, "pending", "pending", "pending", "performer_found");
        step("pickup_arrived", 7, "arrived", "pending", "pending", "at_cabinet");
        step("pickuped", 8, "visited", "pending", "pending", "to_scooter");
        step("delivery_arrived", 9, "visited", "arrived", "pending", "at_scooter");
        assertThat(swapEnded()).isFalse();
    }

    private void step(String status, long revision, String a, String b, String c, String stateAfter) {
        happens(ClaimDocument.of("claim-1", task).status(status, revision).performer("courier-5").visits(a, b, c));

        assertThat(rows.taskRow(task)).as(status).containsEntry("state", stateAfter).containsEntry("events_pending", 0).containsEntry("last_error", null);
    }

    private boolean swapEnded() {
        return rows.taskRow(task).get("swap_closed_at") != null;
    }

    private void isDone() {
        assertThat(changes()).containsExactly("claims/accept", "cabinet/booking/set_contractor", "servicing/start",
            "car/tags/remove", "car/tags/remove", "servicing/finish", "car/tags/remove", "cabinet/booking/set_contractor");
        assertThat(stub.received(FleetStub.REMOVE_TAG)).extracting(call -> call.field("tag_id")).containsExactly("tag-1", "tag-20", "tag-processing");
        assertThat(stub.received(FleetStub.START)).extracting(Received::body)
            .hasToString("[{\"car_id\":\"scooter-1\",\"tag_id\":\"tag-1\",\"performer_id\":\"courier-5\"}]");
        assertThat(stub.received(FleetStub.FINISH)).extracting(Received::body).hasToString("[{\"car_id\":\"scooter-1\",\"tag_id\":\"tag-1\"}]");
        assertThat(stub.received(CabinetsStub.SET_CONTRACTOR)).extracting(call -> call.field("contractor_id")).containsExactly("courier-5", null);
        assertThat(stub.received(CabinetsStub.SET_CONTRACTOR)).extracting(call -> call.header("X-Idempotency-Token")).doesNotHaveDuplicates();
        Map<String, Object> row = rows.taskRow(task);
        assertThat(row).containsEntry("state", "done").containsEntry("outcome", "swapped").containsEntry("due_at", null).containsEntry("events_pending", 0)
            .containsEntry("performer_id", "courier-5").containsEntry("contractor_id", null);
        assertThat(row.get("finished_at")).isNotNull();
        assertThat(row.get("figures").toString()).contains("\"seconds_to_swap\"", "\"attempts\": 1", "\"distance_km\": 0.1");
        assertThat(rows.claimRow("claim-1").get("released_at")).as("the claim is over").isNotNull();
        assertThat(rows.count("claim_events where handled_at is null")).isZero();
    }
}

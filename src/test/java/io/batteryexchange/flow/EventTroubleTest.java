package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Surroundings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events that can not be handled at once, or mean nothing. */
class EventTroubleTest extends FlowTest {

    @Test
    void waitsForClaimsInfoThatIsOlderThanTheEvent() {
        String task = rows.taskWithClaim("at_scooter");
        rows.event("claim-1", "pickuped", 9);
        cargo.shows(ClaimDocument.of("claim-1", task).status("delivery_arrived", 8).visits("visited", "arrived", "pending"));
        bundle.work();
        assertThat(rows.taskRow(task)).containsEntry("state", "at_scooter").containsEntry("events_pending", 1).containsEntry("tries", 1)
            .containsEntry("last_error", "ClaimOlderThanEvent: claims/info of claim-1 still shows revision 8, the event has 9");
        assertThat(bundle.work()).as("not before its time").isEmpty();

        fleet.scooter("scooter-1", "battery_low/tag-1");
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickuped", 9).visits("visited", "visited", "pending"));
        rows.putOffIsOver();
        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("state", "to_return").containsEntry("events_pending", 0).containsEntry("tries", 0);
        assertThat(rows.timeline(task).stream().filter(entry -> entry.startsWith("claim_event"))).containsExactly("claim_event pickuped ok");
    }

    @Test
    void aFailingEventBlocksItsOwnClaimOnlyAndComesBack() {
        String broken = rows.taskWithClaim("approved");
        String other = rows.taskWithClaimOf("claim-2", "approved", "car_id", "scooter-2", "tag_id", "tag-2");
        fleet.scooter("scooter-1", "battery_low/tag-1");
        fleet.scooter("scooter-2", "battery_low/tag-2");
        cargo.shows(ClaimDocument.of("claim-1", broken).status("performer_found", 6).performer("courier-5"));
        cargo.shows(ClaimDocument.of("claim-2", other).status("performer_found", 6).performer("courier-6"));
        stub.on(CargoStub.INFO, request -> request.query().get("claim_id").equals("claim-1") ? Answer.error(500, "oops")
            : Answer.ok(ClaimDocument.of("claim-2", other).status("performer_found", 6).performer("courier-6").json()));
        rows.event("claim-1", "performer_found", 6);
        rows.event("claim-1", "pickup_arrived", 7);
        rows.event("claim-2", "performer_found", 6);
        rows.event("claim-2", "pickup_arrived", 7);

        bundle.work();

        assertThat(rows.taskRow(other)).containsEntry("state", "at_cabinet").containsEntry("events_pending", 0);
        assertThat(rows.taskRow(broken)).containsEntry("state", "approved").containsEntry("events_pending", 2).containsEntry("tries", 1);
        assertThat(rows.taskRow(broken).get("last_error").toString()).contains("claims/info", "500");

        stub.on(CargoStub.INFO, request -> Answer.ok(ClaimDocument.of("claim-1", broken).status("pickup_arrived", 7).performer("courier-5").json()));
        rows.putOffIsOver();
        bundle.work();

        assertThat(rows.taskRow(broken)).containsEntry("state", "at_cabinet").containsEntry("events_pending", 0).containsEntry("last_error", null);
    }

    @Test
    void waitsLongerWithEachTry() {
        String task = rows.taskWithClaim("approved");
        rows.event("claim-1", "performer_found", 6); // cargo shows no such claim

        bundle.work();
        double first = retryAfter();
        rows.putOffIsOver();
        bundle.work();
        double second = retryAfter();

        assertThat(first).isBetween(0.75 * 30, 1.25 * 30);
        assertThat(second).isBetween(0.75 * 60, 1.25 * 60);
        assertThat(rows.taskRow(task)).containsEntry("tries", 2);
    }

    @Test
    void asksForAPersonAfterTheLastTryAndSaysWhy() {
        String task = rows.taskWithClaim("approved");
        rows.event("claim-1", "performer_found", 6); // cargo shows no such claim
        double before = crits();

        for (int i = 0; i < Surroundings.TRIES; i++) {
            bundle.work();
            rows.putOffIsOver();
        }

        assertThat(rows.taskRow(task)).containsEntry("state", "attention").containsEntry("events_pending", 1)
            .containsEntry("attention", "cargo claims/info was refused with 404 not_found");
        assertThat(crits() - before).isEqualTo(1);
        assertThat(bundle.work()).as("nothing more by itself").isEmpty();
        assertThat(operator().get("/operator/v1/tasks?attention=true").body().path("tasks").path(0).path("attention").asText()).contains("404 not_found");
    }

    @Test
    void recordsAStatusThatItDoesNotKnowAndGoesOn() {
        String task = rows.taskWithClaim("performer_found");
        rows.event("claim-1", "teleported", 7);
        rows.event("claim-1", "pickup_arrived", 8);

        bundle.work();

        assertThat(rows.timeline(task)).containsExactly("claim_event teleported ok", "claim_event pickup_arrived ok");
        assertThat(rows.taskRow(task)).containsEntry("state", "at_cabinet").containsEntry("events_pending", 0);
    }

    @Test
    void recordsAChangeThatIsNoStatus() {
        String task = rows.taskWithClaim("performer_found");
        rows.event("claim-1", "ignored", 7);
        rows.update("claim_events set change_type = 'price_changed', new_status = null", Map.of());

        bundle.work();

        assertThat(rows.timeline(task)).containsExactly("claim_event price_changed ok");
        assertThat(rows.taskRow(task)).containsEntry("state", "performer_found").containsEntry("events_pending", 0);
        assertThat(rows.claimRow("claim-1")).containsEntry("status", "new");
    }

    @Test
    void onlyRecordsEventsOfAClaimThatWasLetGoOf() {
        String task = rows.taskWithClaim("waiting", "attempt", 2, "due_at", "2099-01-01T00:00:00Z");
        rows.update("tasks set claim_id = null, book_id = null, cabinet_id = null", Map.of());
        rows.event("claim-1", "delivered_finish", 20);

        bundle.work();

        assertThat(rows.timeline(task)).containsExactly("claim_event delivered_finish ok");
        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("events_pending", 0);
        assertThat(changes()).isEmpty();
    }

    @Test
    void anOldClaimsEventsDoNotTouchTheNewClaim() {
        String task = rows.taskWithClaim("approved");
        rows.update("claims set claim_id = 'claim-old' where claim_id = 'claim-1'", Map.of());
        rows.update("tasks set claim_id = null", Map.of());
        rows.bookAnotherClaim(task, "claim-new");
        rows.event("claim-old", "failed", 20);

        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("state", "approved").containsEntry("claim_id", "claim-new").containsEntry("book_id", "book-1");
        assertThat(rows.claimRow("claim-new")).containsEntry("status", "new").containsEntry("released_at", null);
        assertThat(rows.timeline(task)).containsExactly("claim_event failed ok");
    }

    @Test
    void handlesEventsInTheOrderOfTheirRevisions() {
        String task = rows.taskWithClaim("performer_found");
        rows.event("claim-1", "delivery_arrived", 9);
        rows.event("claim-1", "pickup_arrived", 7);
        rows.event("claim-1", "pickuped", 8);
        cargo.shows(ClaimDocument.of("claim-1", task).status("delivery_arrived", 9).visits("visited", "arrived", "pending"));

        bundle.work();

        assertThat(rows.timeline(task)).containsExactly("claim_event pickup_arrived ok", "claim_event pickuped ok", "claim_event delivery_arrived ok");
        assertThat(rows.taskRow(task)).containsEntry("state", "at_scooter");
    }

    @Test
    void whatAnEarlierEventDidIsNotRepeatedWhenALaterOneFails() {
        String task = rows.taskWithClaim("claim_created");
        rows.event("claim-1", "ready_for_approval", 3);
        rows.event("claim-1", "performer_found", 6);
        bundle.work(); // claims/info knows no claim-1 yet
        assertThat(rows.taskRow(task)).containsEntry("state", "approved").containsEntry("events_pending", 1);

        fleet.scooter("scooter-1", "battery_low/tag-1");
        cargo.shows(ClaimDocument.of("claim-1", task).status("performer_found", 6).performer("courier-5"));
        rows.putOffIsOver();
        bundle.work();

        assertThat(stub.received(CargoStub.ACCEPT)).hasSize(1);
        assertThat(rows.taskRow(task)).containsEntry("state", "performer_found").containsEntry("events_pending", 0);
    }

    @Test
    void aFailedCallIsOnTheTimelineWithItsTries() {
        String task = rows.taskWithClaim("claim_created");
        rows.event("claim-1", "ready_for_approval", 3);
        stub.on(CargoStub.ACCEPT, request -> Answer.error(503, "oops"));

        bundle.work();

        assertThat(rows.timeline(task)).containsExactly("upstream_call cargo claims/accept failed");
        assertThat(rows.value("detail ->> 'attempt' || ' ' || (detail ->> 'status') || ' ' || (detail ->> 'claim_id') from timeline")).isEqualTo("3 503 claim-1");
    }

    private double retryAfter() {
        return ((Number) rows.value("extract(epoch from retry_at - updated_at) from tasks")).doubleValue();
    }
}

package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalTest extends FlowTest {

    private String task;

    @BeforeEach
    void anOfferWaits() {
        task = rows.taskWithClaim("claim_created");
        rows.event("claim-1", "ready_for_approval", 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "performer_lookup", "performer_found"})
    void acceptsOnceWhenTheAnswerOfAcceptWasLost(String statusSince) {
        stub.next(CargoStub.ACCEPT, Answer.lost(), Answer.error(409, "inappropriate_status"));
        cargo.shows(ClaimDocument.of("claim-1", task).status(statusSince, 5));

        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("state", "approved").containsEntry("claim_id", "claim-1").containsEntry("attempt", 1);
        assertThat(changes()).containsExactly("claims/accept", "claims/accept");
    }

    @Test
    void acceptsLaterWhenNoAnswerCame() {
        stub.next(CargoStub.ACCEPT, Answer.lost(), Answer.error(500, "oops"), Answer.error(429, "too_many_requests"));
        bundle.work();
        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("tries", 1).containsEntry("events_pending", 1);

        rows.putOffIsOver();
        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("state", "approved").containsEntry("tries", 0).containsEntry("events_pending", 0);
    }

    @Test
    void doesNotGiveUpAnAcceptedClaimBecauseClaimsInfoIsOld() {
        stub.next(CargoStub.ACCEPT, Answer.lost(), Answer.error(409, "inappropriate_status"));
        cargo.shows(ClaimDocument.of("claim-1", task).status("ready_for_approval", 3));
        bundle.work();
        assertThat(rows.taskRow(task)).containsEntry("claim_id", "claim-1").containsEntry("book_id", "book-1").containsEntry("tries", 1);
        stub.on(CargoStub.ACCEPT, request -> Answer.error(409, "inappropriate_status"));
        cargo.shows(ClaimDocument.of("claim-1", task).status("performer_lookup", 5));

        rows.putOffIsOver();
        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("state", "approved").containsEntry("claim_id", "claim-1");
        assertThat(stub.received(CabinetsStub.UNBOOK)).isEmpty();
    }

    @Test
    void plansAgainWhenTheOfferHasExpired() {
        stub.next(CargoStub.ACCEPT, Answer.error(409, "offer_expired"));
        cargo.shows(ClaimDocument.of("claim-1", task).status("ready_for_approval", 3));

        bundle.work();

        wasPlannedAgain();
    }

    @Test
    void plansAgainWhenTheClaimFailedMeanwhile() {
        stub.next(CargoStub.ACCEPT, Answer.error(409, "inappropriate_status"));
        cargo.shows(ClaimDocument.of("claim-1", task).status("failed", 4));

        bundle.work();

        wasPlannedAgain();
    }

    @Test
    void plansAgainOnceThoughTheExpiredOfferFailsTooAsAnEvent() {
        stub.next(CargoStub.ACCEPT, Answer.error(409, "offer_expired"));
        cargo.shows(ClaimDocument.of("claim-1", task).status("failed", 4));
        rows.event("claim-1", "failed", 4);
        double before = crits();

        bundle.work();
        bundle.work();

        wasPlannedAgain();
        assertThat(crits() - before).isEqualTo(1);
        assertThat(rows.timeline(task)).contains("claim_event failed ok");
        assertThat(rows.count("claim_events where handled_at is null")).isZero();
    }

    @Test
    void plansAgainWhenTheClaimFailsAfterALateAccept() {
        bundle.work();
        double before = crits();

        happens(ClaimDocument.of("claim-1", task).status("failed", 4));

        wasPlannedAgain();
        assertThat(crits() - before).isEqualTo(1);
    }

    private void wasPlannedAgain() {
        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2).containsEntry("book_id", null)
            .containsEntry("cabinet_id", null).containsEntry("claim_id", null).containsEntry("events_pending", 0);
        assertThat(stub.received(CabinetsStub.UNBOOK)).hasSize(1).first()
            .satisfies(call -> assertThat(call.field("book_id")).isEqualTo("book-1"))
            .satisfies(call -> assertThat(call.header("X-Idempotency-Token")).isEqualTo(task + "-1-unbook-book-1"));
        assertThat(rows.claimRow("claim-1").get("released_at")).as("let go of").isNotNull();
    }
}

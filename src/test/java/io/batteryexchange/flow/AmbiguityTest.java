package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Received;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call whose outcome was unknown is a row, and tells how that was resolved. */
class AmbiguityTest extends FlowTest {

    private static final String BOOK = "scooter-accumulator cabinet/accumulator/book";

    @BeforeEach
    void aScooterAndACabinet() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        cabinets.cabinet("c-7", "grocery:123", 1);
    }

    @Test
    void anAnswerThatIsLostOnceIsResolvedByTheQuickRepeat() {
        rows.task("new");
        stub.next(CabinetsStub.BOOK, this::bookedAndLost);

        bundle.work();

        assertThat(ledger()).containsExactly(BOOK + " 1 repeated with token");
    }

    @Test
    void staysOpenUntilALaterTryIsAnswered() {
        rows.task("new");
        stub.next(CabinetsStub.BOOK, this::bookedAndLost, this::bookedAndLost, this::bookedAndLost);
        bundle.work();
        assertThat(ledger()).containsExactly(BOOK + " 3 open");

        rows.putOffIsOver();
        bundle.work();

        assertThat(ledger()).containsExactly(BOOK + " 3 repeated with token");
    }

    @Test
    void aRefusalAfterAnUnknownTryTellsThatNothingWasDone() {
        rows.task("new");
        stub.next(CabinetsStub.BOOK, Answer.lost(), Answer.error(409, "no_accumulators"));

        bundle.work();

        assertThat(ledger()).containsExactly(BOOK + " 1 found not done");
    }

    @Test
    void anAcceptThatWorkedIsFoundDoneByLookingAtTheClaim() {
        String task = rows.taskWithClaim("claim_created");
        stub.next(CargoStub.ACCEPT, Answer.lost(), Answer.error(409, "inappropriate_status"));
        cargo.shows(ClaimDocument.of("claim-1", task).status("performer_lookup", 5));
        rows.event("claim-1", "ready_for_approval", 3);

        bundle.work();

        assertThat(ledger()).containsExactly("cargo claims/accept 1 found done");
    }

    @Test
    void aTagThatIsOffAlreadyWasTakenOffByTheLostCall() {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        stub.next(FleetStub.REMOVE_TAG, Answer.lost(), Answer.error(404, "tag_not_found"));

        happens(ClaimDocument.of("claim-1", task).status("delivery_arrived", 9).visits("visited", "visited", "pending"));

        assertThat(ledger()).containsExactly("scooter-backend car/tags/remove 1 found done");
    }

    @Test
    void aTaskThatNeedsAPersonAsksHimAboutWhatIsOpenToo() {
        String task = rows.bookedTask("booked", "tries", 100_000, "last_error", "scooter-backend car/list answered 500");
        stub.on(CargoStub.CREATE, request -> Answer.lost());

        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("state", "attention");
        assertThat(ledger()).containsExactly("cargo claims/create 3 asked a human");
    }

    @Test
    void aClaimInDoubtIsResolvedByTheSearch() {
        String task = rows.bookedTask("booked");
        stub.on(CargoStub.CREATE, request -> Answer.lost());
        bundle.work();
        assertThat(ledger()).containsExactly("cargo claims/create 3 open");
        rows.update("tasks set tries = 1000, retry_at = null, last_error = 'cargo claims/create gave no answer' where task_id = :task", Map.of("task", task));
        bundle.work();

        rows.update("tasks set due_at = now() where task_id = :task", Map.of("task", task));
        bundle.resetBreakers();
        bundle.work();

        assertThat(ledger()).contains("cargo claims/create 3 found not done");
    }

    @Test
    void whatOnlyReadsIsNeverUnknown() {
        rows.task("new");
        stub.next(CabinetsStub.AVAILABLE, Answer.lost());

        bundle.work();

        assertThat(ledger()).isEmpty();
    }

    @Test
    void operatorsSeeWhatIsOpenAndHowItWasResolved() {
        String task = rows.taskWithClaim("claim_created");
        stub.next(CargoStub.ACCEPT, Answer.lost(), Answer.lost(), Answer.lost());
        rows.event("claim-1", "ready_for_approval", 3);
        bundle.work();
        assertThat(summary().path("open")).extracting(row -> row.path("call").asText()).containsExactly("cargo claims/accept");

        rows.putOffIsOver();
        bundle.work();

        assertThat(summary().path("open")).isEmpty();
        assertThat(summary().path("resolved_last_day").path("repeated with token").path("count").asInt()).isEqualTo(1);
        JsonNode shown = operator().get("/operator/v1/tasks/" + task).body().path("ambiguities");
        assertThat(shown).extracting(row -> row.path("resolution").asText()).containsExactly("repeated with token");
    }

    private JsonNode summary() {
        return operator().get("/operator/v1/summary").body().path("ambiguities");
    }

    private Answer bookedAndLost(Received request) {
        cabinets.book(request);
        return Answer.lost();
    }

    private List<Object> ledger() {
        return rows.column("call || ' ' || tries || ' ' || coalesce(resolution, 'open') from ambiguities order by ambiguity_id");
    }
}

package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.Received;
import io.batteryexchange.flow.support.Surroundings;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accumulators that go from hand to hand: recorded before scooter-accumulator is told, told until it knows. */
class HandOverTest extends FlowTest {

    @Test
    void recordsAnIssueAndTellsIt() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");

        assertThat(handOver(task, "acc-91", "issued")).isEqualTo("told");

        Received call = stub.received(CabinetsStub.MARK_ISSUED).get(0);
        assertThat(call.field("book_id")).isEqualTo("book-1");
        assertThat(call.field("accumulator_id")).isEqualTo("acc-91");
        assertThat(call.field("issued_by")).isEqualTo("telegram:1001/keeper");
        assertThat(rows.value("told_at is not null from hand_overs where task_id = '" + task + "' and direction = 'issued'")).isEqualTo(true);
        assertThat(rows.timeline(task)).containsExactly("decision scooter-accumulator cabinet/accumulator/mark_issued ok",
            "upstream_call scooter-accumulator cabinet/accumulator/mark_issued ok", "storekeeper_action accumulator issued ok");
        assertThat(rows.value("detail::text from timeline where kind = 'storekeeper_action'").toString())
            .contains("\"accumulator_id\": \"acc-91\"", "\"book_id\": \"book-1\"", "\"by\": \"telegram:1001/keeper\"", "\"hand_over\": \"told\"");
    }

    @Test
    void recordsAReturnAndTellsIt() {
        String task = rows.performedTask("attention", "returned_finish", "ab");

        assertThat(handOver(task, "acc-old", "returned")).isEqualTo("told");

        assertThat(stub.received(CabinetsStub.MARK_RETURNED)).singleElement().satisfies(call ->
            assertThat(call.field("taken_by")).isEqualTo("telegram:1001/keeper"));
        assertThat(rows.timeline(task)).contains("storekeeper_action accumulator returned ok");
    }

    @Test
    void theSameAgainIsOneHandOver() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        handOver(task, "acc-91", "issued");

        assertThat(handOver(task, "acc-91", "issued")).isEqualTo("told");

        assertThat(stub.received(CabinetsStub.MARK_ISSUED)).hasSize(1);
        assertThat(rows.count("hand_overs")).isEqualTo(1);
        assertThat(rows.timeline(task)).endsWith("storekeeper_action accumulator issued skipped");
    }

    @Test
    void theSameAgainIsKnownAlsoWhenTheTaskIsOver() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        handOver(task, "acc-91", "issued");
        rows.update("tasks set state = 'done', book_id = null where task_id = :task", Map.of("task", task));

        assertThat(handOver(task, "acc-91", "issued")).isEqualTo("told");

        assertThat(stub.received(CabinetsStub.MARK_ISSUED)).hasSize(1);
    }

    @Test
    void takesTheLeaseFromNobody() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        rows.overtake(task);
        Map<String, Object> before = rows.taskRow(task);

        assertThat(handOver(task, "acc-91", "issued")).isEqualTo("told");

        assertThat(rows.taskRow(task)).isEqualTo(before);
    }

    @Test
    void worksInManualMode() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        rows.manualMode("all");

        assertThat(handOver(task, "acc-91", "issued")).isEqualTo("told");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 401})
    void keepsWhatCannotBeToldNow(int status) {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        stub.on(CabinetsStub.MARK_ISSUED, request -> Answer.error(status, "broken"));

        assertThat(handOver(task, "acc-91", "issued")).isEqualTo("kept");

        assertThat(rows.value("told_at is null and refused_at is null from hand_overs")).isEqualTo(true);
        assertThat(rows.timeline(task)).containsExactly("decision scooter-accumulator cabinet/accumulator/mark_issued ok",
            "upstream_call scooter-accumulator cabinet/accumulator/mark_issued failed", "storekeeper_action accumulator issued ok");
        assertThat(rows.value("detail ->> 'hand_over' from timeline where kind = 'storekeeper_action'")).isEqualTo("kept");
    }

    @Test
    void keepsWhatGotNoAnswer() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        stub.on(CabinetsStub.MARK_ISSUED, request -> Answer.lost());

        assertThat(handOver(task, "acc-91", "issued")).isEqualTo("kept");

        assertThat(stub.received(CabinetsStub.MARK_ISSUED)).hasSize(Surroundings.CALLS_A_TRY).extracting(call -> call.header("X-Idempotency-Token"))
            .containsOnly("book-1-issued-acc-91");
    }

    @Test
    void keepsWhatIsHandedOverWhileTheCircuitIsOpen() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        bundle.breaker("scooter-accumulator").transitionToOpenState();

        assertThat(handOver(task, "acc-91", "issued")).isEqualTo("kept");

        assertThat(stub.received(CabinetsStub.MARK_ISSUED)).isEmpty();
    }

    @Test
    void remembersARefusal() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        stub.next(CabinetsStub.MARK_ISSUED, Answer.error(409, "not_in_cabinet"));

        assertThat(handOver(task, "acc-66", "issued")).isEqualTo("refused");

        assertThat(rows.value("refused_at is not null and told_at is null from hand_overs")).isEqualTo(true);
        assertThat(rows.timeline(task)).contains("storekeeper_action accumulator issued failed");
    }

    @Test
    void aRefusedHandOverMayBeTriedAgain() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        stub.next(CabinetsStub.MARK_ISSUED, Answer.error(404, "unknown_accumulator"));
        handOver(task, "acc-66", "issued");

        assertThat(handOver(task, "acc-66", "issued")).isEqualTo("told");

        assertThat(rows.value("refused_at is null and told_at is not null from hand_overs")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "cancelled", "waiting"})
    void nothingIsHandedOverForATaskWithoutABooking(String state) {
        String task = state.equals("waiting") ? rows.task(state) : rows.bookedTask(state);

        assertThat(handOver(task, "acc-91", "issued")).isEqualTo("wrong_state");

        assertThat(rows.count("hand_overs")).isZero();
        assertThat(rows.timeline(task)).containsExactly("storekeeper_action accumulator issued failed");
        assertThat(changes()).isEmpty();
    }

    @Test
    void nothingIsHandedOverForATaskThatIsNone() {
        assertThat(handOver("no-such-task", "acc-91", "issued")).isEqualTo("wrong_state");
    }

    @Test
    void tellsLaterWhatWasKept() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinetIsDownFor(CabinetsStub.MARK_ISSUED);
        handOver(task, "acc-91", "issued");
        timePasses();
        stub.on(CabinetsStub.MARK_ISSUED, request -> Answer.ok("{}"));

        Exchange told = bundle.send("tell-hand-overs", Map.of());

        assertThat(told.getException()).isNull();
        assertThat(told.getVariable("told")).isEqualTo(1);
        assertThat(told.getVariable("still_untold")).isEqualTo(0);
        assertThat(rows.value("told_at is not null from hand_overs")).isEqualTo(true);
        assertThat(rows.timeline(task)).endsWith(
            "upstream_call scooter-accumulator cabinet/accumulator/mark_issued ok", "decision hand-over told ok");
        assertThat(stub.received(CabinetsStub.MARK_ISSUED).get(3).field("issued_by")).isEqualTo("telegram:1001/keeper");
    }

    @Test
    void oneThatCannotBeToldDoesNotStopTheOthers() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinetIsDownFor(CabinetsStub.MARK_ISSUED);
        cabinetIsDownFor(CabinetsStub.MARK_RETURNED);
        handOver(task, "acc-1", "issued");
        bundle.resetBreakers();
        handOver(task, "acc-2", "returned");
        bundle.resetBreakers();
        handOver(task, "acc-3", "returned");
        bundle.resetBreakers();
        timePasses();
        stub.on(CabinetsStub.MARK_RETURNED, request -> request.field("accumulator_id").equals("acc-2") ? Answer.error(409, "no") : Answer.ok("{}"));

        Exchange told = bundle.send("tell-hand-overs", Map.of());

        assertThat(told.getVariable("told")).isEqualTo(2);
        assertThat(told.getVariable("still_untold")).isEqualTo(1);
        assertThat(rows.column("accumulator_id from hand_overs where refused_at is not null")).containsExactly("acc-2");
        assertThat(rows.column("accumulator_id from hand_overs where told_at is not null")).containsExactly("acc-3");
        assertThat(rows.timeline(task)).contains("decision hand-over refused failed", "decision hand-over told ok");
    }

    @Test
    void leavesWhatHappensJustNowToWhoeverDoesIt() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinetIsDownFor(CabinetsStub.MARK_ISSUED);
        handOver(task, "acc-91", "issued");
        int calls = stub.received(CabinetsStub.MARK_ISSUED).size();

        Exchange told = bundle.send("tell-hand-overs", Map.of());

        assertThat(told.getVariable("still_untold")).isEqualTo(0);
        assertThat(stub.received(CabinetsStub.MARK_ISSUED)).hasSize(calls);
    }

    private void cabinetIsDownFor(String path) {
        stub.on(path, request -> Answer.error(503, "down"));
    }

    private void timePasses() {
        rows.update("hand_overs set handed_at = now() - interval '1 minute'", Map.of());
    }

    private Object handOver(String task, String accumulatorId, String direction) {
        Exchange done = bundle.send("hand-over", Map.of("task_id", task, "accumulator_id", accumulatorId, "direction", direction,
            "handed_by", "telegram:1001/keeper", "action_kind", "storekeeper_action"));
        assertThat(done.getException()).isNull();
        return done.getVariable("hand_over");
    }
}

package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.FleetStub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules 3 and 4 of what must never happen, and the urgency of scooters that sink further: reconciliation mends it and fights no worker. */
class ReconciledTagsTest extends FlowTest {

    private static final String PROCESSING = "recharge_processing";

    @Test
    void takesTheTagOffAScooterThatNoTaskIsOn() {
        double before = repairs("processing_tag_taken_off");
        fleet.scooter("s-1", "battery_low/t-1", PROCESSING + "/p-1");
        fleet.listsFor(PROCESSING, List.of("s-1"));

        bundle.reconcile();

        assertThat(removed()).containsExactly("s-1 p-1");
        assertThat(rows.reconciliationTimeline()).containsExactly("upstream_call scooter-backend car/tags/remove ok",
            "decision recharge_processing taken off: no live task is on the scooter ok");
        assertThat(repairs("processing_tag_taken_off") - before).isEqualTo(1);
    }

    @Test
    void tellsOfItOnTheTimelineOfTheLastTask() {
        rows.task("done", "car_id", "s-1", "tag_id", "t-1", "created_at", "2026-01-04T10:00:00Z");
        String last = rows.task("cancelled", "car_id", "s-1", "tag_id", "t-2", "created_at", "2026-01-05T10:00:00Z");
        fleet.scooter("s-1", PROCESSING + "/p-1");
        fleet.listsFor(PROCESSING, List.of("s-1"));

        bundle.reconcile();

        assertThat(rows.timeline(last)).hasSize(2);
        assertThat(rows.reconciliationTimeline()).isEmpty();
    }

    @Test
    void readsAllPagesOfTheScootersInProcessing() {
        fleet.scooter("s-2", PROCESSING + "/p-2");
        fleet.scooter("s-3", PROCESSING + "/p-3");
        rows.task("at_scooter", "car_id", "s-1", "due_at", null);
        fleet.listsFor(PROCESSING, List.of("s-1", "s-2"), List.of("s-3"));

        bundle.reconcile();

        assertThat(removed()).containsExactly("s-2 p-2", "s-3 p-3");
    }

    @Test
    void findsALowTagThatItsProcessingTagHid() {
        fleet.scooter("s-1", "battery_low/t-1", PROCESSING + "/p-1");
        fleet.listsFor(PROCESSING, List.of("s-1"));
        bundle.reconcile();
        fleet.scooter("s-1", "battery_low/t-1");
        fleet.lists("battery_low", List.of("s-1"));

        bundle.pollCarList();

        assertThat(rows.column("tag_id || ' ' || state from tasks")).containsExactly("t-1 new");
    }

    @Test
    void leavesAScooterAloneThatGotATaskMeanwhile() {
        fleet.listsFor(PROCESSING, List.of("s-1"));
        stub.on(FleetStub.INFO, request -> {
            rows.task("new", "car_id", "s-1", "due_at", null);
            return Answer.ok(fleet.scooter("s-1", PROCESSING + "/p-1"));
        });

        bundle.reconcile();

        assertThat(changes()).isEmpty();
    }

    @Test
    void leavesAScooterAloneWhoseTagIsOffAlready() {
        fleet.scooter("s-1", "battery_low/t-1");
        fleet.listsFor(PROCESSING, List.of("s-1"));

        bundle.reconcile();

        assertThat(changes()).isEmpty();
    }

    @Test
    void countsNoRepairOfATagThatSomebodyElseTookOffMeanwhile() {
        double before = repairs("processing_tag_taken_off");
        fleet.scooter("s-1", "recharge_processing/p-1");
        fleet.listsFor(PROCESSING, List.of("s-1"));
        stub.on(FleetStub.REMOVE_TAG, request -> Answer.error(404, "tag_not_found"));

        bundle.reconcile();

        assertThat(changes()).containsExactly("car/tags/remove");
        assertThat(rows.reconciliationTimeline()).hasSize(1).first().asString().startsWith("upstream_call scooter-backend car/tags/remove");
        assertThat(repairs("processing_tag_taken_off")).isEqualTo(before);
    }

    @Test
    void aScooterThatFailsIsToldAndDoesNotStopTheOthers() {
        fleet.scooter("s-1", PROCESSING + "/p-1");
        fleet.scooter("s-2", PROCESSING + "/p-2");
        fleet.listsFor(PROCESSING, List.of("s-gone", "s-1", "s-2"));
        stub.on(FleetStub.REMOVE_TAG, request -> request.field("car_id").equals("s-1") ? Answer.lost() : Answer.ok("{}"));

        bundle.reconcile();

        assertThat(rows.reconciliationTimeline()).contains("upstream_call scooter-backend car/tags/remove failed", "upstream_call scooter-backend car/tags/remove ok");
        assertThat(rows.value("detail ->> 'car_id' from reconciliation_timeline where kind = 'decision'")).isEqualTo("s-2");
    }

    @Test
    void setsTheTagAgainThatALiveTaskNeeds() {
        double before = repairs("processing_tag_set");
        fleet.scooter("scooter-1", "battery_low/tag-1");
        String task = rows.bookedTask("at_cabinet", "due_at", null);
        cabinets.lists("book-1", "c-7", "2026-01-05T10:00:00Z");

        bundle.reconcile();

        assertThat(changes()).containsExactly("car/tags/add");
        assertThat(stub.received(FleetStub.ADD_TAG).get(0).field("tag")).isEqualTo(PROCESSING);
        assertThat(rows.taskRow(task)).containsEntry("processing_tag_id", "scooter-1-" + PROCESSING).containsEntry("state", "at_cabinet").containsEntry("lease_until", null);
        assertThat(rows.timeline(task)).containsExactly("upstream_call scooter-backend car/tags/add ok", "decision recharge_processing set again: it was gone ok");
        assertThat(repairs("processing_tag_set") - before).isEqualTo(1);
    }

    @Test
    void keepsTheIdOfATagThatSomebodyElseSet() {
        fleet.scooter("scooter-1", "battery_low/tag-1", PROCESSING + "/p-other");
        String task = waitingTask();

        bundle.reconcile();

        assertThat(changes()).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("processing_tag_id", "p-other");
    }

    @Test
    void leavesATaskAloneWhoseScooterTheListOnlyShowsLate() {
        fleet.scooter("scooter-1", "battery_low/tag-1", PROCESSING + "/tag-processing");
        String task = waitingTask();

        bundle.reconcile();

        assertThat(changes()).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("lease_until", null);
        assertThat(rows.timeline(task)).isEmpty();
    }

    @Test
    void asksNothingAboutAScooterThatTheListShows() {
        waitingTask();
        fleet.listsFor(PROCESSING, List.of("s-other-task"), List.of("scooter-1"));
        rows.task("waiting", "car_id", "s-other-task", "tag_id", "t-2", "due_at", null);

        bundle.reconcile();

        assertThat(stub.received(FleetStub.INFO)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"swap_closed_at, 2026-01-05T10:20:00Z", "swap_tags, battery_low/tag-1", "processing_tag_id,"})
    void setsNoTagWhereTheSwapLegIsOverOrHasNotBegun(String column, String value) {
        fleet.scooter("scooter-1");
        rows.task("waiting", merged(column, value));

        bundle.reconcile();

        assertThat(changes()).isEmpty();
    }

    @Test
    void setsNoTagWhenTheSwapLegEndsMeanwhile() {
        fleet.scooter("scooter-1");
        String task = waitingTask();
        stub.next(FleetStub.LIST, request -> {
            rows.update("tasks set swap_closed_at = now() where task_id = :task", Map.of("task", task));
            return Answer.ok("{\"cars\":[]}");
        });

        bundle.reconcile();

        assertThat(changes()).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("lease_until", null);
    }

    @Test
    void leavesAnEventOfTheClaimToItsWorkerFirst() {
        fleet.scooter("scooter-1");
        cabinets.lists("book-1", "c-7", "2026-01-05T10:00:00Z");
        rows.taskWithClaim("at_scooter");
        rows.event("claim-1", "pickuped", 9);

        bundle.reconcile();

        assertThat(changes()).isEmpty();
    }

    @Test
    void setsNoTagWhileAWorkerHoldsTheTask() {
        fleet.scooter("scooter-1");
        rows.overtake(waitingTask());

        bundle.reconcile();

        assertThat(changes()).isEmpty();
        assertThat(stub.received(FleetStub.INFO)).isEmpty();
    }

    @Test
    void concludesNothingFromAListThatBrokeOff() {
        fleet.scooter("scooter-1");
        waitingTask();
        stub.on(FleetStub.LIST, request -> request.query().get("cursor") == null ? Answer.ok("{\"cars\":[],\"cursor\":\"page 1\"}") : Answer.error(500, "oops"));

        bundle.reconcile();

        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "waiting", "planning"})
    void raisesTheUrgencyOfAScooterThatSankFurther(String state) {
        String task = rows.task(state, "due_at", null, "priority", 50);
        fleet.listsFor("battery_low_20*" + PROCESSING, List.of("s-other"), List.of("scooter-1"));
        fleet.listsFor("battery_low*" + PROCESSING, List.of("scooter-1"));

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("priority", 80).containsEntry("state", state);
        assertThat(rows.timeline(task)).containsExactly("decision priority raised ok");
        assertThat(rows.value("detail::text from timeline")).isEqualTo("{\"to\": 80, \"tag\": \"battery_low_20\", \"from\": 50}");
    }

    @ParameterizedTest
    @CsvSource({"waiting, 90", "waiting, 80", "approved, 50", "attention, 50", "done, 50"})
    void leavesTheUrgencyWhereItIsHigherOrDecidesNothingAnyMore(String state, int priority) {
        String task = rows.task(state, "due_at", null, "priority", priority);
        fleet.listsFor("battery_low_20*" + PROCESSING, List.of("scooter-1"));

        bundle.reconcile();

        assertThat(rows.taskRow(task)).containsEntry("priority", priority);
        assertThat(rows.timeline(task)).isEmpty();
    }

    private String waitingTask() {
        return rows.task("waiting", merged("due_at", null));
    }

    private static Object[] merged(String column, String value) {
        return new Object[] {"due_at", null, "processing_tag_id", "tag-processing", column, value};
    }

    private List<String> removed() {
        return stub.received(FleetStub.REMOVE_TAG).stream().map(call -> call.field("car_id") + " " + call.field("tag_id")).toList();
    }
}

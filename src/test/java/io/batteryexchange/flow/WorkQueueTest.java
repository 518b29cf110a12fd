package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.NoColumn;
import io.batteryexchange.task.GoingDown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;

/** The queue of tasks: who gets which, when, and that no wake-up is lost. */
class WorkQueueTest extends FlowTest {

    @Autowired
    private GoingDown goingDown;

    @Test
    void leasesTheMostUrgentFirst() {
        rows.task("parked", "car_id", "s-1", "tag_id", "t-1", "priority", 40, "created_at", "2026-01-05T10:00:00Z");
        rows.task("parked", "car_id", "s-2", "tag_id", "t-2", "priority", 80, "created_at", "2026-01-05T10:39:00Z");
        rows.task("parked", "car_id", "s-3", "tag_id", "t-3", "priority", 80, "created_at", "2026-01-05T10:00:00Z");

        assertThat(bundle.work()).extracting("car_id").containsExactly("s-3", "s-2", "s-1");
    }

    /** Else a node takes 160 tasks a second at most, however many wait. */
    @Test
    void afterAFullBatchTheNextIsTakenAtOnceAndNotAfterOneThatWasNot() {
        for (int number = 1; number <= 16; number++) {
            rows.task("parked", "car_id", "s-" + number, "tag_id", "t-" + number);
        }
        Exchange full = bundle.round();
        rows.update("tasks set due_at = null where car_id <> 's-1'", Map.of());
        Exchange rest = bundle.round();

        assertThat(full.getMessage().getBody(List.class)).hasSize(16);
        assertThat(full.getProperty(Exchange.SCHEDULER_POLLED_MESSAGES, Boolean.class)).isTrue();
        assertThat(rest.getMessage().getBody(List.class)).hasSize(1);
        assertThat(rest.getProperty(Exchange.SCHEDULER_POLLED_MESSAGES, Boolean.class)).isFalse();
    }

    @Test
    void leasesNothingThatIsNotDue() {
        rows.task("waiting", "due_at", "2099-01-01T00:00:00Z");
        rows.task("approved", "car_id", "s-2", "tag_id", "t-2", "due_at", null);

        assertThat(bundle.work()).isEmpty();
    }

    @Test
    void aTaskInWorkIsLeasedByNobodyElse() {
        rows.task("new", "lease_until", "2099-01-01T00:00:00Z");

        assertThat(bundle.work()).isEmpty();
    }

    @Test
    void aTaskOfADeadWorkerIsTakenOver() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        cabinets.cabinet("c-7", "grocery:123", 1);
        String task = rows.task("new", "lease_until", "2026-01-01T00:00:00Z", "lease_no", 7, "lease_owner", "dead");
        double before = takeOvers();

        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("lease_no", 8L).containsEntry("lease_owner", "flow-tests");
        assertThat(rows.timeline(task)).startsWith("decision taken over: its lease ran out ok");
        assertThat(takeOvers()).isEqualTo(before + 1);
    }

    @Test
    void aTaskThatWasGivenBackIsNotTakenOver() {
        String task = rows.taskWithClaim("approved", "lease_no", 7, "lease_owner", "other");
        rows.event("claim-1", "accepted", 4);
        double before = takeOvers();

        bundle.work();

        assertThat(rows.timeline(task)).containsExactly("claim_event accepted ok");
        assertThat(takeOvers()).isEqualTo(before);
    }

    @Test
    void whatANodeThatGoesDownHasNotBegunIsAnothersAtOnce() {
        String task = rows.task("new");
        List<?> leased = bundle.lease();
        ReflectionTestUtils.setField(goingDown, "begun", true);
        try {
            bundle.work(leased);
        } finally {
            ReflectionTestUtils.setField(goingDown, "begun", false);
        }

        assertThat(rows.taskRow(task)).containsEntry("state", "new").containsEntry("tries", 0).containsEntry("lease_until", null);
        assertThat(stub.received()).isEmpty();
        assertThat(bundle.lease()).extracting("task_id").containsExactly(task);
        assertThat(rows.timeline(task)).as("nothing was taken over").isEmpty();
    }

    @Test
    void aTaskThatCanNotBeHandedBackIsTakenUpWhenItsLeaseRunsOut() {
        String task = rows.bookedTask("booked");
        List<NoColumn> away = new ArrayList<>();
        stub.next(CargoStub.CREATE, request -> {
            away.add(rows.without("tasks", "last_error"));
            return Answer.ok("[]");
        });
        try {
            bundle.work();
        } finally {
            away.forEach(NoColumn::close);
        }
        assertThat(rows.taskRow(task)).containsEntry("state", "booked").containsEntry("tries", 0).doesNotContainEntry("lease_until", null);

        rows.update("tasks set lease_until = now()", Map.of());
        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created");
    }

    private double takeOvers() {
        return meters.counter("battery.exchange.take.overs").count();
    }

    @Test
    void leasesEachTaskOnceThoughManyAskAtOnce() throws Exception {
        for (int i = 0; i < 60; i++) {
            rows.taskWithClaimOf("claim-" + i, "approved", "car_id", "s-" + i, "tag_id", "t-" + i);
            rows.event("claim-" + i, "accepted", 4);
        }

        ExecutorService nodes = Executors.newFixedThreadPool(6);
        List<CompletableFuture<List<?>>> rounds = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rounds.add(CompletableFuture.supplyAsync(bundle::work, nodes));
        }
        int leased = 0;
        for (CompletableFuture<List<?>> round : rounds) {
            leased += round.get().size();
        }
        nodes.shutdown();

        assertThat(leased).isEqualTo(60);
        assertThat(rows.count("tasks where lease_no = 1 and events_pending = 0")).isEqualTo(60);
        assertThat(rows.count("timeline")).isEqualTo(60);
    }

    @Test
    void anEventThatComesWhileItsTaskIsWorkedOnIsNotLost() {
        String task = rows.taskWithClaim("claim_created");
        rows.event("claim-1", "ready_for_approval", 3);
        stub.next(CargoStub.ACCEPT, request -> {
            rows.event("claim-1", "accepted", 4);
            return Answer.ok("{\"id\":\"claim-1\",\"status\":\"accepted\"}");
        });
        bundle.work();
        assertThat(rows.taskRow(task)).containsEntry("state", "approved").containsEntry("events_pending", 1);

        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("events_pending", 0);
        assertThat(rows.timeline(task)).contains("claim_event accepted ok");
    }

    @Test
    void workOnEventsGoesBeforePlanning() {
        String task = rows.taskWithClaim("waiting", "attempt", 2, "due_at", "2026-01-05T10:00:00Z");
        rows.update("tasks set claim_id = null, book_id = null, cabinet_id = null", Map.of());
        rows.event("claim-1", "failed", 9);

        bundle.work();

        assertThat(rows.timeline(task)).containsExactly("claim_event failed ok");
        assertThat(stub.received()).isEmpty();
    }

    @Test
    void aPerformerNamedDuringTheAssignmentOfAnotherIsAssignedNext() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        String task = rows.taskWithClaim("performer_found", "performer_id", "courier-5", "performer_no", 1, "assign_performer", true);
        rows.update("claims set performer_id = 'courier-5'", Map.of());
        stub.next(FleetStub.START, request -> {
            cargoOrders().post("/cargo-orders/v1/state", object(
                "cargo_ref_id", "claim-1", "claim_status", "performer_found", "point_id", ClaimDocument.A, "performer_id", "courier-6"));
            return Answer.ok("{}");
        });
        bundle.work();
        assertThat(rows.taskRow(task)).containsEntry("contractor_id", "courier-5").containsEntry("performer_id", "courier-6").containsEntry("assign_performer", true);

        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("contractor_id", "courier-6").containsEntry("assign_performer", false);
        assertThat(changes()).containsExactly("cabinet/booking/set_contractor", "servicing/start",
            "cabinet/booking/set_contractor", "servicing/finish", "servicing/start");
    }
}

package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.StubServer;
import io.batteryexchange.task.TaskLease;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;

/** A worker whose lease was taken over while an upstream kept it waiting writes nothing: one test for each statement that saves. */
class FenceTest extends FlowTest {

    @Autowired
    private TaskLease lease;

    private final AtomicReference<String> asOvertaken = new AtomicReference<>();

    @Test
    void handTaskBack() {
        String task = rows.bookedTask("booked");
        overtakenDuring(CargoStub.CREATE, task, Answer.ok("[]"));

        workAndChangeNothing(task);
    }

    @Test
    void replanTaskAfterARefusal() {
        String task = rows.bookedTask("booked");
        overtakenDuring(CargoStub.CREATE, task, Answer.error(400, "validation_error"));

        workAndChangeNothing(task);
    }

    @Test
    void intendBooking() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        String task = rows.task("new");
        overtakenDuring(CabinetsStub.AVAILABLE, task,
            Answer.ok("{\"cabinets\":[{\"cabinet_id\":\"c-7\",\"store_id\":\"grocery:123\",\"available\":1}]}"));

        workAndChangeNothing(task);
        assertThat(stub.received(CabinetsStub.BOOK)).isEmpty();
    }

    @Test
    void saveBooking() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        cabinets.cabinet("c-7", "grocery:123", 1);
        String task = rows.task("new");
        overtakenDuring(CabinetsStub.BOOK, task, Answer.ok("{\"book_id\":\"book-1\"}"));

        workAndChangeNothing(task);
        assertThat(stub.received(CargoStub.CREATE)).isEmpty();
    }

    @Test
    void saveClaim() {
        String task = rows.bookedTask("booked");
        stub.on(CargoStub.CREATE, request -> {
            overtake(task);
            return Answer.ok(cargo.create(request).json());
        });

        workAndChangeNothing(task);
        assertThat(rows.count("claims")).isZero();
    }

    @Test
    void replanTask() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        String task = rows.task("new");
        overtakenDuring(CabinetsStub.AVAILABLE, task, Answer.ok("{\"cabinets\":[]}"));

        workAndChangeNothing(task);
    }

    @Test
    void replanTaskWithClaim() {
        String task = rows.taskWithClaim("approved");
        rows.event("claim-1", "performer_not_found", 5);
        overtakenDuring(CabinetsStub.UNBOOK, task, Answer.ok("{}"));

        workAndChangeNothing(task);
    }

    @Test
    void saveStep() {
        String task = rows.taskWithClaim("claim_created");
        rows.event("claim-1", "ready_for_approval", 3);
        overtakenDuring(CargoStub.ACCEPT, task, Answer.ok("{\"id\":\"claim-1\",\"status\":\"accepted\"}"));

        workAndChangeNothing(task);
    }

    @Test
    void intendCloseSwap() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        String task = rows.taskWithClaim("at_scooter");
        rows.event("claim-1", "pickuped", 9);
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickuped", 9).visits("visited", "visited", "pending"));
        overtakenDuring(FleetStub.INFO, task, Answer.ok(fleet.scooter("scooter-1", "battery_low/tag-1")));

        workAndChangeNothing(task);
        assertThat(changes()).as("no tag is touched").isEmpty();
    }

    @Test
    void finishTask() {
        String task = rows.taskWithClaim("at_return", "swap_tags", "battery_low/tag-1", "swap_closed_at", "2026-01-05T10:20:00Z");
        rows.event("claim-1", "delivered_finish", 12);
        overtakenDuring(CabinetsStub.SET_CONTRACTOR, task, Answer.ok("{}"));

        workAndChangeNothing(task);
    }

    @Test
    void aWorkerThatComesBackTooLateAsksThePartnersForNothingMore() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        String task = rows.taskWithClaim("approved");
        rows.event("claim-1", "performer_found", 6);
        overtakenDuring(CargoStub.INFO, task, Answer.ok(ClaimDocument.of("claim-1", task).status("performer_found", 6).performer("courier-5").json()));

        leasesAreOld(() -> workAndChangeNothing(task));
        assertThat(changes()).as("the worker that has it now may have put another courier there").isEmpty();
    }

    @Test
    void aStepThatTakesLongKeepsItsLease() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        cabinets.cabinet("c-7", "grocery:123", 1);
        String task = rows.task("new");
        AtomicReference<Object> leasedUntil = new AtomicReference<>();
        stub.on(CargoStub.CREATE, request -> {
            leasedUntil.set(rows.taskRow(task).get("lease_until"));
            return Answer.ok(cargo.create(request).json());
        });
        stub.on(CabinetsStub.BOOK, request -> {
            rows.update("tasks set lease_until = now() + interval '1 millisecond'", Map.of());
            return Answer.ok("{\"book_id\":\"book-1\"}");
        });

        leasesAreOld(bundle::work);

        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("lease_no", 1L).containsEntry("lease_until", null);
        assertThat(((java.sql.Timestamp) leasedUntil.get()).toInstant()).as("renewed before the claim is created").isAfter(Instant.now().plusSeconds(30));
    }

    /** As after half their length. */
    private void leasesAreOld(Runnable work) {
        Object usually = ReflectionTestUtils.getField(lease, "oldAfterNanos");
        ReflectionTestUtils.setField(lease, "oldAfterNanos", -1L);
        try {
            work.run();
        } finally {
            ReflectionTestUtils.setField(lease, "oldAfterNanos", usually);
        }
    }

    private void overtakenDuring(String path, String task, Answer answer) {
        stub.on(path, (StubServer.Script) request -> {
            overtake(task);
            return answer;
        });
    }

    private void overtake(String task) {
        rows.overtake(task);
        asOvertaken.set(rows.everythingOf(task));
    }

    private void workAndChangeNothing(String task) {
        bundle.work();

        assertThat(asOvertaken.get()).as("was overtaken").isNotNull();
        assertThat(rows.everythingOf(task)).isEqualTo(asOvertaken.get());
    }
}

package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.CargoStub.event;
import static io.batteryexchange.flow.support.CargoStub.page;
import static io.batteryexchange.flow.support.Documents.array;
import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.flow.support.AllocatedBytes;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Received;
import io.batteryexchange.flow.support.Reply;
import io.batteryexchange.flow.support.StatementCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a swap on the happy path costs, from the low accumulator to the finished task with all that the courier taps: statements and writing transactions as the
 * database counts them, calls of partners, bytes allocated. No clock and little luck is in it, so that it can't creep.
 */
class CostOfSwapTest extends FlowTest {

    private static final String SCREEN = "/taximeter/screens/v1/battery_exchange/";
    private static final String SCOOTER = "/taximeter/v1/";

    private static final int EVENTS = 13;

    @Autowired
    private JdbcClient jdbc;
    private StatementCount count;
    private final AllocatedBytes allocated = new AllocatedBytes();
    private final AtomicInteger asked = new AtomicInteger();
    private int operations;

    @BeforeEach
    void theCityIsReady() throws Exception {
        count = new StatementCount(jdbc);
        stub.on(CabinetsStub.AVAILABLE, request -> Answer.ok(object("cabinets", array(List.of(object("cabinet_id", "c-" + asked.incrementAndGet(), "store_id", "grocery:123", "available", 1))))));
    }

    /** Each event on a page of its own, each thing to do leased by itself. */
    @Test
    void ofOneAloneInTheCity() {
        Cost cost = ownCost(1);

        cost.isAtMost(59, 44, 48, 10);
    }

    /** As many as a node leases at once. How many of their saves go together is a matter of chance: two to six. */
    @Test
    void ofOneAmongSixteen() {
        Cost cost = ownCost(16);

        cost.isAtMost(37, 20, 36, 10);
    }

    /** What the swaps cost beyond what the same polls cost when nothing happens, each. */
    private Cost ownCost(int swaps) {
        Cost all = costOf(swaps, () -> finishSwaps(swaps));
        Cost idle = costOf(swaps, this::pollInVain);
        Cost own = all.minus(idle);
        own.tell();
        return own;
    }

    private Cost costOf(int swaps, Runnable work) {
        count.begin();
        allocated.begin();
        stub.forgetReceived();
        work.run();
        long bytes = allocated.sinceBegin();
        Map<String, Long> calls = stub.received().stream().collect(Collectors.groupingBy(Received::path, TreeMap::new, Collectors.counting()));
        return new Cost(swaps, count.statements(), count.writing(), calls, bytes);
    }

    private void pollInVain() {
        fleet.lists("battery_low", List.of());
        rows.pollersAreDue();
        bundle.pollCarList();
        for (int i = 0; i < EVENTS; i++) {
            rows.pollersAreDue();
            bundle.pollJournal();
        }
    }

    private void finishSwaps(int swaps) {
        List<String> cars = IntStream.rangeClosed(1, swaps).mapToObj(i -> "scooter-" + i).toList();
        cars.forEach(car -> fleet.scooter(car, "battery_low/tag-" + car));
        fleet.lists("battery_low", cars);
        bundle.pollCarList();
        bundle.work();
        List<Swap> all = rows.column("task_id || ' ' || claim_id || ' ' || car_id || ' ' || cabinet_id from tasks").stream().map(row -> new Swap(row.toString().split(" "))).toList();
        happens(all, "estimating", 2, "pending", "pending", "pending");
        happens(all, "ready_for_approval", 3, "pending", "pending", "pending");
        happens(all, "accepted", 4, "pending", "pending", "pending");
        happens(all, "performer_lookup", 5, "pending", "pending", "pending");
        happens(all, "performer_draft", 6, "pending", "pending", "pending");
        happens(all, "performer_found", 7, "pending", "pending", "pending");
        happens(all, "pickup_arrived", 8, "arrived", "pending", "pending");
        all.forEach(this::takeTheAccumulator);
        happens(all, "pickuped", 9, "visited", "pending", "pending");
        all.forEach(this::findTheScooter);
        happens(all, "delivery_arrived", 10, "visited", "arrived", "pending");
        all.forEach(this::swapTheAccumulator);
        happens(all, "pickuped", 11, "visited", "visited", "pending");
        happens(all, "delivery_arrived", 12, "visited", "visited", "arrived");
        all.forEach(this::bringTheOtherBack);
        happens(all, "delivered", 13, "visited", "visited", "visited");
        happens(all, "delivered_finish", 14, "visited", "visited", "visited");
        assertThat(rows.count("tasks where outcome = 'swapped' and attention is null and last_error is null and events_pending = 0")).isEqualTo(swaps);
    }

    private void happens(List<Swap> all, String status, long revision, String... visits) {
        List<ObjectNode> events = new ArrayList<>();
        for (Swap swap : all) {
            cargo.shows(ClaimDocument.of(swap.claimId, swap.taskId).status(status, revision).performer(swap.courier()).visits(visits[0], visits[1], visits[2]));
            events.add(event(++operations, swap.claimId, status, revision));
        }
        stub.next(CargoStub.JOURNAL, page("c-" + operations, events.toArray(ObjectNode[]::new)));
        stub.on(CargoStub.JOURNAL, request -> page("c-" + operations));
        rows.pollersAreDue();
        bundle.pollJournal();
        if (rows.count("tasks where wake_at <= now()") > 0) {
            bundle.work();
        }
    }

    private void takeTheAccumulator(Swap swap) {
        state(swap, "pickup_arrived", ClaimDocument.A);
        cabinets.booking(BookingDocument.in(swap.cabinetId).contractor(swap.courier()).pickup("c-7/3").giveBack("c-7/9"));
        ok(courier(swap.courier()).get(SCREEN + "status?cargo_ref_id=" + swap.claimId));
        ok(courier(swap.courier()).post(SCREEN + "open?cargo_ref_id=" + swap.claimId));
        cabinets.booking(BookingDocument.in(swap.cabinetId).contractor(swap.courier()).pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));
        ok(courier(swap.courier()).get(SCREEN + "status?cargo_ref_id=" + swap.claimId));
        slide(swap, ClaimDocument.A);
    }

    private void findTheScooter(Swap swap) {
        state(swap, "pickuped", ClaimDocument.B);
        ok(courier(swap.courier()).post(SCOOTER + "find_vehicle?cargo_ref_id=" + swap.claimId + "&point_id=" + ClaimDocument.B));
    }

    private void swapTheAccumulator(Swap swap) {
        state(swap, "delivery_arrived", ClaimDocument.B);
        ok(courier(swap.courier()).post(SCOOTER + "open_battery_door?cargo_ref_id=" + swap.claimId + "&point_id=" + ClaimDocument.B));
        fleet.battery(swap.carId, "acc-new", 100);
        slide(swap, ClaimDocument.B);
    }

    private void bringTheOtherBack(Swap swap) {
        state(swap, "delivery_arrived", ClaimDocument.C);
        cabinets.booking(BookingDocument.in(swap.cabinetId).contractor(swap.courier()).pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));
        ok(courier(swap.courier()).get(SCREEN + "status?cargo_ref_id=" + swap.claimId));
        ok(courier(swap.courier()).post(SCREEN + "open?cargo_ref_id=" + swap.claimId));
        cabinets.booking(BookingDocument.in(swap.cabinetId).contractor(swap.courier()).pickup("c-7/3", "closed", false, true).giveBack("c-7/9", "closed", false, true));
        ok(courier(swap.courier()).get(SCREEN + "status?cargo_ref_id=" + swap.claimId));
        slide(swap, ClaimDocument.C);
    }

    private void state(Swap swap, String status, long point) {
        ok(cargoOrders().post("/cargo-orders/v1/state", object("cargo_ref_id", swap.claimId, "claim_status", status, "point_id", point, "performer_id", swap.courier())));
    }

    private void slide(Swap swap, long point) {
        Reply reply = cargoOrders().post("/cargo-orders/v1/exchange/init-confirm", object("cargo_ref_id", swap.claimId, "point_id", point, "performer_id", swap.courier()));
        assertThat(reply.body().path("allowed").asBoolean()).as(reply.body().toString()).isTrue();
    }

    private static void ok(Reply reply) {
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
    }

    /** What some swaps cost together. */
    private record Cost(int swaps, Map<String, Long> statements, long writing, Map<String, Long> calls, long bytes) {

        Cost minus(Cost other) {
            return new Cost(swaps, difference(statements, other.statements), writing - other.writing, difference(calls, other.calls), bytes - other.bytes);
        }

        void isAtMost(double mostStatements, double mostWriting, double mostCalls, double mostMegabytes) {
            assertThat(each(sum(statements))).as("statements of a swap").isLessThanOrEqualTo(mostStatements);
            assertThat(each(writing)).as("transactions of a swap that write").isLessThanOrEqualTo(mostWriting);
            assertThat(each(sum(calls))).as("calls of partners for a swap").isLessThanOrEqualTo(mostCalls);
            assertThat(each(bytes) / 1e6).as("megabytes allocated for a swap; half as much again as was measured, since compiled code allocates less").isLessThanOrEqualTo(mostMegabytes);
        }

        void tell() {
            System.out.printf("one of %d swaps: %.2f statements, %.2f transactions that write, %.2f calls of partners, %.2f MB allocated%n", swaps, each(sum(statements)), each(writing), each(sum(calls)), each(bytes) / 1e6);
            statements.forEach((name, count) -> System.out.printf("  %6.2f %s%n", each(count), name));
            calls.forEach((path, count) -> System.out.printf("  %6.2f %s%n", each(count), path));
        }

        private double each(long count) {
            return count / (double) swaps;
        }

        private static long sum(Map<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        private static Map<String, Long> difference(Map<String, Long> from, Map<String, Long> counts) {
            Map<String, Long> difference = new TreeMap<>(from);
            counts.forEach((name, count) -> difference.merge(name, -count, Long::sum));
            difference.values().removeIf(count -> count == 0);
            return difference;
        }
    }

    private record Swap(String taskId, String claimId, String carId, String cabinetId) {

        Swap(String[] ids) {
            this(ids[0], ids[1], ids[2], ids[3]);
        }

        String courier() {
            return "courier-of-" + carId;
        }
    }
}

package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Received;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanningTest extends FlowTest {

    @BeforeEach
    void aScooterAndCabinets() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        cabinets.cabinet("c-far", "garage:321", 9);
        cabinets.cabinet("c-near", "grocery:123", 1);
        cabinets.cabinet("c-mid", "grocery:125", 3);
    }

    @Test
    void takesTheScooterOffTheStreetBeforeItBooks() {
        String task = rows.task("new");

        bundle.work();

        assertThat(stub.received()).extracting(Received::path)
            .containsExactly(FleetStub.ADD_TAG, FleetStub.DETAILS, CabinetsStub.AVAILABLE, CabinetsStub.BOOK, CargoStub.CREATE);
        assertThat(stub.received(FleetStub.ADD_TAG).get(0).body()).hasToString("{\"car_id\":\"scooter-1\",\"tag\":\"recharge_processing\"}");
        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("processing_tag_id", "scooter-1-recharge_processing")
            .containsEntry("battery_percent", 17).containsEntry("accumulator_before", "acc-old").containsEntry("car_number", "N-scooter-1");
    }

    @Test
    void setsTheProcessingTagOnce() {
        rows.task("waiting", "processing_tag_id", "tag-processing", "attempt", 2);

        bundle.work();

        assertThat(changes()).containsExactly("cabinet/accumulator/book", "claims/create");
    }

    @Test
    void asksForNoMoreStoresThanOneCallTakes() {
        fleet.scooterAt("scooter-1", 59.9, 30.3, "battery_low/tag-1");
        cabinets.cabinet("c-last", "grocery:9204", 1);
        String task = rows.task("new");

        bundle.work();

        assertThat(stub.received(CabinetsStub.AVAILABLE)).extracting(call -> call.body().path("store_ids").size()).containsExactly(200, 5);
        assertThat(rows.taskRow(task)).containsEntry("cabinet_id", "c-last");
    }

    @Test
    void booksInTheNearestCabinetThatHasAnAccumulator() {
        cabinets.cabinet("c-nearest-but-empty", "grocery:123", 0);
        String task = rows.task("new");

        bundle.work();

        assertThat(booked()).containsExactly("c-near");
        assertThat(stub.received(CabinetsStub.BOOK).get(0).body().path("accumulators_count").asInt()).isEqualTo(1);
        assertThat(rows.taskRow(task)).containsEntry("cabinet_id", "c-near").containsEntry("store_id", "grocery:123").containsEntry("book_id", "book-1");
    }

    @Test
    void booksNextCabinetWhenTheLastAccumulatorIsTaken() {
        String task = rows.task("new");
        stub.next(CabinetsStub.BOOK, Answer.error(409, "no_accumulators"), Answer.error(409, "no_accumulators"));

        bundle.work();

        assertThat(booked()).containsExactly("c-near", "c-mid", "c-far");
        assertThat(tokens(CabinetsStub.BOOK)).containsExactly(task + "-1-book-c-near", task + "-1-book-c-mid", task + "-1-book-c-far");
        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("cabinet_id", "c-far").containsEntry("store_id", "garage:321");
    }

    @ParameterizedTest(name = "attempt {0}: about {1} s")
    @CsvSource({"1, 100", "2, 200", "3, 400", "9, 400"})
    void waitsLongerWithEachAttemptWhenNoCabinetHasAnAccumulator(int attempt, int seconds) {
        stub.on(CabinetsStub.BOOK, request -> Answer.error(409, "no_accumulators"));
        String task = rows.task("waiting", "attempt", attempt);

        bundle.work();

        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", attempt + 1).containsEntry("tries", 0)
            .containsEntry("cabinet_id", null).containsEntry("store_id", null).containsEntry("last_error", "no cabinet: 3 rejected (nearest: c-near booked away)");
        double delay = ((Number) rows.value("extract(epoch from due_at - updated_at) from tasks")).doubleValue();
        assertThat(delay).isBetween(0.75 * seconds, 1.25 * seconds);
        assertThat(stub.received(CargoStub.CREATE)).isEmpty();
    }

    @Test
    void waitsWhenNoStoreIsInReach() {
        fleet.scooterAt("scooter-1", 10, 10, "battery_low/tag-1");
        String task = rows.task("new");

        bundle.work();

        assertThat(stub.received(CabinetsStub.AVAILABLE)).isEmpty();
        assertThat(rows.taskRow(task)).containsEntry("state", "waiting").containsEntry("attempt", 2);
    }

    @Test
    void asksWithNewTokensInANewAttempt() {
        String task = rows.task("waiting", "attempt", 4);

        bundle.work();

        assertThat(tokens(CabinetsStub.BOOK)).containsExactly(task + "-4-book-c-near");
        assertThat(requestIds()).containsExactly(task + "-4");
    }

    @Test
    void asksTheSameCabinetFirstAfterACrashBetweenAskingAndKnowing() {
        String task = rows.task("planning", "cabinet_id", "c-far", "store_id", "garage:321", "distance_km", 1.2, "processing_tag_id", "tag-processing");

        bundle.work();

        assertThat(changes()).containsExactly("cabinet/accumulator/book", "claims/create");
        assertThat(stub.received(CabinetsStub.AVAILABLE)).isEmpty();
        assertThat(tokens(CabinetsStub.BOOK)).containsExactly(task + "-1-book-c-far");
        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("cabinet_id", "c-far").containsEntry("book_id", "book-1");
    }

    @Test
    void looksElsewhereWhenTheCabinetThatWasAskedBeforeTheCrashHadNone() {
        String task = rows.task("planning", "cabinet_id", "c-far", "store_id", "garage:321", "distance_km", 1.2, "processing_tag_id", "tag-processing");
        stub.next(CabinetsStub.BOOK, Answer.error(409, "no_accumulators"));

        bundle.work();

        assertThat(booked()).containsExactly("c-far", "c-near");
        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("cabinet_id", "c-near").containsEntry("store_id", "grocery:123");
    }

    @Test
    void aLostAnswerBooksOneAccumulator() {
        String task = rows.task("new");
        stub.next(CabinetsStub.BOOK, request -> {
            cabinets.book(request);
            return Answer.lost();
        });

        bundle.work();

        assertThat(tokens(CabinetsStub.BOOK)).containsExactly(task + "-1-book-c-near", task + "-1-book-c-near");
        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("book_id", "book-1");
        assertThat(rows.value("detail ->> 'attempt' from timeline where name like '%accumulator/book'")).isEqualTo("2");
    }

    @Test
    void aLaterTryFindsTheBookingWhoseAnswersWereAllLost() {
        String task = rows.task("new");
        stub.next(CabinetsStub.BOOK, this::bookedAndLost, this::bookedAndLost, this::bookedAndLost);
        bundle.work();
        assertThat(rows.taskRow(task)).containsEntry("state", "planning").containsEntry("tries", 1).containsEntry("cabinet_id", "c-near").containsEntry("book_id", null);
        assertThat(bundle.work()).as("not before its time").isEmpty();

        rows.putOffIsOver();
        bundle.work();

        assertThat(tokens(CabinetsStub.BOOK)).hasSize(4).containsOnly(task + "-1-book-c-near");
        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("book_id", "book-1").containsEntry("tries", 0);
        assertThat(stub.received(CabinetsStub.AVAILABLE)).hasSize(1);
    }

    @Test
    void ordersTheCourierForTheBookedCabinetAndBack() {
        String task = rows.bookedTask("booked");

        bundle.work();

        JsonNode body = stub.received(CargoStub.CREATE).get(0).body();
        assertThat(requestIds()).containsExactly(task + "-1");
        assertThat(body.path("items").path(0).path("extra_id").asText()).isEqualTo(task);
        assertThat(body.path("route_points")).extracting(point -> point.path("address").path("coordinates").toString())
            .containsExactly("[37.5871,55.734]", "[37.588,55.7345]", "[37.5871,55.734]");
        assertThat(body.path("route_points")).extracting(point -> point.path("external_order_id").asText("none")).containsExactly("none", task + "/B", task + "/C");
        assertThat(body.path("route_points")).extracting(point -> point.path("skip_confirmation").asBoolean()).containsExactly(true, true, true);
        String claim = (String) rows.taskRow(task).get("claim_id");
        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created").containsEntry("due_at", null);
        assertThat(rows.claimRow(claim)).containsEntry("task_id", task).containsEntry("book_id", "book-1").containsEntry("cabinet_id", "c-7")
            .containsEntry("status", "new").containsEntry("point_b", 17_000_000_000_002L);
    }

    @Test
    void aLostAnswerOrdersOneCourier() {
        String task = rows.bookedTask("booked");
        stub.next(CargoStub.CREATE, this::createdAndLost);

        bundle.work();

        assertThat(requestIds()).containsExactly(task + "-1", task + "-1");
        assertThat(rows.count("claims")).isEqualTo(1);
    }

    @Test
    void aLaterTryFindsTheClaimWhoseAnswersWereAllLost() {
        String task = rows.bookedTask("booked");
        stub.next(CargoStub.CREATE, this::createdAndLost, this::createdAndLost, this::createdAndLost);
        bundle.work();
        assertThat(rows.taskRow(task)).containsEntry("state", "booked").containsEntry("tries", 1).containsEntry("book_id", "book-1");

        rows.putOffIsOver();
        bundle.work();

        assertThat(requestIds()).hasSize(4).containsOnly(task + "-1");
        assertThat(stub.received(CabinetsStub.BOOK)).isEmpty();
        assertThat(rows.column("claim_id from claims")).containsExactly("%032x".formatted(0xc1a1));
    }

    @Test
    void anAnswerThatComesTooLateCountsAsLost() {
        String task = rows.bookedTask("booked");
        stub.next(CargoStub.CREATE, request -> Answer.ok(cargo.create(request).json()).after(java.time.Duration.ofMillis(2500)));

        bundle.work();

        assertThat(requestIds()).containsExactly(task + "-1", task + "-1");
        assertThat(rows.taskRow(task)).containsEntry("state", "claim_created");
    }

    @Test
    void everyChangeIsOnTheTimeline() {
        String task = rows.task("new");
        stub.next(CabinetsStub.BOOK, Answer.error(409, "no_accumulators"));

        bundle.work();

        assertThat(rows.timeline(task)).containsExactly(
            "upstream_call scooter-backend car/tags/add ok",
            "upstream_call scooter-accumulator cabinet/accumulator/book failed",
            "upstream_call scooter-accumulator cabinet/accumulator/book ok",
            "decision cabinet chosen ok",
            "upstream_call cargo claims/create ok");
    }

    private Answer bookedAndLost(Received request) {
        cabinets.book(request);
        return Answer.lost();
    }

    private Answer createdAndLost(Received request) {
        cargo.create(request);
        return Answer.lost();
    }

    private List<String> booked() {
        return stub.received(CabinetsStub.BOOK).stream().map(call -> call.field("cabinet_id")).toList();
    }

    private List<String> tokens(String path) {
        return stub.received(path).stream().map(call -> call.header("X-Idempotency-Token")).toList();
    }

    private List<String> requestIds() {
        return stub.received(CargoStub.CREATE).stream().map(call -> call.query().get("request_id")).toList();
    }
}

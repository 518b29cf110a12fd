package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Reply;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Answers with 200 that are none: refused, told on the timeline, tried again; nothing is concluded from them. */
@Tag("upgrade")
class LyingUpstreamTest extends FlowTest {

    private static final String OPEN = "/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=claim-1";

    /** What an answer may become, whatever the call. */
    static Stream<Arguments> lies() {
        return Stream.of(
            lie("a page of HTML", "is not JSON", honest -> Answer.ok("<html>maintenance</html>").with("Content-Type", "text/html")),
            lie("HTML that says it is JSON", "is not JSON", honest -> Answer.ok("<html>maintenance</html>")),
            lie("JSON that says it is HTML", "is not JSON", honest -> honest.with("Content-Type", "text/html")),
            lie("nothing", "without a JSON object", honest -> Answer.ok("")),
            lie("a list", "without a JSON object", honest -> Answer.ok("[]")),
            lie("an empty object", "required", honest -> Answer.ok("{}")),
            lie("more than anybody can want", "more than 1048576 bytes", honest -> Answer.ok("{\"x\":\"" + "y".repeat(1024 * 1024) + "\"}")));
    }

    @ParameterizedTest(name = "{0} for the booking")
    @MethodSource("lies")
    void noCellIsOpenedByAnUnusableBooking(String name, String reason, Function<Answer, Answer> lie) {
        String task = atTheCabinet();
        stub.on(CabinetsStub.BOOKING, request -> lie.apply(Answer.ok(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9").json("book-1"))));

        Reply reply = courier().post(OPEN);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("cabinet_unavailable");
        assertThat(stub.received(CabinetsStub.OPEN)).isEmpty();
        assertThat(reasons(task, "scooter-accumulator cabinet/booking")).hasSize(1).allSatisfy(told -> assertThat(told).contains(reason));
    }

    @ParameterizedTest(name = "{0} for the opening")
    @MethodSource("lies")
    void anUnusableAnswerOfTheDoorIsAnUnknownOne(String name, String reason, Function<Answer, Answer> lie) {
        String task = atTheCabinet();
        stub.on(CabinetsStub.OPEN, request -> lie.apply(Answer.ok(object("cell_id", "c-7/3", "state", "open"))));

        Reply reply = courier().post(OPEN);

        assertThat(reply.code()).isEqualTo("cabinet_unavailable");
        assertThat(rows.count("cell_openings where opened_at is not null")).as("not taken for opened").isZero();
        assertThat(reasons(task, "scooter-accumulator cabinet/cell/open")).hasSize(1).allSatisfy(told -> assertThat(told).contains(reason));
        assertThat(rows.count("ambiguities where resolved_at is null")).as("whether it is open nobody knows").isEqualTo(1);
        stub.on(CabinetsStub.OPEN, request -> Answer.ok(object("cell_id", "c-7/3", "state", "open")));
        assertThat(courier().post(OPEN).status()).isEqualTo(200);
        assertThat(stub.received(CabinetsStub.OPEN)).extracting(call -> call.header("X-Idempotency-Token")).containsOnly("claim-1-open-1");
    }

    @ParameterizedTest(name = "{0} for the claim")
    @MethodSource("lies")
    void anEventWaitsUntilTheClaimIsUsable(String name, String reason, Function<Answer, Answer> lie) {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        ClaimDocument claim = ClaimDocument.of("claim-1", task).status("pickuped", 12).visits("visited", "pending", "pending");
        cargo.shows(claim);
        stub.next(CargoStub.INFO, request -> lie.apply(Answer.ok(claim.json())));
        rows.event("claim-1", "pickuped", 12);

        bundle.work();
        assertThat(rows.taskRow(task)).containsEntry("state", "at_cabinet").containsEntry("tries", 1);
        assertThat(reasons(task, "cargo claims/info")).hasSize(1).allSatisfy(told -> assertThat(told).contains(reason));

        rows.putOffIsOver();
        bundle.work();
        assertThat(rows.taskRow(task)).containsEntry("state", "to_scooter").containsEntry("tries", 0);
    }

    @Test
    void aBombIsNotUnpacked() throws Exception {
        atTheCabinet();
        stub.on(CabinetsStub.BOOKING, request -> Answer.ok(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9").json("book-1")).with("Content-Encoding", "br"));

        assertThat(courier().post(OPEN).code()).isEqualTo("cabinet_unavailable");
        assertThat(stub.received(CabinetsStub.OPEN)).isEmpty();
    }

    @Test
    void anotherBookingOpensNothing() {
        String task = atTheCabinet();
        stub.on(CabinetsStub.BOOKING, request -> Answer.ok(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9").json("book-2")));

        assertThat(courier().post(OPEN).code()).isEqualTo("cabinet_unavailable");

        assertThat(stub.received(CabinetsStub.OPEN)).isEmpty();
        assertThat(reasons(task, "scooter-accumulator cabinet/booking")).hasSize(1).allSatisfy(told -> assertThat(told).contains("another book_id than was asked for"));
    }

    @Test
    void anotherCellThanWasAskedForIsNoOpening() {
        String task = atTheCabinet();
        stub.on(CabinetsStub.OPEN, request -> Answer.ok(object("cell_id", "c-7/4", "state", "open")));

        assertThat(courier().post(OPEN).code()).isEqualTo("cabinet_unavailable");

        assertThat(rows.count("cell_openings where opened_at is not null")).isZero();
        assertThat(reasons(task, "scooter-accumulator cabinet/cell/open")).hasSize(1).allSatisfy(told -> assertThat(told).contains("another cell_id than was asked for"));
    }

    @Test
    void anotherScootersTagsAreNotTakenForThisOnes() {
        String task = rows.task("new");
        fleet.scooter("scooter-1", "battery_low/tag-1");
        ObjectNode foreign = fleet.scooter("scooter-2", "battery_low/tag-9");
        stub.on(FleetStub.INFO, request -> Answer.ok(foreign));
        stub.on(FleetStub.DETAILS, request -> Answer.ok(foreign));

        bundle.work();

        assertThat(changes()).as("no booking, no claim").doesNotContain("cabinet/accumulator/book", "claims/create");
        assertThat(rows.taskRow(task)).containsEntry("tries", 1);
        assertThat(rows.everythingOf(task)).contains("another id than was asked for");
    }

    @Test
    void aForeignClaimThatTheSearchShowsIsNotCancelled() {
        String task = rows.bookedTask("booked", "claim_in_doubt", true, "attempt", 2);
        ObjectNode foreign = ClaimDocument.of("claim-of-others", "some-other-task").status("performer_found", 5).json();
        stub.on(CargoStub.SEARCH, request -> Answer.ok(object("claims", List.of(foreign))));

        bundle.send("settle-claim-in-doubt", Map.of("task_id", task, "attempt", 2));

        assertThat(stub.received(CargoStub.SEARCH)).isNotEmpty();
        assertThat(stub.received(CargoStub.CANCEL_INFO)).isEmpty();
        assertThat(stub.received(CargoStub.CANCEL)).isEmpty();
        assertThat(rows.count("claims where claim_id = 'claim-of-others'")).isZero();
    }

    @Test
    void aBookingIsNotGivenUpForLostByAGatewaysNotFound() {
        String task = rows.bookedTask("booked");
        stub.on(CabinetsStub.UNBOOK, request -> new Answer(404, "<html>no such page</html>", Map.of("Content-Type", "text/html"), java.time.Duration.ZERO, false));

        assertThat(bundle.send("scooter-accumulator-unbook", Map.of("task_id", task, "attempt", 1, "book_id", "book-1")).getException())
            .hasMessageContaining("404 without an error code");
    }

    @Test
    void aLineBreakInANumberReachesNoLog() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        lines.start();
        root.addAppender(lines);
        try {
            fleet.scooter("scooter-1", "battery_low/tag-1").put("number", "N-1\n2026-01-05 ERROR crit CRIT forged");
            fleet.lists("battery_low", List.of("scooter-1"));
            bundle.pollCarList();
        } finally {
            root.detachAppender(lines);
        }

        assertThat(rows.count("tasks")).isZero();
        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains("\n") || line.contains("forged"))
            .anyMatch(line -> line.contains("scooter-backend car/info answered unusably: $.number"));
    }

    private String atTheCabinet() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        return task;
    }

    /** Why a call failed, as the timeline tells it. */
    private List<String> reasons(String task, String call) {
        return rows.column("detail ->> 'error' from timeline where kind = 'upstream_call' and outcome = 'failed' and name = '" + call + "' and task_id = '" + task + "'").stream()
            .map(String::valueOf).toList();
    }

    private static Arguments lie(String name, String reason, Function<Answer, Answer> lie) {
        return Arguments.of(name, reason, lie);
    }
}

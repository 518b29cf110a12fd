package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import io.batteryexchange.flow.support.Received;
import io.batteryexchange.flow.support.Reply;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The promises of {@code routes/courier/SAFE-OPENING.md}, by their numbers; those that other tests show are named there. */
@DisplayName("Safe opening (OWASP API1, API6:2023; ASVS 5.0 2.3.1, 2.3.4, 8.3.2, 16.3.2)")
class SafeOpeningTest extends FlowTest {

    private static final String OPEN = "/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=";
    private static final String ACTION = "/taximeter/v1/%s?cargo_ref_id=claim-1&point_id=" + ClaimDocument.B;

    @Autowired
    private DataSource database;
    private String task;
    private BookingDocument own;

    @BeforeEach
    void theCourierIsAtTheCabinet() {
        task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        own = BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9");
        stub.on(CabinetsStub.BOOKING, request -> Answer.ok(own.json("book-1")));
    }

    // ---- 2: only the courier of the live claim

    @Test
    @DisplayName("2 - a claim that is lost between the look and the asking opens nothing (ASVS 8.3.2)")
    void opensNothingForACourierWhoLosesTheClaimMeanwhile() {
        stub.on(CabinetsStub.BOOKING, request -> {
            rows.update("claims set performer_id = 'courier-6'", Map.of());
            return Answer.ok(own.json("book-1"));
        });

        isRefused(tap(), 403, "not_your_claim");

        assertThat(openings()).isEmpty();
        assertThat(rows.count("cell_openings")).isZero();
        assertThat(rows.lastEntry(task)).startsWith("courier_action open cell failed").contains("courier-5", "not_your_claim");
    }

    // ---- 3: one open door per cabinet and per courier

    @Test
    @DisplayName("3 - another claim's door stands open at the cabinet (ASVS 2.3.4)")
    void waitsWhileAnotherClaimsDoorStandsOpen() {
        anotherClaim("c-7", "courier-6", "opened_at = now() - interval '1 minute'");
        other(BookingDocument.in("c-7").pickup("c-7/5", "open", false, false).giveBack("c-7/8"));

        isRefused(tap(), 409, "cabinet_busy");

        assertThat(openings()).isEmpty();
        assertThat(rows.lastEntry(task)).startsWith("courier_action open cell failed").contains("cabinet_busy");

        other(BookingDocument.in("c-7").pickup("c-7/5", "closed", false, true).giveBack("c-7/8"));
        assertThat(tap().status()).isEqualTo(200);
        assertThat(openings()).containsExactly("book-1 c-7/3");
    }

    @Test
    @DisplayName("3 - a courier with two claims has one open door, at whichever cabinet (ASVS 2.3.4)")
    void aCourierWithTwoClaimsOpensOneDoor() {
        anotherClaim("c-8", "courier-5", "opened_at = now() - interval '1 minute'");
        other(BookingDocument.in("c-8").pickup("c-8/1", "open", false, false).giveBack("c-8/2"));
        rows.update("cell_openings set cell_id = 'c-8/1'", Map.of());

        isRefused(tap(), 409, "cabinet_busy");

        assertThat(openings()).isEmpty();
    }

    @Test
    @DisplayName("3 - somebody else at another cabinet is not in the way")
    void anotherCourierAtAnotherCabinetIsNotInTheWay() {
        anotherClaim("c-8", "courier-6", "opened_at = now() - interval '1 minute'");
        other(BookingDocument.in("c-8").pickup("c-8/1", "open", false, false).giveBack("c-8/2"));

        assertThat(tap().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("3 - of two taps of one claim that chose different cells the later opens nothing (ASVS 2.3.4)")
    void theLaterOfTwoTapsOnDifferentCellsOpensNothing() throws Exception {
        CompletableFuture<Reply> later;
        try (Connection earlier = database.getConnection()) {
            earlier.setAutoCommit(false);
            earlier.createStatement().execute("insert into cell_openings (claim_id, cell_id, opened_by) values ('claim-1', 'c-7/4', 'courier-5')");
            later = CompletableFuture.supplyAsync(this::tap);
            await().until(() -> rows.count("pg_locks where not granted") > 0);
            earlier.commit();
            earlier.setAutoCommit(true);
        }

        isRefused(later.get(), 409, "cabinet_busy");
        assertThat(openings()).isEmpty();
    }

    @Test
    @DisplayName("3 - while another call waits for a door's answer, the later one waits its turn (ASVS 2.3.4)")
    void theLaterOfTwoTapsWaits() {
        stub.on(CabinetsStub.OPEN, request -> {
            if (request.field("book_id").equals("book-2")) {
                isRefused(tap(), 409, "cabinet_busy");
            }
            return Answer.ok("{\"cell_id\":\"" + request.field("cell_id") + "\",\"state\":\"open\"}");
        });
        anotherClaim("c-7", "courier-6", null);
        other(BookingDocument.in("c-7").pickup("c-7/5").giveBack("c-7/8"));

        assertThat(courier("courier-6").post(OPEN + "claim-2").status()).isEqualTo(200);

        assertThat(openings()).containsExactly("book-2 c-7/5");
    }

    @Test
    @DisplayName("3 - a door that refused is closed: nobody waits for it or looks at it")
    void aDoorThatRefusedIsInNobodysWay() {
        anotherClaim("c-7", "courier-6", null);
        other(BookingDocument.in("c-7").pickup("c-7/5").giveBack("c-7/8"));
        stub.next(CabinetsStub.OPEN, Answer.error(409, "other_cell_open"));
        isRefused(courier("courier-6").post(OPEN + "claim-2"), 409, "cabinet_busy");
        int looks = looksAt("book-2");

        assertThat(tap().status()).isEqualTo(200);

        assertThat(looksAt("book-2")).isEqualTo(looks);
    }

    @Test
    @DisplayName("3 - a call that is over keeps nobody waiting, whatever came of it: its cell is looked at")
    void aCallThatIsOverKeepsNobodyWaiting() {
        anotherClaim("c-7", "courier-6", null);
        other(BookingDocument.in("c-7").pickup("c-7/5").giveBack("c-7/8"));
        stub.next(CabinetsStub.OPEN, Answer.error(500, "oops"));
        isRefused(courier("courier-6").post(OPEN + "claim-2"), 503, "cabinet_unavailable");
        int looks = looksAt("book-2");

        assertThat(tap().status()).isEqualTo(200);

        assertThat(looksAt("book-2")).isEqualTo(looks + 1);
    }

    @ParameterizedTest(name = "3 - a stale record of ours blocks nobody: {0}")
    @ValueSource(strings = {"closed", "unknown", "no booking"})
    void aStaleRecordBlocksNobody(String cell) {
        anotherClaim("c-7", "courier-6", "asked_at = now() - interval '1 minute'");
        if (cell.equals("no booking")) {
            stub.on(CabinetsStub.BOOKING, request -> request.query().get("book_id").equals("book-1") ? Answer.ok(own.json("book-1")) : Answer.error(404, "booking_not_found"));
        } else {
            other(BookingDocument.in("c-7").pickup("c-7/5", cell, false, false).giveBack("c-7/8"));
        }

        assertThat(tap().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("3 - a door that was found closed is not looked at again")
    void looksOnceAtADoorThatIsClosed() {
        anotherClaim("c-7", "courier-6", "opened_at = now() - interval '1 minute'");
        other(BookingDocument.in("c-7").pickup("c-7/5", "closed", false, true).giveBack("c-7/8"));

        tap();
        tap();

        assertThat(stub.received(CabinetsStub.BOOKING).stream().filter(read -> read.query().get("book_id").equals("book-2"))).hasSize(1);
        assertThat(openings()).containsExactly("book-1 c-7/3", "book-1 c-7/3");
    }

    // ---- 4: an unknown outcome is read, not asked again

    @ParameterizedTest(name = "4 - {0}: the cell is read, not asked again")
    @ValueSource(strings = {"lost", "500", "rubbish", "429"})
    void readsTheCellWhenTheDoorGivesNoAnswer(String what) {
        stub.on(CabinetsStub.OPEN, request -> answer(what));

        isRefused(tap(), 503, "cabinet_unavailable");

        assertThat(openings()).as("asked once").hasSize(1);
        assertThat(stub.received(CabinetsStub.BOOKING)).as("before, and after").hasSize(2);
        assertThat(rows.lastEntry(task)).startsWith("courier_action open cell failed").contains("cabinet_unavailable", "failure");
    }

    @Test
    @DisplayName("4 - the door that is found open answers the screen, at once")
    void answersTheScreenWhenTheCellIsFoundOpen() {
        stub.on(CabinetsStub.OPEN, request -> {
            own = BookingDocument.in("c-7").pickup("c-7/3", "open", false, false).giveBack("c-7/9");
            return Answer.lost();
        });

        Reply screen = tap();

        assertThat(screen.status()).isEqualTo(200);
        assertThat(screen.item("taken").isMissingNode()).isFalse();
        assertThat(openings()).hasSize(1);
        assertThat(rows.count("cell_openings where opened_at is not null")).isEqualTo(1);
        assertThat(rows.count("ambiguities where resolution = 'found done'")).isEqualTo(1);
        assertThat(rows.timeline(task)).containsSubsequence("decision scooter-accumulator cabinet/cell/open ok", "upstream_call scooter-accumulator cabinet/cell/open failed",
            "upstream_call scooter-accumulator cabinet/cell/open ok", "courier_action open cell ok");
    }

    @Test
    @DisplayName("4 - neither asked nor read: the courier waits, the next tap reads first")
    void saysNothingWhenTheCellCannotBeReadEither() {
        stub.on(CabinetsStub.OPEN, request -> {
            stub.on(CabinetsStub.BOOKING, read -> Answer.error(500, "down"));
            return Answer.lost();
        });
        isRefused(tap(), 503, "cabinet_unavailable");
        stub.on(CabinetsStub.BOOKING, read -> Answer.ok(BookingDocument.in("c-7").pickup("c-7/3", "open", false, false).giveBack("c-7/9").json("book-1")));

        assertThat(tap().status()).isEqualTo(200);

        assertThat(openings()).hasSize(1);
    }

    @Test
    @DisplayName("4 - found closed: the courier's own next tap asks, with the token of the first")
    void theNextTapAsksWithTheTokenOfTheFirst() {
        stub.next(CabinetsStub.OPEN, Answer.lost());
        isRefused(tap(), 503, "cabinet_unavailable");

        assertThat(tap().status()).isEqualTo(200);

        assertThat(stub.received(CabinetsStub.OPEN)).extracting(call -> call.header("X-Idempotency-Token")).containsExactly("claim-1-open-1", "claim-1-open-1");
    }

    @Test
    @DisplayName("4 - a cell that was emptied meanwhile is not asked again")
    void anEmptiedCellIsNotAskedAgain() {
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickup_arrived", 7));
        stub.next(CabinetsStub.OPEN, Answer.lost());
        tap();
        own = BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9");

        isRefused(tap(), 409, "no_cells_left");

        assertThat(openings()).hasSize(1);
    }

    // ---- 5: every attempt is told

    @Test
    @DisplayName("5 - a tap that finds the cell open is told as well (ASVS 16.3.2)")
    void aTapThatFindsTheCellOpenIsTold() {
        own = BookingDocument.in("c-7").pickup("c-7/3", "open", false, false).giveBack("c-7/9");

        tap();

        assertThat(openings()).isEmpty();
        assertThat(rows.lastEntry(task)).startsWith("courier_action open cell skipped").contains("courier-5", "c-7/3");
    }

    @Test
    @DisplayName("5 - refused in manual mode (ASVS 16.3.2)")
    void anAttemptInManualModeIsTold() {
        rows.manualMode("all");

        isRefused(tap(), 503, "cabinet_unavailable");

        assertThat(openings()).isEmpty();
        assertThat(rows.lastEntry(task)).startsWith("courier_action open cell failed").contains("courier-5", "cabinet_unavailable");
    }

    @Test
    @DisplayName("5 - refused in another status (ASVS 16.3.2)")
    void anAttemptOutOfPlaceIsTold() {
        rows.update("claims set status = 'performer_found'", Map.of());
        rows.update("tasks set state = 'performer_found'", Map.of());
        cargo.shows(ClaimDocument.of("claim-1", task).status("performer_found", 7));

        isRefused(tap(), 409, "wrong_status");

        assertThat(stub.received(CargoStub.INFO)).hasSize(1);
        assertThat(rows.lastEntry(task)).startsWith("courier_action open cell failed").contains("courier-5", "wrong_status");
    }

    @ParameterizedTest(name = "5 - {0}, scooter answers {1}: {2} (ASVS 16.3.2)")
    @CsvSource({
        "find_vehicle, 409, vehicle_offline, find vehicle", "find_vehicle, 504, vehicle_timeout, find vehicle", "find_vehicle, 500, service_unavailable, find vehicle",
        "open_battery_door, 409, vehicle_offline, open battery door", "open_battery_door, 504, vehicle_timeout, open battery door",
        "open_battery_door, 500, service_unavailable, open battery door"})
    void aCommandThatFailsIsTold(String action, int answer, String code, String name) {
        rows.clear();
        task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        stub.on(FleetStub.COMMAND, request -> Answer.error(answer, "scripted"));

        assertThat(courier().post(ACTION.formatted(action)).code()).isEqualTo(code);

        assertThat(rows.lastEntry(task)).startsWith("courier_action " + name + " failed").contains("courier-5", code, Long.toString(ClaimDocument.B));
    }

    @ParameterizedTest(name = "5 - {0} that can't be passed on (ASVS 16.3.2)")
    @CsvSource({"vehicle_not_found, vehicle not found", "vehicle_destroyed, vehicle destroyed"})
    void aReportThatFailsIsTold(String report, String name) {
        rows.clear();
        task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        stub.on(FleetStub.ADD_TAG, request -> Answer.error(500, "scripted"));

        isRefused(courier().post(ACTION.formatted(report)), 503, "service_unavailable");

        assertThat(rows.lastEntry(task)).startsWith("courier_action " + name + " failed").contains("courier-5", "service_unavailable");
    }

    @Test
    @DisplayName("5 - a broken cell that can't be passed on (ASVS 16.3.2)")
    void aBrokenCellThatCannotBePassedOnIsTold() {
        stub.on(CabinetsStub.MARK_BROKEN, request -> Answer.error(500, "scripted"));

        isRefused(courier().post("/taximeter/screens/v1/battery_exchange/broken?cargo_ref_id=claim-1&cell_id=c-7/3"), 503, "cabinet_unavailable");

        assertThat(rows.lastEntry(task)).startsWith("courier_action cell broken failed").contains("courier-5", "c-7/3");
    }

    @Test
    @DisplayName("5 - an attempt about a claim that nobody knows has no timeline: it is counted (ASVS 16.3.2)")
    void anAttemptAboutAnUnknownClaimIsCounted() {
        double before = stray("claim_not_found");

        isRefused(courier().post(OPEN + "claim-9"), 404, "claim_not_found");

        assertThat(stray("claim_not_found")).isEqualTo(before + 1);
        assertThat(rows.count("timeline")).isZero();
    }

    /** Claim claim-2 with book-2, and an opening of c-7/5, set up by an update; null: none. */
    private int looksAt(String bookId) {
        return (int) stub.received(CabinetsStub.BOOKING).stream().filter(look -> look.query().get("book_id").equals(bookId)).count();
    }

    private void anotherClaim(String cabinet, String courier, String opening) {
        String other = rows.taskWithClaimOf("claim-2", "at_cabinet", "car_id", "scooter-2", "tag_id", "tag-2", "book_id", "book-2", "cabinet_id", cabinet, "performer_id", courier);
        rows.update("claims set performer_id = :courier, cabinet_id = :cabinet, book_id = 'book-2', status = 'pickup_arrived' where task_id = :task",
            Map.of("courier", courier, "cabinet", cabinet, "task", other));
        if (opening != null) {
            rows.opening("claim-2", "c-7/5", courier);
            rows.update("cell_openings set " + opening, Map.of());
        }
    }

    private void other(BookingDocument booking) {
        stub.on(CabinetsStub.BOOKING, request -> Answer.ok(request.query().get("book_id").equals("book-1") ? own.json("book-1")
            : booking.json("book-2").put("contractor_id", "courier-6")));
    }

    private static Answer answer(String what) {
        return switch (what) {
            case "lost" -> Answer.lost();
            case "rubbish" -> Answer.ok("<html>");
            default -> Answer.error(Integer.parseInt(what), "scripted");
        };
    }

    private Reply tap() {
        return courier().post(OPEN + "claim-1");
    }

    private List<String> openings() {
        return stub.received(CabinetsStub.OPEN).stream().map(SafeOpeningTest::opening).toList();
    }

    private static String opening(Received call) {
        return call.field("book_id") + " " + call.field("cell_id");
    }

    private double stray(String refusal) {
        return meters.counter("battery.exchange.stray.attempts", "refusal", refusal).count();
    }

    private static void isRefused(Reply reply, int status, String code) {
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
    }
}

package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Documents;
import io.batteryexchange.flow.support.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A door that does not answer, cells that are broken, and what the storekeeper did instead. */
class CellTimeoutTest extends FlowTest {

    private static final String EXCHANGE = "/taximeter/screens/v1/battery_exchange/";

    @Test
    void theFirstTimeoutOnlyAsksToRepeat() {
        atCabinet();
        stub.on(CabinetsStub.OPEN, request -> Answer.error(504, "door_timeout"));

        Reply open = open();

        assertThat(open.status()).isEqualTo(408);
        assertThat(open.code()).isEqualTo("cell_timeout");
        assertThat(open.message()).isNotBlank();
        assertThat(status("ru").item("not_opened").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pickup", "return"})
    void afterTheSecondTimeoutTheScreenOffersToReportTheCell(String leg) {
        String cell = leg.equals("pickup") ? atCabinet() : atReturn();
        stub.on(CabinetsStub.OPEN, request -> Answer.error(504, "door_timeout"));
        open();

        assertThat(open().code()).isEqualTo("cell_timeout");

        assertThat(status("ru").item("next").isMissingNode()).isFalse();
        assertThat(status("ru").item("not_opened").path("actions")).extracting(action -> action.path("method").asText() + " " + action.path("url").asText())
            .containsExactly("POST " + EXCHANGE + "broken?cargo_ref_id=claim-1&cell_id=" + cell.replace("/", "%2F"), "GET " + EXCHANGE + "status?cargo_ref_id=claim-1");
    }

    @Test
    void aReportedCellIsOfferedNoMore() {
        atCabinet();
        stub.on(CabinetsStub.OPEN, request -> Answer.error(504, "door_timeout"));
        open();
        open();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", true, false).pickup("c-7/4").giveBack("c-7/9"));

        assertThat(status("ru").item("not_opened").isMissingNode()).isTrue();
        assertThat(status("ru").item("next").isMissingNode()).isFalse();
    }

    @Test
    void theTimeoutsOfOneCellAreNotThoseOfTheNext() {
        atCabinet();
        stub.on(CabinetsStub.OPEN, request -> Answer.error(504, "door_timeout"));
        open();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", true, false).pickup("c-7/4").giveBack("c-7/9"));
        open();

        assertThat(status("ru").item("not_opened").isMissingNode()).isTrue();
    }

    @ParameterizedTest(name = "{0}, {1} cells in {2}")
    @CsvSource(delimiter = '|', value = {
        "pickup | 1 | ru | Невозможно открыть 1 ячейку. Обратитесь к кладовщику",
        "pickup | 2 | ru | Невозможно открыть 2 ячейки. Обратитесь к кладовщику",
        "pickup | 5 | ru | Невозможно открыть 5 ячеек. Обратитесь к кладовщику",
        "pickup | 11 | ru | Невозможно открыть 11 ячеек. Обратитесь к кладовщику",
        "pickup | 21 | ru | Невозможно открыть 21 ячейку. Обратитесь к кладовщику",
        "return | 1 | ru | Невозможно открыть 1 ячейку. Обратитесь к кладовщику",
        "return | 2 | ru | Невозможно открыть 2 ячейки. Обратитесь к кладовщику",
        "pickup | 1 | en | 1 cell",
        "pickup | 2 | en | 2 cells",
        "return | 2 | en | 2 cells"})
    void saysHowManyBrokenCellsAreLeft(String leg, int cells, String language, String sentence) {
        boolean pickup = leg.equals("pickup");
        rows.performedTask(pickup ? "at_cabinet" : "at_return", pickup ? "pickup_arrived" : "delivery_arrived", pickup ? "" : "ab");
        BookingDocument booking = BookingDocument.in("c-7");
        IntStream.range(0, cells).forEach(i -> {
            booking.pickup("c-7/" + i, "closed", pickup, !pickup);
            booking.giveBack("c-7/9" + i, "closed", !pickup, false);
        });
        cabinets.booking(booking);

        Reply screen = status(language);

        assertThat(screen.item("next").isMissingNode()).isTrue();
        assertThat(screen.item("notice").path("text").asText()).contains(sentence);
        assertThat(screen.item("left").path("value").asInt()).isEqualTo(cells);
        assertThat(open().code()).isEqualTo("no_cells_left");
        assertThat(stub.received(CabinetsStub.OPEN)).isEmpty();
    }

    @Test
    void whatTheStorekeeperGaveCountsBeforeTheCabinetSystemKnows() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickup_arrived", 7));
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", true, false).giveBack("c-7/9"));
        assertThat(slide(ClaimDocument.A)).isEqualTo("accumulators_left");

        rows.handOver(task, "acc-55", "issued");

        Reply screen = status("ru");
        assertThat(screen.item("received").path("value").asInt()).isEqualTo(1);
        assertThat(screen.item("left").path("value").asInt(-1)).isZero();
        assertThat(slide(ClaimDocument.A)).isEqualTo("allowed");
    }

    @Test
    void whatTheStorekeeperTookInCountsBeforeTheCabinetSystemKnows() {
        String task = rows.performedTask("at_return", "delivery_arrived", "ab");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9", "closed", true, false));
        assertThat(slide(ClaimDocument.C)).isEqualTo("accumulators_not_returned");

        rows.handOver(task, "acc-old", "returned");

        assertThat(status("ru").item("returned").path("value").asInt()).isEqualTo(1);
        assertThat(slide(ClaimDocument.C)).isEqualTo("allowed");
    }

    @Test
    void aHandOverThatWasRefusedDoesNotCount() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        rows.handOver(task, "acc-55", "issued");
        rows.update("hand_overs set refused_at = now()", Map.of());

        assertThat(slide(ClaimDocument.A)).isEqualTo("accumulators_left");
    }

    @Test
    void aHandOverThatTheCabinetSystemKnowsCountsOnce() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        stub.on(CabinetsStub.BOOKING, request -> Answer.ok(BookingDocument.in("c-7").pickup("c-7/3").pickup("c-7/4").giveBack("c-7/8").giveBack("c-7/9").json("book-1")
            .set("issued_by_hand", Documents.array(List.of("acc-55")))));
        rows.handOver(task, "acc-55", "issued");

        assertThat(status("ru").item("received").path("value").asInt()).isEqualTo(1);
        assertThat(slide(ClaimDocument.A)).isEqualTo("accumulators_left");
    }

    private String atCabinet() {
        rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));
        return "c-7/3";
    }

    private String atReturn() {
        rows.performedTask("at_return", "delivery_arrived", "ab");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));
        return "c-7/9";
    }

    private Reply open() {
        return courier().post(EXCHANGE + "open?cargo_ref_id=claim-1");
    }

    private Reply status(String language) {
        return courier().with("Accept-Language", language).get(EXCHANGE + "status?cargo_ref_id=claim-1");
    }

    private String slide(long point) {
        Reply reply = cargoOrders().post("/cargo-orders/v1/exchange/init-confirm", object("cargo_ref_id", "claim-1", "point_id", point, "performer_id", "courier-5"));
        return reply.body().path("allowed").asBoolean() ? "allowed" : reply.code();
    }
}

package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.CabinetsStub;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Reply;
import org.junit.jupiter.api.Test;

/** What the courier sees at the cabinet. */
class ExchangeScreenTest extends FlowTest {

    private static final String EXCHANGE = "/taximeter/screens/v1/battery_exchange/";

    @Test
    void offersTheAccumulatorOfThePickupLeg() {
        atCabinet();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        Reply screen = status();

        assertThat(screen.status()).isEqualTo(200);
        assertThat(screen.headers().firstValue("Content-Type").orElseThrow()).isEqualToIgnoringWhitespace("application/json; charset=utf-8");
        assertThat(screen.item("title").path("subtitle").asText()).contains("c-7", "Store grocery:123");
        assertThat(screen.item("received").path("value").asInt(-1)).isZero();
        assertThat(screen.item("left").path("value").asInt()).isEqualTo(1);
        assertThat(screen.item("next").path("actions").toString())
            .isEqualTo("[{\"type\":\"request\",\"method\":\"POST\",\"url\":\"/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=claim-1\"}]");
        assertThat(stub.received(CabinetsStub.BOOKING).get(0).query()).containsEntry("book_id", "book-1");
    }

    @Test
    void sendsTheCourierOnWhenAllIsTaken() {
        cargo.shows(ClaimDocument.of("claim-1", atCabinet()).status("pickup_arrived", 7));
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));

        Reply screen = status();

        assertThat(screen.item("received").path("value").asInt()).isEqualTo(1);
        assertThat(screen.item("left").path("value").asInt(-1)).isZero();
        assertThat(screen.item("next").isMissingNode()).isTrue();
        assertThat(screen.item("close").path("actions").toString()).isEqualTo("[{\"type\":\"close\"}]");
    }

    @Test
    void showsTheReturnLegWhenTheCourierIsBackBeforeTheJournal() {
        cargo.shows(ClaimDocument.of("claim-1", atCabinet()).status("delivery_arrived", 12).visits("visited", "visited", "arrived"));
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));

        Reply screen = status();

        assertThat(screen.item("returned").path("value").asInt(-1)).isZero();
        assertThat(screen.item("next").isMissingNode()).isFalse();
    }

    @Test
    void sendsTheCourierToTheStorekeeperWhenOnlyBrokenCellsAreLeft() {
        atCabinet();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", true, false).giveBack("c-7/9"));

        Reply screen = courier().with("Accept-Language", "en").get(EXCHANGE + "status?cargo_ref_id=claim-1");

        assertThat(screen.item("next").isMissingNode()).isTrue();
        assertThat(screen.item("notice").path("text").asText()).contains("1 cell").contains("storekeeper");
    }

    @Test
    void showsTheReturnLegAtPointC() {
        rows.performedTask("at_return", "delivery_arrived", "ab");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));

        Reply screen = status();

        assertThat(screen.item("returned").path("value").asInt(-1)).isZero();
        assertThat(screen.item("left").path("value").asInt()).isEqualTo(1);
        assertThat(screen.item("received").isMissingNode()).isTrue();
        assertThat(screen.item("next").isMissingNode()).isFalse();
    }

    @Test
    void theOpenScreenLeadsBackToStatusOrToBroken() {
        atCabinet();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        Reply screen = courier().post(EXCHANGE + "open?cargo_ref_id=claim-1");

        assertThat(screen.status()).isEqualTo(200);
        assertThat(screen.item("notice").path("text").asText()).contains("c-7/3");
        assertThat(screen.item("taken").path("actions")).extracting(action -> action.path("method").asText() + " " + action.path("url").asText())
            .containsExactly("GET " + EXCHANGE + "status?cargo_ref_id=claim-1");
        assertThat(screen.item("not_opened").path("actions")).extracting(action -> action.path("method").asText() + " " + action.path("url").asText())
            .containsExactly("POST " + EXCHANGE + "broken?cargo_ref_id=claim-1&cell_id=c-7%2F3", "GET " + EXCHANGE + "status?cargo_ref_id=claim-1");
    }

    @Test
    void theScreenWorksThoughTheJournalIsBehind() {
        String task = rows.performedTask("performer_found", "performer_found", "");
        cargo.shows(ClaimDocument.of("claim-1", task).status("pickup_arrived", 7));
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        assertThat(status().item("next").isMissingNode()).isFalse();
        assertThat(stub.received(CargoStub.INFO)).hasSize(1);
    }

    @Test
    void asksCargoNothingWhileOurRecordIsEnough() {
        atCabinet();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        status();

        assertThat(stub.received(CargoStub.INFO)).isEmpty();
    }

    @Test
    void saysSoWhenCargoDoesNotAnswerTheLookAtTheClaim() {
        rows.performedTask("performer_found", "performer_found", "");
        stub.on(CargoStub.INFO, request -> Answer.error(500, "oops"));

        Reply reply = status();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("service_unavailable");
    }

    @Test
    void isStillAScreenButGivesNothingWhenTheCabinetSystemIsDown() {
        atCabinet();
        stub.on(CabinetsStub.BOOKING, request -> Answer.error(500, "oops"));

        givesNothing();
    }

    @Test
    void isStillAScreenButGivesNothingWhenTheCircuitIsOpen() {
        atCabinet();
        bundle.breaker("scooter-accumulator").transitionToOpenState();

        givesNothing();

        assertThat(stub.received(CabinetsStub.BOOKING)).isEmpty();
    }

    @Test
    void aBrokenCellIsMarkedAndTheFreshScreenFollows() {
        String task = atCabinet();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").pickup("c-7/4").giveBack("c-7/9"));
        stub.on(CabinetsStub.MARK_BROKEN, request -> {
            cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", true, false).pickup("c-7/4").giveBack("c-7/9"));
            return Answer.ok("{}");
        });

        Reply screen = courier().post(EXCHANGE + "broken?cargo_ref_id=claim-1&cell_id=c-7/3");

        assertThat(screen.item("next").isMissingNode()).isFalse();
        assertThat(stub.received(CabinetsStub.MARK_BROKEN)).hasSize(1).first()
            .satisfies(call -> assertThat(call.field("cell_id")).isEqualTo("c-7/3"))
            .satisfies(call -> assertThat(call.header("X-Idempotency-Token")).isEqualTo("claim-1-broken-c-7/3"));
        assertThat(rows.timeline(task)).containsExactly("decision scooter-accumulator cabinet/cell/mark_broken ok",
            "upstream_call scooter-accumulator cabinet/cell/mark_broken ok", "courier_action cell broken ok");
        assertThat(courier().post(EXCHANGE + "open?cargo_ref_id=claim-1").item("notice").path("text").asText()).as("never the broken one").contains("c-7/4");
    }

    @Test
    void aCellOfAnotherBookingIsNotMarked() {
        atCabinet();
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        Reply reply = courier().post(EXCHANGE + "broken?cargo_ref_id=claim-1&cell_id=c-7/5");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).contains("cell_id");
        assertThat(changes()).isEmpty();
    }

    private String atCabinet() {
        return rows.performedTask("at_cabinet", "pickup_arrived", "");
    }

    private Reply status() {
        return courier().get(EXCHANGE + "status?cargo_ref_id=claim-1");
    }

    private void givesNothing() {
        Reply screen = status();
        assertThat(screen.status()).isEqualTo(200);
        assertThat(screen.item("notice").path("tone").asText()).isEqualTo("error");
        assertThat(screen.item("next").isMissingNode()).isTrue();
        Reply open = courier().post(EXCHANGE + "open?cargo_ref_id=claim-1");
        assertThat(open.status()).isEqualTo(503);
        assertThat(open.code()).isEqualTo("cabinet_unavailable");
        assertThat(changes()).isEmpty();
    }
}

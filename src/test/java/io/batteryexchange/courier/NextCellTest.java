package io.batteryexchange.courier;

import static io.batteryexchange.support.BookingDocument.booking;
import static io.batteryexchange.support.BookingDocument.ofOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.batteryexchange.support.BookingDocument;
import io.batteryexchange.support.Refused;
import io.batteryexchange.support.TestExchange;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextCellTest {

    private final NextCell nextCell = new NextCell();

    @ParameterizedTest
    @CsvSource({"at_cabinet, c-7/3", "at_return, c-7/9"})
    void opensACellOfTheLeg(String leg, String cell) {
        assertChooses(at(leg, ofOne()), cell, false);
    }

    @Test
    void stepsOverBrokenAndEmptiedCells() {
        assertChooses(at("at_cabinet", booking().pickupCell("c-7/3", "closed").pickupCell("c-7/4", "closed").pickupCell("c-7/5", "closed")
            .taken("c-7/3").broken("c-7/4")), "c-7/5", false);
    }

    @Test
    void opensNoOtherCellWhileOneIsOpen() {
        assertChooses(at("at_cabinet", booking().pickupCell("c-7/3", "closed").pickupCell("c-7/4", "open")), "c-7/4", true);
    }

    @Test
    void opensNoReturnCellWhileThePickupCellIsStillOpen() {
        assertChooses(at("at_return", ofOne().taken("c-7/3").state("c-7/3", "open")), "c-7/3", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "something-new"})
    void waitsWhileTheStateOfTheDoorIsNotKnown(String state) {
        Refused.with(409, "cabinet_busy", () -> nextCell.choose(at("at_cabinet", ofOne().state("c-7/3", state))));
    }

    @Test
    void opensNoOtherCellWhileADoorThatDidNotAnswerMayBeOpen() {
        Refused.with(409, "cabinet_busy", () -> nextCell.choose(at("at_cabinet",
            booking().pickupCell("c-7/3", "closed").pickupCell("c-7/4", "unknown").returnCell("c-7/9", "closed"))));
        Refused.with(409, "cabinet_busy", () -> nextCell.choose(at("at_return", ofOne().taken("c-7/3").state("c-7/3", "unknown"))));
    }

    @Test
    void isNotHeldUpByABrokenDoorWhoseTelemetryNeverComesBack() {
        Exchange exchange = at("at_cabinet", booking().pickupCell("c-7/3", "unknown").broken("c-7/3").pickupCell("c-7/4", "closed").returnCell("c-7/9", "closed"));

        nextCell.choose(exchange);

        assertThat(exchange.getVariable("cell_id")).isEqualTo("c-7/4");
    }

    @Test
    void opensNothingWhenEverythingIsTaken() {
        Refused.with(409, "no_cells_left", () -> nextCell.choose(at("at_cabinet", ofOne().taken("c-7/3"))));
        Refused.with(409, "no_cells_left", () -> nextCell.choose(at("at_return", ofOne().returned("c-7/9").returnCell("c-7/10", "closed"))));
    }

    @Test
    void opensNothingWhenTheStorekeeperHandedEverythingOver() {
        Refused.with(409, "no_cells_left", () -> nextCell.choose(at("at_cabinet", ofOne().issuedByHand("acc-55"))));
    }

    @Test
    void opensNothingWhenOnlyBrokenCellsAreLeft() {
        Refused.with(409, "no_cells_left", () -> nextCell.choose(at("at_cabinet", ofOne().broken("c-7/3"))));
    }

    @Test
    void opensNothingUntilTheCabinetSystemKnowsTheCourier() {
        Refused.with(409, "wrong_status", () -> nextCell.choose(TestExchange.with("leg", "at_cabinet", "answer", ofOne().contractor(null).json(), "caller", "courier-5")));
        Refused.with(409, "wrong_status", () -> nextCell.choose(TestExchange.with("leg", "at_cabinet", "answer", ofOne().contractor("courier-4").json(), "caller", "courier-5")));
    }

    @Test
    void showsACourierWhomTheCabinetDoesNotKnowNoOpenCellEither() {
        Refused.with(409, "wrong_status", () -> nextCell.choose(
            TestExchange.with("leg", "at_cabinet", "answer", ofOne().contractor("courier-4").state("c-7/3", "open").json(), "caller", "courier-5")));
    }

    @ParameterizedTest
    @CsvSource({"c-7/3, open, false, true", "c-7/3, closed, true, true", "c-7/3, closed, false, false", "c-7/3, unknown, false, false",
        "c-7/9, open, false, true", "c-7/9, closed, true, true", "c-7/9, closed, false, false"})
    void findsOutWhetherADoorWasOpenedWhoseAnswerGotLost(String cell, String state, boolean done, boolean opened) {
        BookingDocument booking = ofOne().state(cell, state);
        if (done) {
            booking = cell.equals("c-7/3") ? booking.taken(cell) : booking.returned(cell);
        }

        assertThat(nextCell.wasOpened(TestExchange.with("unresolved_cell_id", cell, "answer", booking.json()))).isEqualTo(opened);
    }

    @Test
    void doesNotTakeAnotherDoorForTheOneWhoseAnswerGotLost() {
        assertThat(nextCell.wasOpened(TestExchange.with("unresolved_cell_id", "c-7/3", "answer", ofOne().state("c-7/9", "open").json()))).isFalse();
        assertThat(nextCell.wasOpened(TestExchange.with("unresolved_cell_id", "c-8/1", "answer", ofOne().json()))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"c-7/3, open, true", "c-7/9, open, true", "c-7/3, closed, false", "c-7/3, unknown, false"})
    void knowsWhetherTheDoorOfAnotherClaimStandsOpen(String cell, String state, boolean open) {
        assertThat(nextCell.otherStandsOpen(TestExchange.with("other_cell_id", cell, "answer", ofOne().state(cell, state).json()))).isEqualTo(open);
        assertThat(nextCell.otherStandsOpen(TestExchange.with("other_cell_id", "c-7/4", "answer", ofOne().state(cell, state).json()))).isFalse();
        assertThat(nextCell.otherStandsOpen(TestExchange.with("other_cell_id", cell))).as("its booking is gone").isFalse();
    }

    @Test
    void marksOnlyCellsOfTheLegBroken() {
        assertThatCode(() -> nextCell.mustBelong(marking("at_cabinet", "c-7/3"))).doesNotThrowAnyException();
        assertThatCode(() -> nextCell.mustBelong(marking("at_return", "c-7/9"))).doesNotThrowAnyException();

        Refused.naming("cell_id", () -> nextCell.mustBelong(marking("at_cabinet", "c-7/9")));
        Refused.naming("cell_id", () -> nextCell.mustBelong(marking("at_return", "c-7/3")));
        Refused.naming("cell_id", () -> nextCell.mustBelong(marking("at_cabinet", "c-8/3")));
    }

    private void assertChooses(Exchange exchange, String cell, boolean open) {
        nextCell.choose(exchange);

        assertThat(exchange.getVariable("cell_id")).isEqualTo(cell);
        assertThat(exchange.getVariable("cell_open")).isEqualTo(open);
    }

    @Test
    void doubtsOurRecordOnlyWhenNothingIsLeftToPickUp() {
        assertThat(nextCell.pickupIsOver(at("at_cabinet", ofOne()))).isFalse();
        assertThat(nextCell.pickupIsOver(at("at_cabinet", ofOne().taken("c-7/3")))).isTrue();
        assertThat(nextCell.pickupIsOver(at("at_return", ofOne().taken("c-7/3")))).isFalse();
    }

    private static Exchange at(String leg, BookingDocument booking) {
        return TestExchange.with("leg", leg, "answer", booking.json(), "caller", "courier-5");
    }

    private static Exchange marking(String leg, String cell) {
        return TestExchange.with("leg", leg, "answer", ofOne().json(), "cell_id", cell);
    }
}

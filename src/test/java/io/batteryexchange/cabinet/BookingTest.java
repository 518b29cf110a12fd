package io.batteryexchange.cabinet;

import static io.batteryexchange.support.BookingDocument.booking;
import static io.batteryexchange.support.BookingDocument.ofOne;
import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.support.BookingDocument;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookingTest {

    @Test
    void countsNothingAsDoneAtTheBeginning() {
        Booking booking = read(ofOne());

        assertThat(booking.total()).isEqualTo(1);
        assertThat(booking.done(Leg.PICKUP)).isZero();
        assertThat(booking.done(Leg.RETURN)).isZero();
        assertThat(booking.left(Leg.PICKUP)).isEqualTo(1);
        assertThat(booking.left(Leg.RETURN)).isEqualTo(1);
    }

    @Test
    void countsTheLegsApart() {
        Booking booking = read(ofOne().taken("c-7/3"));

        assertThat(booking.left(Leg.PICKUP)).isZero();
        assertThat(booking.left(Leg.RETURN)).isEqualTo(1);
    }

    @Test
    void countsWhatTheStorekeeperHandedOver() {
        assertThat(read(ofOne().issuedByHand("acc-55")).left(Leg.PICKUP)).isZero();
        assertThat(read(ofOne().issuedByHand("acc-55")).left(Leg.RETURN)).isEqualTo(1);
        assertThat(read(ofOne().returnedByHand("acc-9")).left(Leg.RETURN)).isZero();
        assertThat(read(ofOne().returnedByHand("acc-9")).left(Leg.PICKUP)).isEqualTo(1);
    }

    @Test
    void neverCountsMoreThanWasBooked() {
        Booking booking = read(ofOne().taken("c-7/3").issuedByHand("acc-55").issuedByHand("acc-56"));

        assertThat(booking.done(Leg.PICKUP)).isEqualTo(1);
        assertThat(booking.left(Leg.PICKUP)).isZero();
    }

    @Test
    void owesAsManyReturnsAsWereBookedHoweverManyCellsAreKeptForThem() {
        Booking booking = read(ofOne().returnCell("c-7/10", "closed").returnCell("c-7/11", "closed"));

        assertThat(booking.left(Leg.RETURN)).isEqualTo(1);
    }

    @Test
    void opensCellsInTheirOrder() {
        Booking booking = read(booking().pickupCell("c-7/3", "closed").pickupCell("c-7/4", "closed").taken("c-7/3"));

        assertThat(booking.nextCell(Leg.PICKUP)).map(Booking.Cell::id).contains("c-7/4");
    }

    @Test
    void neverOpensABrokenCell() {
        Booking booking = read(booking().pickupCell("c-7/3", "closed").pickupCell("c-7/4", "closed").broken("c-7/3"));

        assertThat(booking.nextCell(Leg.PICKUP)).map(Booking.Cell::id).contains("c-7/4");
        assertThat(read(ofOne().broken("c-7/3")).nextCell(Leg.PICKUP)).isEmpty();
    }

    @Test
    void opensNoFurtherCellWhenTheStorekeeperHandedTheLastOneOver() {
        assertThat(read(ofOne().issuedByHand("acc-55")).nextCell(Leg.PICKUP)).isEmpty();
    }

    @Test
    void opensNoSecondReturnCellOnceTheAccumulatorIsBack() {
        assertThat(read(ofOne().returnCell("c-7/10", "closed").returned("c-7/9")).nextCell(Leg.RETURN)).isEmpty();
    }

    @Test
    void returnsIntoAnotherCellWhenTheFirstIsBroken() {
        assertThat(read(ofOne().returnCell("c-7/10", "closed").broken("c-7/9")).nextCell(Leg.RETURN)).map(Booking.Cell::id).contains("c-7/10");
    }

    @Test
    void findsAnOpenDoorOnEitherLeg() {
        assertThat(read(ofOne()).openCell()).isEmpty();
        assertThat(read(ofOne().state("c-7/3", "open")).openCell()).map(Booking.Cell::id).contains("c-7/3");
        assertThat(read(ofOne().state("c-7/9", "open")).openCell()).map(Booking.Cell::id).contains("c-7/9");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{'pickup_cells': [], 'return_cells': []}", "{'pickup_cells': null, 'return_cells': []}", "{'pickup_cells': [{'cell_id': 'c-7/3', 'taken': true}]}",
        "{'pickup_cells': [{'cell_id': '', 'taken': true}], 'return_cells': []}", "{'pickup_cells': [5], 'return_cells': []}"})
    void doesNotTakeADocumentWithoutCellsForABookingWithNothingLeft(String document) {
        assertThatThrownBy(() -> Booking.read(json(document))).isInstanceOf(UpstreamAnswerUnusable.class);
    }

    @ParameterizedTest
    @CsvSource({"closed, false", "open, true", "unknown, true", "something-new, true", "'', true"})
    void takesADoorForClosedOnlyWhenItIsKnownToBe(String state, boolean notClosed) {
        assertThat(read(ofOne().state("c-7/9", state)).notClosedCell().isPresent()).isEqualTo(notClosed);
    }

    @Test
    void doubtsEveryDoorThatIsNotKnownToBeClosedButABrokenOne() {
        assertThat(read(ofOne()).doorInDoubt()).isFalse();
        assertThat(read(ofOne().state("c-7/3", "unknown")).doorInDoubt()).isTrue();
        assertThat(read(ofOne().state("c-7/9", "unknown")).doorInDoubt()).isTrue();
        assertThat(read(ofOne().state("c-7/3", "unknown").broken("c-7/3")).doorInDoubt()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed", "unknown", "opening", ""})
    void takesADoorForOpenOnlyWhenItIsKnownToBe(String state) {
        assertThat(read(ofOne().state("c-7/3", state)).openCell()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"at_cabinet, PICKUP", "at_return, RETURN"})
    void exchangesOnTheTwoLegsAtTheCabinet(String state, Leg leg) {
        assertThat(Leg.of(state)).isEqualTo(leg);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_scooter", "to_scooter", "none", "done", ""})
    void exchangesNothingAnywhereElse(String state) {
        assertThatThrownBy(() -> Leg.of(state)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(state);
    }

    private static Booking read(BookingDocument document) {
        return Booking.read(document.json());
    }
}

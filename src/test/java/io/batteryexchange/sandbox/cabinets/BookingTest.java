package io.batteryexchange.sandbox.cabinets;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.sandbox.TestSettings;
import io.batteryexchange.sandbox.city.Cabinet;
import io.batteryexchange.sandbox.city.Cell;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.CityBuilder;
import io.batteryexchange.sandbox.city.CityClock;
import io.batteryexchange.sandbox.city.Courier;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BookingTest {

    private final City city = CityBuilder.found(TestSettings.with("chance.broken-door", "0", "chance.unknown-cell-state", "0",
            "cells-per-cabinet", "6", "charged-per-cabinet", "3"), new CityClock(1));
    private final Bookings bookings = new Bookings(city);
    private final Cabinet cabinet = city.cabinets().get("c-1");
    private final Courier courier = city.couriers().get("courier-1");

    @Test
    void keepsNoCellForTwoBookings() {
        Booking first = bookings.book(cabinet, 1).orElseThrow();
        Booking second = bookings.book(cabinet, 1).orElseThrow();

        assertThat(first.pickups().get(0).cell).isNotSameAs(second.pickups().get(0).cell);
        assertThat(first.returns()).extracting(r -> r.cell).doesNotContainAnyElementsOf(second.returns().stream().map(r -> r.cell).toList());
        assertThat(bookings.book(cabinet, 1)).as("no empty cell is left for what comes back").isEmpty();
    }

    @Test
    void isNotTakenWhileTheDoorIsOpen() {
        Booking booking = bookings.book(cabinet, 1).orElseThrow();
        Cell cell = booking.pickups().get(0).cell;
        cell.open(true, city.now());
        city.takeOut(courier, cell);

        assertThat(booking.anythingTaken()).isFalse();
        bookings.closeDoor(cell);
        assertThat(booking.anythingTaken()).isTrue();
    }

    @Test
    void isNotTakenWhenTheDoorWasOnlyOpenedAndShut() {
        Booking booking = bookings.book(cabinet, 1).orElseThrow();
        Cell cell = booking.pickups().get(0).cell;
        cell.open(true, city.now());
        bookings.closeDoor(cell);

        assertThat(booking.anythingTaken()).isFalse();
    }

    @Test
    void knowsWhichAccumulatorCameBack() {
        Booking booking = bookings.book(cabinet, 1).orElseThrow();
        Cell pickup = booking.pickups().get(0).cell;
        pickup.open(true, city.now());
        var accumulator = city.takeOut(courier, pickup).orElseThrow();
        bookings.closeDoor(pickup);
        Cell place = booking.returns().get(0).cell;
        place.open(true, city.now());
        city.putIn(courier, accumulator, place);
        bookings.closeDoor(place);

        assertThat(booking.returns().get(0).returned).isTrue();
        assertThat(booking.returns().get(0).accumulator).isSameAs(accumulator);
    }

    @Test
    void keepsABrokenCellOfALiveBookingBrokenUntilItEnds() {
        Booking booking = bookings.book(cabinet, 1).orElseThrow();
        Cell cell = booking.returns().get(0).cell;
        cell.markBroken(city.now().minus(Duration.ofDays(1)));

        bookings.repairCells();
        assertThat(cell.broken()).isTrue();
        bookings.end(booking);
        bookings.repairCells();
        assertThat(cell.broken()).isFalse();
    }

    @Test
    void givesItsCellsBackWhenItEnds() {
        int before = bookings.available(cabinet);
        Booking booking = bookings.book(cabinet, 1).orElseThrow();
        bookings.end(booking);

        assertThat(bookings.available(cabinet)).isEqualTo(before);
        assertThat(bookings.active()).isEmpty();
        assertThat(bookings.find(booking.id())).contains(booking);
    }
}

package io.batteryexchange.sandbox.cabinets;

import io.batteryexchange.sandbox.city.Cell;

/** Hears of cells, under the city's lock. */
public interface CellListener {

    /** Somebody asks for a cell of his booking; the door has not moved yet. */
    default void openAsked(Booking booking, Cell cell) {
    }

    default void opened(Booking booking, Cell cell) {
    }
}

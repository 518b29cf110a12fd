package io.batteryexchange.map;

import java.util.Locale;

/** How many accumulators of a store can be booked, as scooter-accumulator said when it was asked last. */
enum Stock {
    UNKNOWN, NONE, FEW, ENOUGH;

    private static final int FEW_AT_MOST = 2;

    /** @param available null: never asked */
    static Stock of(Integer available) {
        if (available == null) {
            return UNKNOWN;
        }
        return available <= 0 ? NONE : available <= FEW_AT_MOST ? FEW : ENOUGH;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

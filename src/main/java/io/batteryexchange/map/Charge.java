package io.batteryexchange.map;

import java.util.Locale;

/** How full a scooter is, in the tiers of the low-battery tags (spec, Low accumulator). Each has its colour and its shape. */
enum Charge {
    BELOW_20, BELOW_40, BELOW_60, ABOVE, UNKNOWN;

    /** @param percent null: not read yet */
    static Charge of(Integer percent) {
        if (percent == null) {
            return UNKNOWN;
        }
        return percent < 20 ? BELOW_20 : percent < 40 ? BELOW_40 : percent < 60 ? BELOW_60 : ABOVE;
    }

    /** As it is written in classes, keys of texts and documents. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

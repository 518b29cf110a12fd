package io.batteryexchange.cabinet;

import java.math.BigDecimal;
import java.util.Locale;

/** Why a cabinet was not taken, in a few words: the rule and the number that failed. */
final class Why {

    static final String MANUAL_MODE = "manual mode";
    static final String BOOKED_AWAY = "booked away";
    /** A store in reach that was asked, but the answer names no cabinet of it. */
    static final String WITHOUT_CABINET = "without a cabinet";

    private static final int MOST_DECIMALS = 6;

    private Why() {
    }

    /** For example {@code 4.2 km > 4.0 km}; {@code 4.04 km > 4.00 km} where one decimal would hide the difference. */
    static String tooFar(double km, double limitKm) {
        return over(km, limitKm, "km", 1);
    }

    /** For example {@code 75 min > 60 min}. */
    static String tooLongAWalk(double minutes, double limitMinutes) {
        return over(minutes, limitMinutes, "min", 0);
    }

    static String available(int accumulators) {
        return accumulators + " available";
    }

    static String notAmongTheBest(int cabinets) {
        return "not among the best " + cabinets;
    }

    /** A limit as the experiments file has it, for example {@code 20}. */
    static String limit(double limit) {
        return new BigDecimal(Double.toString(limit)).stripTrailingZeros().toPlainString();
    }

    private static String over(double value, double limit, String unit, int decimals) {
        String shown = shown(value, decimals);
        String shownLimit = shown(limit, decimals);
        return shown.equals(shownLimit) && decimals < MOST_DECIMALS
            ? over(value, limit, unit, decimals + 1)
            : shown + " " + unit + " > " + shownLimit + " " + unit;
    }

    private static String shown(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

package io.batteryexchange.map;

/**
 * A round length and how long it is in the picture.
 *
 * @param units  of the picture
 * @param metres 1, 2 or 5 times a power of ten
 */
public record ScaleBar(double units, long metres) {

    /** The longest round length of at most so many units. */
    static ScaleBar within(double units, double metresPerUnit) {
        double most = units * metresPerUnit;
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        long metres = Math.max(1, Math.round(power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1)));
        return new ScaleBar(Math.round(metres / metresPerUnit * 10) / 10.0, metres);
    }

    /** {@code km} from a kilometre on, else {@code m}; the unit's text is {@code map.scale_<unit>}. */
    public String unit() {
        return metres >= 1000 ? "km" : "m";
    }

    public long length() {
        return metres >= 1000 ? metres / 1000 : metres;
    }
}

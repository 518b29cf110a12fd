package io.batteryexchange.map;

import io.batteryexchange.store.Store.Location;
import java.util.Collection;

/**
 * From degrees (WGS 84) to the units of a picture: equirectangular, with the longitudes shortened by the cosine of the middle latitude. At the size of a city
 * a kilometre is the same length in all directions to within a thousandth. Regions across the 180th meridian are not meant.
 */
final class Projection {

    /** A degree of latitude, metres. */
    private static final double DEGREE = 111_195;
    /** What is shown at least, degrees of latitude: about a kilometre. One scooter is not blown up to a whole picture. */
    private static final double LEAST = 0.009;
    /** Around what is shown, of its size. */
    private static final double MARGIN = 0.06;

    /** A place in the picture, rounded to a tenth of a unit; y grows downwards. */
    record Point(double x, double y) {
    }

    private final double west;
    private final double north;
    private final double shortening;
    /** Units a degree of latitude. */
    private final double scale;
    private final int width;
    private final int height;

    private Projection(double west, double north, double shortening, double scale, int width, int height) {
        this.west = west;
        this.north = north;
        this.shortening = shortening;
        this.scale = scale;
        this.width = width;
        this.height = height;
    }

    /**
     * The picture that holds all places, as large as it can be.
     *
     * @param places one or more
     * @param width  of the picture; its height is between the two given, as the places want it
     */
    static Projection of(Collection<Location> places, int width, int leastHeight, int mostHeight) {
        double south = places.stream().mapToDouble(Location::lat).min().orElseThrow();
        double north = places.stream().mapToDouble(Location::lat).max().orElseThrow();
        double west = places.stream().mapToDouble(Location::lon).min().orElseThrow();
        double east = places.stream().mapToDouble(Location::lon).max().orElseThrow();
        double middle = (south + north) / 2;
        double shortening = Math.max(0.01, Math.cos(Math.toRadians(middle))); // at a pole all longitudes are one
        double high = Math.max(LEAST, north - south) * (1 + 2 * MARGIN);
        double wide = Math.max(LEAST, (east - west) * shortening) * (1 + 2 * MARGIN);
        int height = (int) Math.round(Math.max(leastHeight, Math.min(mostHeight, high * width / wide)));
        double scale = Math.min(width / wide, height / high);
        return new Projection((west + east) / 2 - width / scale / shortening / 2, middle + height / scale / 2, shortening, scale, width, height);
    }

    Point point(double lat, double lon) {
        return new Point(rounded((lon - west) * shortening * scale), rounded((north - lat) * scale));
    }

    boolean shows(double lat, double lon) {
        Point point = point(lat, lon);
        return point.x() >= 0 && point.x() <= width && point.y() >= 0 && point.y() <= height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    double metresPerUnit() {
        return DEGREE / scale;
    }

    /** To a tenth of a unit. */
    static double rounded(double units) {
        return Math.round(units * 10) / 10.0;
    }
}

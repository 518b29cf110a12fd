package io.batteryexchange.geo;

/** A position on the WGS 84 ellipsoid as a point in space, in kilometres from the Earth's centre: what is far away is seen at once, without a geodesic. */
public record Place(double x, double y, double z) {

    private static final double EQUATOR_KM = 6378.137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

    /** @param lat and lon in degrees */
    public static Place at(double lat, double lon) {
        double phi = Math.toRadians(lat);
        double lambda = Math.toRadians(lon);
        double normal = EQUATOR_KM / Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(phi) * Math.sin(phi));
        return new Place(normal * Math.cos(phi) * Math.cos(lambda), normal * Math.cos(phi) * Math.sin(lambda), normal * (1 - ECCENTRICITY_SQUARED) * Math.sin(phi));
    }

    /** The straight line through the Earth in kilometres: never longer than {@link Distance#km}, and in a city shorter by less than a millimetre. */
    public double lineKm(Place other) {
        double dx = x - other.x;
        double dy = y - other.y;
        double dz = z - other.z;
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
}

package io.batteryexchange.sandbox.city;

/** A point on the ground, in degrees. */
public record Position(double lat, double lon) {

    private static final double EARTH_RADIUS_M = 6_371_000;

    public double metresTo(Position other) {
        double dLat = Math.toRadians(other.lat - lat);
        double dLon = Math.toRadians(other.lon - lon);
        double a = Math.pow(Math.sin(dLat / 2), 2)
                + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(other.lat)) * Math.pow(Math.sin(dLon / 2), 2);
        return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(a)));
    }

    /** The point that lies the given share of the way from here to the other one. */
    public Position towards(Position other, double share) {
        return share >= 1 ? other : new Position(lat + (other.lat - lat) * share, lon + (other.lon - lon) * share);
    }

    public Position offset(double metresNorth, double metresEast) {
        double newLat = lat + Math.toDegrees(metresNorth / EARTH_RADIUS_M);
        double newLon = lon + Math.toDegrees(metresEast / (EARTH_RADIUS_M * Math.cos(Math.toRadians(lat))));
        return new Position(Math.round(newLat * 1e6) / 1e6, Math.round(newLon * 1e6) / 1e6);
    }
}

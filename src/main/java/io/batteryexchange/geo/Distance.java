package io.batteryexchange.geo;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/** Distances on the WGS 84 ellipsoid. */
public final class Distance {

    private Distance() {
    }

    /** Length of the geodesic between two positions in kilometres; latitudes and longitudes in degrees. */
    public static double km(double lat1, double lon1, double lat2, double lon2) {
        return Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2, GeodesicMask.DISTANCE).s12 / 1000;
    }
}

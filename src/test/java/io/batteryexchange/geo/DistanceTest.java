package io.batteryexchange.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTest {

    private static final double MILLIMETRE = 1e-6;

    /** Vectors: C. F. F. Karney, GeographicLib, tests/geodtest.cpp (geodesics on WGS 84 from the GeodTest data set; metres). */
    @ParameterizedTest
    @CsvSource({
        " 35.60777, -139.44815, -11.17491,  -69.95921,  8935244.5604818305",
        " 55.52454,  106.05087,  77.03196,  197.18234,  4105086.1713924406",
        "-21.97856,  142.59065,  41.84138,   98.56635,  8394328.894657671",
        "-66.99028,  112.2363,  -12.70631,  285.90344, 11150344.2312080241",
        "-17.42761,  173.34268, -15.84784,    5.93557, 16076603.1631180673"})
    void agreesWithTheReferenceToAMillimetre(double lat1, double lon1, double lat2, double lon2, double metres) {
        assertThat(Distance.km(lat1, lon1, lat2, lon2)).isCloseTo(metres / 1000, within(MILLIMETRE));
        assertThat(Distance.km(lat2, lon2, lat1, lon1)).isCloseTo(metres / 1000, within(MILLIMETRE));
    }

    @Test
    void isNoughtAtTheSamePlaceAndAroundTheWholeEarth() {
        assertThat(Distance.km(55.7, 37.6, 55.7, 37.6)).isZero();
        assertThat(Distance.km(55.7, 180, 55.7, -180)).isZero();
    }

    @Test
    void doesNotGoTheLongWayRoundAtTheDateLine() {
        assertThat(Distance.km(0, 179.5, 0, -179.5)).isCloseTo(Distance.km(0, 0, 0, 1), within(MILLIMETRE));
    }
}

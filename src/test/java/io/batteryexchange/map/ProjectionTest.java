package io.batteryexchange.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.batteryexchange.geo.Distance;
import io.batteryexchange.map.Projection.Point;
import io.batteryexchange.store.Store.Location;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {

    private static final List<Location> MOSCOW = List.of(new Location(55.70, 37.50), new Location(55.80, 37.70));

    @Test
    void northIsUpAndEastIsRight() {
        Projection projection = Projection.of(MOSCOW, 960, 480, 960);

        Point southWest = projection.point(55.70, 37.50);
        Point northEast = projection.point(55.80, 37.70);

        assertThat(northEast.x()).isGreaterThan(southWest.x());
        assertThat(northEast.y()).isLessThan(southWest.y());
    }

    @Test
    void showsAllPlacesWithAMargin() {
        Projection projection = Projection.of(MOSCOW, 960, 480, 960);

        assertThat(projection.width()).isEqualTo(960);
        assertThat(projection.height()).isEqualTo(853); // 0.1 degrees by 0.2 shortened by cos(55.75)
        assertThat(projection.point(55.80, 37.50)).isEqualTo(new Point(51.4, 45.8));
        assertThat(projection.point(55.70, 37.70)).isEqualTo(new Point(908.6, 807.2));
        assertThat(projection.shows(55.75, 37.6)).isTrue();
        assertThat(projection.shows(55.75, 37.75)).isFalse();
    }

    @ParameterizedTest(name = "{0} to {1} degrees north")
    @CsvSource({"55.70, 55.80", "-0.05, 0.05", "68.90, 69.00", "-34.70, -34.50"})
    void aKilometreIsAKilometreInAllDirections(double south, double north) {
        Projection projection = Projection.of(List.of(new Location(south, 30.0), new Location(north, 30.2)), 960, 480, 960);
        double middle = (south + north) / 2;

        for (double[] to : new double[][] {{middle + 0.01, 30.1}, {middle, 30.11}, {middle - 0.01, 30.09}}) {
            Point from = projection.point(middle, 30.1);
            Point point = projection.point(to[0], to[1]);
            double metres = Math.hypot(point.x() - from.x(), point.y() - from.y()) * projection.metresPerUnit();
            assertThat(metres).isCloseTo(Distance.km(middle, 30.1, to[0], to[1]) * 1000, within(15.0)); // a tenth of a unit is about 3 m here, the ellipsoid 0.7 %
        }
    }

    @Test
    void aSinglePlaceIsInTheMiddleOfAKilometre() {
        Projection projection = Projection.of(List.of(new Location(55.7345, 37.588)), 960, 480, 960);

        assertThat(projection.point(55.7345, 37.588)).isEqualTo(new Point(480.0, projection.height() / 2.0));
        assertThat(projection.metresPerUnit() * 960).isCloseTo(1121, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({"55.7, 37.5, 55.7001, 38.5, 480", "55.2, 37.5, 56.2, 37.5001, 960"})
    void aLongCityKeepsItsProportions(double lat1, double lon1, double lat2, double lon2, int height) {
        Projection projection = Projection.of(List.of(new Location(lat1, lon1), new Location(lat2, lon2)), 960, 480, 960);

        assertThat(projection.height()).isEqualTo(height);
        for (Location end : List.of(new Location(lat1, lon1), new Location(lat2, lon2))) {
            assertThat(projection.shows(end.lat(), end.lon())).isTrue();
        }
    }
}

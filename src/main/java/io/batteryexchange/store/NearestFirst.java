package io.batteryexchange.store;

import io.batteryexchange.geo.Distance;
import io.batteryexchange.geo.Place;
import io.batteryexchange.store.Stores.Near;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Stores in the order of their distance, measured only as far as somebody reads: of a country's stores a city's are measured, the others are known to be farther by
 * the straight line, which is never longer than the way on the surface.
 */
final class NearestFirst implements Iterator<Near> {

    /** A millimetre, far more than what rounding makes of a line. */
    private static final double ROUNDING_KM = 1e-6;

    /** A store whose place is known. */
    record Placed(Store store, Place place) {
    }

    private record Ahead(Store store, double lineKm) implements Comparable<Ahead> {

        @Override
        public int compareTo(Ahead other) {
            return Double.compare(lineKm, other.lineKm);
        }
    }

    private final double lat;
    private final double lon;
    private final PriorityQueue<Ahead> ahead;
    private final PriorityQueue<Near> measured = new PriorityQueue<>(Comparator.comparingDouble(Near::km).thenComparing(near -> near.store().id()));

    NearestFirst(List<Placed> stores, double lat, double lon) {
        this.lat = lat;
        this.lon = lon;
        Place here = Place.at(lat, lon);
        this.ahead = new PriorityQueue<>(stores.stream().map(store -> new Ahead(store.store(), store.place().lineKm(here) - ROUNDING_KM)).toList());
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty() || !measured.isEmpty();
    }

    @Override
    public Near next() {
        while (!ahead.isEmpty() && (measured.isEmpty() || ahead.element().lineKm() <= measured.element().km())) {
            Store store = ahead.remove().store();
            measured.add(new Near(store, Distance.km(lat, lon, store.location().lat(), store.location().lon())));
        }
        return measured.remove();
    }
}

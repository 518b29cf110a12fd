package io.batteryexchange.sandbox.ledger;

import io.batteryexchange.sandbox.city.Accumulator;
import io.batteryexchange.sandbox.city.City;
import java.util.HashMap;
import java.util.Map;

/** Every accumulator is in exactly one place: cell, shelf, courier or scooter. */
final class Conservation {

    private final City city;
    private final Ledger ledger;

    Conservation(City city, Ledger ledger) {
        this.city = city;
        this.ledger = ledger;
    }

    /** @return how many accumulators were looked at */
    int check() {
        synchronized (city) {
            Map<String, String> places = new HashMap<>();
            city.cells().values().forEach(c -> put(places, c.accumulator(), "cell " + c.id()));
            city.cabinets().values().forEach(c -> c.shelf().forEach(a -> put(places, a, "shelf " + c.id())));
            city.couriers().values().forEach(c -> c.bag().forEach(a -> put(places, a, "courier " + c.id())));
            city.scooters().values().forEach(s -> put(places, s.accumulator(), "scooter " + s.id()));
            for (Accumulator accumulator : city.accumulators().values()) {
                String place = places.get(accumulator.id());
                if (place == null || !place.equals(accumulator.place())) {
                    ledger.add("conservation", "an accumulator is not where it should be", Map.of("accumulator_id", accumulator.id(),
                            "believed", accumulator.place(), "found", String.valueOf(place)));
                }
            }
            return city.accumulators().size();
        }
    }

    private void put(Map<String, String> places, Accumulator accumulator, String place) {
        if (accumulator == null) {
            return;
        }
        String other = places.put(accumulator.id(), place);
        if (other != null) {
            ledger.add("conservation", "an accumulator is in two places", Map.of("accumulator_id", accumulator.id(), "one", other, "two", place));
        }
    }
}

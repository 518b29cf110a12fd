package io.batteryexchange.store;

import io.batteryexchange.geo.Distance;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The stores of {@code config/stores.yaml}. */
@Component("stores")
public class Stores {

    /** A store and its distance from a scooter in kilometres. */
    public record Near(Store store, double km) {
    }

    private final List<Store> stores;
    private final Map<String, Store> byId;

    Stores(@Value("${stores.file}") Path file) {
        this.stores = StoresFile.read(file);
        this.byId = stores.stream().collect(Collectors.toUnmodifiableMap(Store::id, Function.identity()));
    }

    /** All stores, nearest to the position first; ties by id, so the order is stable. */
    public List<Near> nearestFirst(double lat, double lon) {
        return stores.stream()
            .map(store -> new Near(store, Distance.km(lat, lon, store.location().lat(), store.location().lon())))
            .sorted(Comparator.comparingDouble(Near::km).thenComparing(near -> near.store().id()))
            .toList();
    }

    /** The store with this id, if the file names it. */
    public Optional<Store> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}

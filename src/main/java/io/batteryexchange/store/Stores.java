package io.batteryexchange.store;

import io.batteryexchange.geo.Place;
import io.batteryexchange.settings.ConfigFiles;
import io.batteryexchange.settings.WatchedFile;
import io.batteryexchange.settings.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The stores of {@code config/stores.yaml}, which is read again when it changes. */
@Component("stores")
public class Stores {

    /** A store and its distance from a scooter in kilometres. */
    public record Near(Store store, double km) {
    }

    /** The entries of one content of the file, and where they lie. */
    private record Places(Map<String, Store> entries, List<NearestFirst.Placed> placed) {
    }

    private final WatchedFile<Store> stores;
    private volatile Places places;

    Stores(@Value("${stores.file}") Path path, ConfigFiles files) {
        YamlFile file = new YamlFile(path, "STORES_FILE");
        this.stores = files.watch(file, "stores", content -> StoresFile.read(file, content));
    }

    /** All stores, nearest to the position first; ties by id, so the order is stable. Never empty. Costs by how far it is read. */
    public Iterable<Near> nearestFirst(double lat, double lon) {
        List<NearestFirst.Placed> placed = places().placed();
        return () -> new NearestFirst(placed, lat, lon);
    }

    private Places places() {
        Map<String, Store> entries = stores.entries();
        Places known = places;
        if (known == null || known.entries() != entries) { // another content of the file
            known = new Places(entries, entries.values().stream().map(store -> new NearestFirst.Placed(store, Place.at(store.location().lat(), store.location().lon()))).toList());
            places = known;
        }
        return known;
    }

    /** All stores in the file's order. Never empty. */
    public List<Store> all() {
        return List.copyOf(stores.entries().values());
    }

    /** The store with this id, if the file names it. */
    public Optional<Store> find(String id) {
        return Optional.ofNullable(stores.entries().get(id));
    }
}

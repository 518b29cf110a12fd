package io.batteryexchange.store;

import io.batteryexchange.geo.Distance;
import io.batteryexchange.settings.ConfigFiles;
import io.batteryexchange.settings.WatchedFile;
import io.batteryexchange.settings.YamlFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The stores of {@code config/stores.yaml}, which is read again when it changes. */
@Component("stores")
public class Stores {

    /** A store and its distance from a scooter in kilometres. */
    public record Near(Store store, double km) {
    }

    private final WatchedFile<Store> stores;

    Stores(@Value("${stores.file}") Path path, ConfigFiles files) {
        YamlFile file = new YamlFile(path, "STORES_FILE");
        this.stores = files.watch(file, "stores", content -> StoresFile.read(file, content));
    }

    /** All stores, nearest to the position first; ties by id, so the order is stable. Never empty. */
    public List<Near> nearestFirst(double lat, double lon) {
        return stores.entries().values().stream()
            .map(store -> new Near(store, Distance.km(lat, lon, store.location().lat(), store.location().lon())))
            .sorted(Comparator.comparingDouble(Near::km).thenComparing(near -> near.store().id()))
            .toList();
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

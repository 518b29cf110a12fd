package io.batteryexchange.store;

import static io.batteryexchange.store.TestStores.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.batteryexchange.geo.Distance;
import io.batteryexchange.settings.ConfigFiles;
import io.batteryexchange.settings.SettingRefused;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {

    @TempDir
    private Path files;

    @Test
    void putsTheNearestStoreFirstWithItsDistance() {
        Stores stores = TestStores.of(files, store("grocery:abroad", 48.1, 11.5), store("grocery:far", 55.72, 37.6), store("grocery:near", 55.71, 37.6));

        Iterable<Stores.Near> near = stores.nearestFirst(55.7, 37.6);

        assertThat(near).extracting(it -> it.store().id()).containsExactly("grocery:near", "grocery:far", "grocery:abroad");
        assertThat(near.iterator().next().km()).isCloseTo(1.1135, within(0.001));
    }

    /** Read from the end of the world and from its other end, where the straight line tells least. */
    @Test
    void ordersStoresAllOverTheWorldAsTheirGeodesicsAre() {
        Random random = new Random(7);
        Stores stores = TestStores.of(files, IntStream.range(0, 500).mapToObj(i -> store("grocery:" + i, random.nextInt(-90, 91), random.nextInt(-180, 181))).toArray(String[]::new));

        for (double[] here : new double[][] {{55.7, 37.6}, {90, 0}, {0, 180}, {-55.7, -142.4}}) {
            List<Stores.Near> expected = stores.all().stream()
                .map(store -> new Stores.Near(store, Distance.km(here[0], here[1], store.location().lat(), store.location().lon())))
                .sorted(Comparator.comparingDouble(Stores.Near::km).thenComparing(near -> near.store().id())).toList();
            assertThat(stores.nearestFirst(here[0], here[1])).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void ordersEquallyNearStoresByIdWhateverTheirOrderInTheFile() {
        Stores stores = TestStores.of(files, store("grocery:2", 55.71, 37.6), store("garage:9", 55.71, 37.6), store("grocery:1", 55.71, 37.6));

        assertThat(stores.nearestFirst(55.7, 37.6)).extracting(it -> it.store().id()).containsExactly("garage:9", "grocery:1", "grocery:2");
    }

    @Test
    void namesAllStoresInTheOrderOfTheFile() {
        assertThat(TestStores.of(files, store("grocery:2", 55.71, 37.6), store("garage:9", 48.1, 11.5)).all()).extracting(Store::id).containsExactly("grocery:2", "garage:9");
    }

    @Test
    void findsAStoreByItsId() {
        Stores stores = TestStores.of(files, store("grocery:1", 55.71, 37.6));

        assertThat(stores.find("grocery:1")).map(Store::name).contains("Store grocery:1");
        assertThat(stores.find("grocery:2")).isEmpty();
    }

    @Test
    void knowsAnotherStoreOnceTheFileNamesIt() {
        ConfigFiles looks = new ConfigFiles();
        Stores stores = TestStores.of(files, looks, store("grocery:1", 55.71, 37.6));

        TestStores.write(files, "stores:\n" + store("grocery:2", 55.72, 37.6) + store("grocery:3", 55.73, 37.6));
        looks.look();
        looks.look();

        assertThat(stores.nearestFirst(55.7, 37.6)).extracting(it -> it.store().id()).containsExactly("grocery:2", "grocery:3");
        assertThat(stores.find("grocery:2")).isPresent();
        assertThat(stores.find("grocery:1")).isEmpty();
    }

    @Test
    void keepsItsStoresWhenTheNewContentIsRefused() throws Exception {
        ConfigFiles looks = new ConfigFiles();
        Stores stores = TestStores.of(files, looks, store("grocery:1", 55.71, 37.6));

        TestStores.write(files, "stores:\n" + store("grocery:1", 55.71, 37.6) + store("grocery:2", 91, 37.6));
        looks.look();
        looks.look();

        assertThat(stores.nearestFirst(55.7, 37.6)).extracting(it -> it.store().id()).containsExactly("grocery:1");
        assertThat(looks.problems()).contains("stores[1] (grocery:2).location.lat must be between -90 and 90, but is 91.0.");
    }

    @Test
    void doesNotStartWithABadFile() {
        assertThatThrownBy(() -> TestStores.of(files, store("grocery:1", 91, 37.6))).isInstanceOf(SettingRefused.class)
            .hasMessage("File " + files.resolve("stores.yaml") + ", stores[0] (grocery:1).location.lat must be between -90 and 90, but is 91.0.");
    }
}

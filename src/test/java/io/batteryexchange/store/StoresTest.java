package io.batteryexchange.store;

import static io.batteryexchange.store.TestStores.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.batteryexchange.settings.ConfigFiles;
import io.batteryexchange.settings.SettingRefused;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {

    @TempDir
    private Path files;

    @Test
    void putsTheNearestStoreFirstWithItsDistance() {
        Stores stores = TestStores.of(files, store("grocery:abroad", 48.1, 11.5), store("grocery:far", 55.72, 37.6), store("grocery:near", 55.71, 37.6));

        List<Stores.Near> near = stores.nearestFirst(55.7, 37.6);

        assertThat(near).extracting(it -> it.store().id()).containsExactly("grocery:near", "grocery:far", "grocery:abroad");
        assertThat(near.get(0).km()).isCloseTo(1.1135, within(0.001));
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

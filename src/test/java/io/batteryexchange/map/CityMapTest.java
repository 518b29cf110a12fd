package io.batteryexchange.map;

import static io.batteryexchange.flow.support.Documents.JSON;
import static io.batteryexchange.flow.support.Documents.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CityMapTest {

    private final ObjectNode city = object("scooters", JSON.createArrayNode(), "served", JSON.createArrayNode(), "couriers", JSON.createArrayNode(), "stores", JSON.createArrayNode());

    @Test
    void anEmptyCityShowsItsStores() {
        store("grocery:123", 55.7340, 37.5871);
        store("grocery:900", 59.9, 30.3);

        CityMap map = CityMap.of(city);

        assertThat(map.stores()).hasSize(2);
        assertThat(map.hidden()).isZero();
        assertThat(map.scooters()).isEmpty();
        assertThat(map.scale().unit()).isEqualTo("km");
    }

    @Test
    void storesOfAnotherCityAreLeftOut() {
        store("grocery:123", 55.7340, 37.5871);
        store("grocery:900", 59.9, 30.3);
        scooter("s-1", 55.7345, 37.588, 17);

        CityMap map = CityMap.of(city);

        assertThat(map.stores()).extracting(store -> store.text("store_id")).containsExactly("grocery:123");
        assertThat(map.hidden()).isEqualTo(1);
    }

    @Test
    void storesNearTheScootersAreShownThoughNoneIsThere() {
        store("grocery:123", 55.7500, 37.5871);
        scooter("s-1", 55.7345, 37.588, 17);

        assertThat(CityMap.of(city).stores()).hasSize(1);
    }

    @Test
    void everyMarkIsInThePicture() {
        for (int i = 0; i < 50; i++) {
            scooter("s-" + i, 55.70 + i * 0.002, 37.50 + (i * 37 % 50) * 0.004, i * 2);
        }

        CityMap map = CityMap.of(city);

        assertThat(map.scooters()).hasSize(50).allSatisfy(mark -> {
            assertThat(mark.x()).isBetween(0.0, (double) map.width());
            assertThat(mark.y()).isBetween(0.0, (double) map.height());
        });
    }

    @Test
    void aStoreIsLabelledWithItsStockAndAScooterWithItsCharge() {
        store("grocery:123", 55.7340, 37.5871).put("available", 4);
        store("grocery:124", 55.7440, 37.5971);
        scooter("s-1", 55.7390, 37.5921, 17);

        assertThat(CityMap.of(city).labels()).extracting(Labels.Label::text).containsExactly("Store grocery:123 · 4", "Store grocery:124 · ?", "17 %");
    }

    @ParameterizedTest(name = "{0} points {1}")
    @CsvSource({"to_scooter, 0", "to_return, 180", "at_cabinet, 0", "at_return, 180"})
    void aCourierPointsWhereHeGoes(String leg, long turn) {
        city.withArray("couriers").add(object("task_id", "t-1", "leg", leg, "lat", 55.7, "lon", 37.5,
            "cabinet", object("lat", 55.70, "lon", 37.5), "scooter", object("lat", 55.71, "lon", 37.5)));

        CityMap map = CityMap.of(city);

        assertThat(map.couriers().get(0).turn()).isEqualTo(turn);
        assertThat(map.paths().get(0).y1()).as("from the cabinet north to the scooter").isGreaterThan(map.paths().get(0).y2());
    }

    private ObjectNode store(String id, double lat, double lon) {
        ObjectNode store = object("store_id", id, "name", "Store " + id, "lat", lat, "lon", lon, "stock", "unknown", "cabinets", JSON.createArrayNode());
        city.withArray("stores").add(store);
        return store;
    }

    private void scooter(String id, double lat, double lon, int percent) {
        city.withArray("scooters").add(object("task_id", "task-" + id, "car_id", id, "lat", lat, "lon", lon, "battery_percent", percent, "state", "waiting"));
    }
}

package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.flow.support.Looks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the map of the city is drawn from. */
class CityMapDataTest extends FlowTest {

    @AfterEach
    void asksNobody() {
        assertThat(stub.received()).isEmpty();
    }

    @Test
    void showsAScooterWithAnOpenTask() {
        String task = rows.bookedTask("booked");

        assertThat(map().path("scooters")).hasSize(1);
        assertThat(withoutAge(map().path("scooters").path(0))).isEqualTo(read("""
            {"task_id":"%s","car_id":"scooter-1","car_number":"N-scooter-1","lat":55.7345,"lon":37.588,"battery_percent":17,"state":"booked","leg":"booked",
             "store_id":"grocery:123","cabinet_id":"c-7","charge":"below_20"}""".formatted(task)));
    }

    @Test
    void tellsWhyAPersonIsNeededAndWhereTheCourierWas() {
        rows.performed(rows.taskWithClaim("attention", "attention", "scooter destroyed?", "attention_from", "at_scooter"));

        assertThat(map().path("scooters").path(0).path("attention").asText()).isEqualTo("scooter destroyed?");
        assertThat(map().path("couriers").path(0).path("leg").asText()).isEqualTo("at_scooter");
    }

    @Test
    void showsWhatWasServedWithinTheHour() {
        String served = done("s-1", "swapped", "59 minutes", "2 hours");
        done("s-2", "swapped", "61 minutes", "2 hours");
        done("s-3", "vehicle_not_found", "1 minute", "2 hours");

        assertThat(map().path("served")).hasSize(1);
        assertThat(map().path("served").path(0)).isEqualTo(read("""
            {"task_id":"%s","car_id":"s-1","car_number":null,"lat":55.73,"lon":37.58,"minutes":59}""".formatted(served)));
        assertThat(map().path("scooters")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} of the way")
    @CsvSource({"performer_found, 0", "at_cabinet, 0", "to_scooter, 0.5", "at_scooter, 1", "to_return, 0.5", "at_return, 0"})
    void putsTheCourierWhereHisLegIs(String state, double way) {
        rows.performedTask(state, "any", "");

        JsonNode courier = map().path("couriers").path(0);

        assertThat(courier.path("performer_id").asText()).isEqualTo("courier-5");
        assertThat(courier.path("lat").asDouble()).isEqualTo(55.7340 + way * (55.7345 - 55.7340));
        assertThat(courier.path("lon").asDouble()).isEqualTo(37.5871 + way * (37.588 - 37.5871));
        assertThat(courier.path("cabinet")).hasToString("{\"lat\":55.734,\"lon\":37.5871}");
        assertThat(courier.path("scooter")).hasToString("{\"lat\":55.7345,\"lon\":37.588}");
    }

    @Test
    void hasNoCourierWhileNobodyIsNamed() {
        rows.taskWithClaim("performer_found");

        assertThat(map().path("couriers")).isEmpty();
        assertThat(map().path("scooters")).hasSize(1);
    }

    @Test
    void sumsUpTheCabinetsOfAStore() {
        rows.stock("c-7", "grocery:123", 2);
        rows.stock("c-8", "grocery:123", 3);
        rows.stock("c-9", "garage:321", 0);
        rows.manualMode("garage:321");

        assertThat(store("grocery:123")).isEqualTo(read("""
            {"store_id":"grocery:123","name":"Store grocery:123","lat":55.734,"lon":37.5871,"stock":"enough","manual_mode":false,"available":5,
             "cabinets":[{"cabinet_id":"c-7","store_id":"grocery:123","available":2,"minutes":0},{"cabinet_id":"c-8","store_id":"grocery:123","available":3,"minutes":0}]}"""));
        assertThat(store("garage:321").path("stock").asText()).isEqualTo("none");
        assertThat(store("garage:321").path("manual_mode").asBoolean()).isTrue();
        assertThat(store("grocery:125").path("stock").asText()).as("never asked").isEqualTo("unknown");
        assertThat(store("grocery:125").has("available")).isFalse();
    }

    @Test
    void isBoundedToTheMostUrgentAndSaysSo() {
        rows.manyTasks(1002);
        rows.update("tasks set state = 'attention' where car_id = 'many-1'", Map.of());
        rows.task("new", "car_id", "nowhere", "tag_id", "t-nowhere");

        JsonNode map = map();

        assertThat(map.path("scooters")).hasSize(1000);
        assertThat(map.path("more").asInt()).isEqualTo(2);
        assertThat(map.path("without_position").asInt()).isEqualTo(1);
        List<String> cars = map.path("scooters").findValuesAsText("car_id");
        assertThat(cars.subList(0, 3)).as("attention, then by priority").containsExactly("many-1", "many-1002", "many-1001");
        assertThat(cars).doesNotContain("many-2", "many-3");
    }

    private String done(String car, String outcome, String finishedAgo, String createdAgo) {
        return rows.task("done", "car_id", car, "tag_id", "t-" + car, "outcome", outcome, "lat", 55.73, "lon", 37.58, "due_at", null,
            "finished_at", ago(finishedAgo), "created_at", ago(createdAgo));
    }

    private String ago(String interval) {
        return rows.value("(now() - interval '" + interval + "')::text").toString();
    }

    private JsonNode map() {
        Looks.Look look = Looks.at(bundle, "show-map", "ru", Map.of());
        assertThat(look.status()).as(look.body().toString()).isEqualTo(200);
        return look.body();
    }

    private JsonNode store(String id) {
        for (JsonNode store : map().path("stores")) {
            if (store.path("store_id").asText().equals(id)) {
                return store;
            }
        }
        throw new AssertionError("no store " + id);
    }

    private static JsonNode withoutAge(JsonNode scooter) {
        return ((com.fasterxml.jackson.databind.node.ObjectNode) scooter.deepCopy()).without("minutes");
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

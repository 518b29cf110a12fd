package io.batteryexchange.claim;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.settings.BundleSettings.Accumulator;
import io.batteryexchange.store.TestStores;
import io.batteryexchange.support.TestExchange;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimRequestTest {

    private static final double STORE_LAT = 55.733974;
    private static final double STORE_LON = 37.587093;
    private static final Accumulator ACCUMULATOR = new Accumulator(new BigDecimal("4.5"), new BigDecimal("0.40"), new BigDecimal("0.15"), new BigDecimal("0.12"),
        "15000.00", "RUB", 95);

    @TempDir
    private Path files;

    @Test
    void sendsOneAccumulatorWithItsRealWeightAndSize() throws JsonProcessingException {
        JsonNode items = build(false).path("items");

        assertThat(items).hasSize(1);
        assertThat(items.get(0)).isEqualTo(json("""
            {'title': 'Аккумулятор самоката К-17', 'quantity': 1, 'cost_value': '15000.00', 'cost_currency': 'RUB', 'pickup_point': 1, 'dropoff_point': 2,
             'extra_id': 'task-1', 'weight': 4.5, 'size': {'length': 0.40, 'width': 0.15, 'height': 0.12}}"""));
    }

    @Test
    void sendsASecondItemForTheReturnWhereTheAccountNeedsOne() throws JsonProcessingException {
        JsonNode items = build(true).path("items");

        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("extra_id").asText()).isEqualTo("task-1");
        assertThat(items.get(0).path("dropoff_point").asInt()).isEqualTo(2);
        assertThat(items.get(1).path("extra_id").asText()).isEqualTo("task-1/return");
        assertThat(items.get(1).path("pickup_point").asInt()).isEqualTo(1);
        assertThat(items.get(1).path("dropoff_point").asInt()).isEqualTo(3);
        assertThat(items.get(1).path("weight").decimalValue()).isEqualByComparingTo("4.5");
    }

    @Test
    void costIsAStringAsTheContractAsks() throws JsonProcessingException {
        JsonNode cost = build(false).at("/items/0/cost_value");

        assertThat(cost.isTextual()).isTrue();
        assertThat(cost.asText()).matches("^[0-9]+(\\.[0-9]{1,2})?$");
    }

    @Test
    void goesFromTheCabinetToTheScooterAndBackToTheSameCabinet() throws JsonProcessingException {
        JsonNode request = build(false);

        assertThat(ofPoints(request, "point_id")).containsExactly("1", "2", "3");
        assertThat(ofPoints(request, "visit_order")).containsExactly("1", "2", "3");
        assertThat(ofPoints(request, "type")).containsExactly("source", "destination", "destination");
        assertThat(request.at("/route_points/2/address")).isEqualTo(request.at("/route_points/0/address"));
    }

    @Test
    void sendsLongitudeBeforeLatitude() throws JsonProcessingException {
        JsonNode request = build(false);

        assertThat(request.at("/route_points/0/address/coordinates")).isEqualTo(json("[37.587093, 55.733974]"));
        assertThat(request.at("/route_points/1/address/coordinates")).isEqualTo(json("[37.61, 55.75]"));
        assertThat(request.at("/route_points/2/address/coordinates")).isEqualTo(json("[37.587093, 55.733974]"));
    }

    @Test
    void asksForNoSmsCodeOnAnyPoint() throws JsonProcessingException {
        assertThat(build(false).path("route_points")).hasSize(3).allSatisfy(point ->
            assertThat(point.path("skip_confirmation")).isEqualTo(json("true")));
    }

    @Test
    void namesTheOrderOnDestinationsOnlyBecauseASourceWithOneIsRefused() throws JsonProcessingException {
        JsonNode points = build(false).path("route_points");

        assertThat(points.get(0).has("external_order_id")).isFalse();
        assertThat(points.get(1).path("external_order_id").asText()).isEqualTo("task-1/B");
        assertThat(points.get(2).path("external_order_id").asText()).isEqualTo("task-1/C");
    }

    @Test
    void givesAContactWithPhoneAndEmailOnEveryPoint() throws JsonProcessingException {
        assertThat(build(false).path("route_points")).allSatisfy(point -> assertThat(point.path("contact")).isEqualTo(json(
            "{'name': 'Keeper of grocery:123', 'phone': '+70000000001', 'email': 'grocery:123@example.com'}")));
    }

    @Test
    void namesCabinetAndScooterToTheCourier() throws JsonProcessingException {
        JsonNode request = build(false);

        assertThat(request.at("/route_points/0/address/fullname").asText()).isEqualTo("Street of grocery:123");
        assertThat(request.at("/route_points/0/address/comment").asText()).isEqualTo("Store grocery:123");
        assertThat(request.at("/route_points/1/address/fullname").asText()).contains("К-17");
        assertThat(request.path("comment").asText()).contains("К-17").hasSizeLessThanOrEqualTo(7000);
    }

    @Test
    void ordersACourierAndSendsNobodyElseNotices() throws JsonProcessingException {
        JsonNode request = build(false);

        assertThat(request.at("/client_requirements/taxi_class").asText()).isEqualTo("courier");
        assertThat(request.path("skip_client_notify").asBoolean()).isTrue();
        assertThat(request.path("skip_emergency_notify").asBoolean()).isTrue();
    }

    @Test
    void sendsNoFieldThatTheContractDoesNotKnow() throws JsonProcessingException {
        JsonNode request = build(true);

        assertThat(names(request)).containsExactlyInAnyOrder("items", "route_points", "client_requirements", "comment", "skip_client_notify", "skip_emergency_notify");
        assertThat(request.path("items")).allSatisfy(item -> assertThat(names(item)).containsExactlyInAnyOrder(
            "title", "quantity", "cost_value", "cost_currency", "pickup_point", "dropoff_point", "extra_id", "weight", "size"));
        assertThat(request.path("route_points")).allSatisfy(point -> {
            assertThat(names(point)).isSubsetOf("point_id", "visit_order", "type", "contact", "address", "skip_confirmation", "external_order_id");
            assertThat(names(point.path("address"))).containsExactlyInAnyOrder("fullname", "coordinates", "comment");
        });
    }

    @Test
    void buildsTheSameBodyAgainSoThatTheTokenMayBeUsedAgain() throws JsonProcessingException {
        ClaimRequest claims = claims(false);

        assertThat(claims.build(task("grocery:123"))).isEqualTo(claims.build(task("grocery:123")));
    }

    @Test
    void saysWhichStoreIsGoneFromTheFile() {
        assertThatThrownBy(() -> claims(false).build(task("grocery:gone"))).isInstanceOf(IllegalStateException.class).hasMessageContaining("grocery:gone");
    }

    private JsonNode build(boolean returnItem) throws JsonProcessingException {
        return new ObjectMapper().readTree(claims(returnItem).build(task("grocery:123")));
    }

    private ClaimRequest claims(boolean returnItem) {
        return new ClaimRequest(new ObjectMapper(), TestStores.of(files, TestStores.store("grocery:123", STORE_LAT, STORE_LON)), ACCUMULATOR, returnItem);
    }

    private static Exchange task(String storeId) {
        return TestExchange.with("task_id", "task-1", "store_id", storeId, "car_number", "К-17", "lat", 55.75, "lon", 37.61);
    }

    private static List<String> ofPoints(JsonNode request, String field) {
        List<String> values = new ArrayList<>();
        request.path("route_points").forEach(point -> values.add(point.path(field).asText()));
        return values;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

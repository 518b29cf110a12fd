package io.batteryexchange.sandbox.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Position;
import io.batteryexchange.sandbox.wire.ContractViolations;
import io.batteryexchange.sandbox.wire.Refusal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What a schema cannot say about a create request. Breaches of the API are refused; breaches of our own spec are only counted. */
final class ClaimCheck {

    private static final double CITY_REACH_M = 60_000;

    private final City city;
    private final ContractViolations violations;
    private final boolean strictPoints;

    ClaimCheck(City city, ContractViolations violations, boolean strictPoints) {
        this.city = city;
        this.violations = violations;
        this.strictPoints = strictPoints;
    }

    void check(JsonNode body) {
        List<JsonNode> points = list(body.get("route_points"));
        Map<Long, String> types = pointTypes(points);
        checkItems(list(body.get("items")), types);
        points.forEach(this::checkPoint);
        checkSpec(body, points);
    }

    private Map<Long, String> pointTypes(List<JsonNode> points) {
        Map<Long, String> types = new HashMap<>();
        Set<Integer> orders = new HashSet<>();
        for (JsonNode point : points) {
            require(types.put(point.get("point_id").longValue(), point.get("type").textValue()) == null,
                    "validation_error", "point_id is there twice");
            require(orders.add(point.get("visit_order").intValue()), "validation_error", "visit_order is there twice");
            require(point.get("visit_order").intValue() != 1 || point.get("type").textValue().equals("source"),
                    "invalid_source_point", "the first point must be the source");
        }
        require(orders.contains(1), "no_input_point", "no point has visit_order 1");
        require(types.containsValue("destination"), "unsupported_points_count", "there is no destination");
        return types;
    }

    private void checkItems(List<JsonNode> items, Map<Long, String> types) {
        Set<String> currencies = new HashSet<>();
        Set<Long> served = new HashSet<>();
        for (JsonNode item : items) {
            currencies.add(item.get("cost_currency").textValue());
            require(item.has("size") && item.has("weight"), "items_without_parameters_forbidden", "an item has no size or weight");
            String pickup = types.get(item.get("pickup_point").longValue());
            require(pickup != null, "item_source_point_not_found", "pickup_point is no point of the route");
            require(pickup.equals("source"), "invalid_item_source_point", "pickup_point is no source");
            JsonNode dropoff = item.has("dropoff_point") ? item.get("dropoff_point") : item.get("droppof_point");
            if (dropoff != null) {
                String type = types.get(dropoff.longValue());
                require(type != null, "item_destination_point_not_found", "dropoff_point is no point of the route");
                require(type.equals("destination"), "invalid_item_destination_point", "dropoff_point is no destination");
                served.add(dropoff.longValue());
            }
        }
        require(currencies.size() == 1, "different_cost_currencies", "items differ in currency");
        types.forEach((id, type) -> require(!strictPoints || !type.equals("destination") || served.contains(id),
                "invalid_destination_point", "destination " + id + " gets no item"));
    }

    private void checkPoint(JsonNode point) {
        String phone = point.at("/contact/phone").textValue();
        require(phone.startsWith("+"), "invalid_phone_must_start_plus_symbol", "phone must start with +");
        require(phone.substring(1).matches("[0-9]+"), "invalid_phone_incorrect_symbol", "phone has other symbols than digits");
        require(phone.length() >= 11 && phone.length() <= 16, "invalid_phone_size_incorrect", "phone is too short or too long");
        require(!point.has("external_order_id") || point.get("type").textValue().equals("destination"),
                "external_order_id_not_allowed", "external_order_id is for destinations only");
        JsonNode coordinates = point.at("/address/coordinates");
        require(coordinates.isArray(), "address_not_found", "a point has no coordinates");
        Position position = new Position(coordinates.get(1).doubleValue(), coordinates.get(0).doubleValue());
        require(city.stores().values().stream().anyMatch(s -> s.position().metresTo(position) < CITY_REACH_M),
                "unknown_zone", "coordinates are [lon, lat]; %s is nowhere near the city".formatted(coordinates));
    }

    private void checkSpec(JsonNode body, List<JsonNode> points) {
        String taskId = body.at("/items/0/extra_id").asText("");
        expect(!taskId.isEmpty(), body, "the item has no extra_id: it must be the task's id");
        points.forEach(p -> expect(p.path("skip_confirmation").asBoolean(false), p, "skip_confirmation must be true on every point"));
        expect(points.get(0).at("/contact/email").isTextual(), points.get(0), "the source has no e-mail address");
        List<JsonNode> destinations = points.stream().filter(p -> p.get("type").textValue().equals("destination")).toList();
        if (destinations.size() != 2) {
            expect(false, body, "a claim goes A, B, C: two destinations, not " + destinations.size());
            return;
        }
        JsonNode source = points.stream().filter(p -> p.get("type").textValue().equals("source")).findFirst().orElseThrow();
        expect(destinations.get(0).path("external_order_id").asText().equals(taskId + "/B"), body, "external_order_id of B must be <task id>/B");
        expect(destinations.get(1).path("external_order_id").asText().equals(taskId + "/C"), body, "external_order_id of C must be <task id>/C");
        expect(position(destinations.get(1)).metresTo(position(source)) < 5, body, "C is not where A is");
        expect(city.storeAt(position(source)).isPresent(), body, "A is at no store");
        expect(city.scooterAt(position(destinations.get(0))).isPresent(), body, "B is at no scooter");
    }

    private static Position position(JsonNode point) {
        return new Position(point.at("/address/coordinates/1").doubleValue(), point.at("/address/coordinates/0").doubleValue());
    }

    private void expect(boolean holds, JsonNode where, String message) {
        if (!holds) {
            violations.add("cargo claims/create", message, where.toString());
        }
    }

    private static void require(boolean holds, String code, String message) {
        if (!holds) {
            throw Refusal.breach(400, code, message);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}

package io.batteryexchange.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.store.Store;
import io.batteryexchange.store.Store.Location;
import io.batteryexchange.store.Stores;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What is where in the city: adds to the tasks of the tables the stores of {@code config/stores.yaml} and the places of the couriers, who are told by their
 * legs: at the cabinet, half way, at the scooter, half way back.
 */
@Component("cityView")
public class CityView {

    /** So many scooters a picture can hold and a page can list. */
    static final int LIMIT = 1000;

    private final ObjectMapper json;
    private final Stores stores;
    private final int limit;

    @Autowired
    CityView(ObjectMapper json, Stores stores) {
        this(json, stores, LIMIT);
    }

    CityView(ObjectMapper json, Stores stores, int limit) {
        this.json = json;
        this.stores = stores;
        this.limit = limit;
    }

    public int limit() {
        return limit;
    }

    /** The answer by the rows in the body: {@code scooters}, {@code served}, {@code couriers}, {@code stores}; {@code more}: open tasks that are not shown. */
    public String answer(Exchange exchange) throws JsonProcessingException {
        JsonNode rows = json.readTree(exchange.getMessage().getBody(String.class));
        ObjectNode answer = json.createObjectNode();
        ArrayNode scooters = answer.putArray("scooters");
        ArrayNode couriers = json.createArrayNode();
        for (JsonNode row : rows.path("scooters")) {
            ObjectNode scooter = row.deepCopy();
            scooter.put("charge", Charge.of(row.has("battery_percent") ? row.path("battery_percent").asInt() : null).word());
            scooters.add(scooter);
            stores.find(row.path("store_id").asText()).filter(store -> row.has("performer_id"))
                .ifPresent(store -> couriers.add(courier(row, store)));
        }
        answer.set("served", rows.path("served"));
        answer.set("couriers", couriers);
        answer.set("stores", stores(rows));
        answer.put("more", rows.path("open").asInt() - scooters.size());
        answer.put("without_position", rows.path("without_position").asInt());
        return json.writeValueAsString(answer);
    }

    private ObjectNode courier(JsonNode task, Store store) {
        Location cabinet = store.location();
        Location scooter = new Location(task.path("lat").asDouble(), task.path("lon").asDouble());
        double way = way(task.path("leg").asText());
        ObjectNode courier = json.createObjectNode();
        for (String field : new String[] {"task_id", "performer_id", "leg", "state", "car_id", "car_number", "cabinet_id", "store_id"}) {
            courier.set(field, task.get(field));
        }
        courier.put("lat", cabinet.lat() + way * (scooter.lat() - cabinet.lat())).put("lon", cabinet.lon() + way * (scooter.lon() - cabinet.lon()));
        courier.putObject("cabinet").put("lat", cabinet.lat()).put("lon", cabinet.lon());
        courier.putObject("scooter").put("lat", scooter.lat()).put("lon", scooter.lon());
        return courier;
    }

    /** Where a courier is between cabinet (0) and scooter (1). */
    static double way(String leg) {
        return switch (leg) {
            case "at_scooter" -> 1;
            case "to_scooter", "to_return" -> 0.5;
            default -> 0;
        };
    }

    private ArrayNode stores(JsonNode rows) {
        TreeMap<String, ArrayNode> cabinets = new TreeMap<>();
        for (JsonNode cabinet : rows.path("stock")) {
            cabinets.computeIfAbsent(cabinet.path("store_id").asText(), any -> json.createArrayNode()).add(cabinet);
        }
        Set<String> manual = new HashSet<>();
        rows.path("manual_mode").forEach(scope -> manual.add(scope.asText()));
        ArrayNode all = json.createArrayNode();
        stores.all().stream().sorted(Comparator.comparing(Store::id)).forEach(store -> {
            ArrayNode own = cabinets.getOrDefault(store.id(), json.createArrayNode());
            Integer available = null;
            for (JsonNode cabinet : own) {
                available = (available == null ? 0 : available) + cabinet.path("available").asInt();
            }
            ObjectNode shown = all.addObject().put("store_id", store.id()).put("name", store.name()).put("lat", store.location().lat()).put("lon", store.location().lon())
                .put("stock", Stock.of(available).word()).put("manual_mode", manual.contains("all") || manual.contains(store.id()));
            if (available != null) {
                shown.put("available", available);
            }
            shown.set("cabinets", own);
        });
        return all;
    }
}

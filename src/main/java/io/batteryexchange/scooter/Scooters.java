package io.batteryexchange.scooter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Reads scooters as the fleet backend tells them. */
@Component("scooters")
public class Scooters {

    private final ObjectMapper json;

    Scooters(ObjectMapper json) {
        this.json = json;
    }

    /** The ids of the page in variable {@code cars}, as PostgreSQL reads an array. */
    public String ids(Exchange exchange) throws com.fasterxml.jackson.core.JsonProcessingException {
        StringBuilder ids = new StringBuilder("{");
        for (JsonNode car : exchange.getVariable("cars", JsonNode.class)) {
            ids.append(ids.length() == 1 ? "" : ",").append(json.writeValueAsString(car.path("id").asText()));
        }
        return ids.append('}').toString();
    }

    /** The page in variable {@code cars} without the scooters in variable {@code busy} (space separated). */
    public JsonNode notBusy(Exchange exchange) {
        Set<String> busy = new HashSet<>(Arrays.asList(exchange.getVariable("busy", "", String.class).split(" ")));
        ArrayNode free = json.createArrayNode();
        for (JsonNode car : exchange.getVariable("cars", JsonNode.class)) {
            if (!busy.contains(car.path("id").asText())) {
                free.add(car);
            }
        }
        return free;
    }

    /** Reads {@code car/details} in variable {@code answer}: position, number, {@code battery_percent} and {@code accumulator_before}. */
    public void readDetails(Exchange exchange) {
        JsonNode scooter = exchange.getVariable("answer", JsonNode.class);
        readPosition(exchange, scooter);
        JsonNode battery = scooter.path("battery");
        if (battery.path("level_percent").isNumber()) {
            exchange.setVariable("battery_percent", battery.path("level_percent").asInt());
        }
        if (!battery.path("accumulator_id").asText("").isEmpty()) {
            exchange.setVariable("accumulator_before", battery.path("accumulator_id").asText());
        }
    }

    static void readPosition(Exchange exchange, JsonNode scooter) {
        JsonNode location = scooter.path("location");
        if (!location.path("lat").isNumber() || !location.path("lon").isNumber()) {
            throw new UpstreamAnswerUnusable("scooter-backend", "a scooter without a location");
        }
        exchange.setVariable("lat", location.path("lat").asDouble());
        exchange.setVariable("lon", location.path("lon").asDouble());
        exchange.setVariable("car_number", scooter.path("number").asText(exchange.getVariable("car_id", String.class)));
    }
}

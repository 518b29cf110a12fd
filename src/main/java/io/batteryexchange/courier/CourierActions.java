package io.batteryexchange.courier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Which actions the courier's screen gets (contracts, cargo-orders, first table). Our own record only removes actions. */
@Component("courierActions")
public class CourierActions {

    private final ObjectMapper json;

    CourierActions(ObjectMapper json) {
        this.json = json;
    }

    /** Read with the request's {@code request_status} and {@code point_id}. */
    public String answer(Exchange exchange) throws JsonProcessingException {
        return json.writeValueAsString(Map.of("actions", actions(exchange).stream().map(type -> Map.of("type", type)).toList()));
    }

    private static List<String> actions(Exchange exchange) {
        Object point = exchange.getVariable("point_id");
        boolean atA = point.equals(exchange.getVariable("point_a"));
        boolean atB = point.equals(exchange.getVariable("point_b"));
        boolean atC = point.equals(exchange.getVariable("point_c"));
        boolean reported = exchange.getVariable("scooter_report") != null;
        return switch (exchange.getVariable("request_status", String.class)) {
            case "pickup_arrived" -> atA ? List.of("battery_exchange") : List.of();
            case "pickuped" -> (atA || atB) && !reported && !exchange.getVariable("b_closed", false, Boolean.class)
                ? List.of("find_vehicle", "vehicle_not_found") : List.of();
            case "delivery_arrived" -> atB && !reported ? List.of("open_battery_door", "vehicle_destroyed") : atC ? List.of("battery_exchange") : List.of();
            default -> List.of();
        };
    }
}

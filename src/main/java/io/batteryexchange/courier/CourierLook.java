package io.batteryexchange.courier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * What an operator is told when he looks at the screen of a task's courier: {@code sees} is {@code exchange_screen}, {@code actions}, {@code nothing}
 * (on the way back, say), {@code no_courier} (nobody is named yet, so every call of the courier API is refused) or {@code no_claim}.
 */
@Component("courierLook")
public class CourierLook {

    private final ObjectMapper json;

    CourierLook(ObjectMapper json) {
        this.json = json;
    }

    /** Sets {@code request_status} and {@code point_id} as the courier's app would send them on variable {@code leg} of the claim. */
    public void placeOfLeg(Exchange exchange) {
        exchange.setVariable("request_status", exchange.getVariable("claim_status"));
        exchange.setVariable("point_id", exchange.getVariable(switch (exchange.getVariable("leg", String.class)) {
            case "to_scooter", "at_scooter" -> "point_b";
            case "to_return", "at_return", "returning" -> "point_c";
            default -> "point_a";
        }));
    }

    /** The answer: {@code screen} and {@code actions} are what the courier's own calls would get; {@code claim_not_read}: cargo did not tell where he is, our record did. */
    public String answer(Exchange exchange) throws JsonProcessingException {
        ObjectNode answer = json.createObjectNode();
        for (String name : List.of("task_id", "state", "cargo_ref_id", "claim_status", "performer_id", "leg")) {
            String value = exchange.getVariable(name, String.class);
            if (value != null) {
                answer.put(name, value);
            }
        }
        String screen = exchange.getVariable("courier_screen", String.class);
        String actions = exchange.getVariable("courier_actions", String.class);
        if (screen != null) {
            answer.set("screen", json.readTree(screen));
        }
        if (actions != null) {
            answer.set("actions", json.readTree(actions).path("actions"));
        }
        if (exchange.getVariable("claim_not_read", false, Boolean.class)) {
            answer.put("claim_not_read", true);
        }
        return json.writeValueAsString(answer.put("sees", sees(answer)));
    }

    private static String sees(ObjectNode answer) {
        if (!answer.has("cargo_ref_id")) {
            return "no_claim";
        } else if (!answer.has("performer_id")) {
            return "no_courier";
        } else if (answer.has("screen")) {
            return "exchange_screen";
        }
        return answer.path("actions").isEmpty() ? "nothing" : "actions";
    }
}

package io.batteryexchange.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.store.Stores;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The scopes of manual mode (contracts, operator-api) and what is found out when it is left. */
@Component("manualMode")
public class ManualMode {

    private final ObjectMapper json;
    private final Stores stores;
    private final OpenCircuits circuits;

    ManualMode(ObjectMapper json, Stores stores, OpenCircuits circuits) {
        this.json = json;
        this.stores = stores;
        this.circuits = circuits;
    }

    /** Variable {@code scope} is {@code all} or a store of the stores file. One that is to be switched off may have left the file. */
    public void scopeMustBeKnown(Exchange exchange) {
        String scope = exchange.getVariable("scope", String.class);
        boolean on = exchange.getVariable("on", Boolean.class);
        if (on && !scope.equals("all") && stores.find(scope).isEmpty()) {
            throw new ApiRefusal(400, "bad_request", "scope");
        }
    }

    /** Sets {@code differences}: the hand-overs in the body (a JSON array), then the repairs in variable {@code repairs}. */
    public void differences(Exchange exchange) throws JsonProcessingException {
        List<Object> differences = new ArrayList<>();
        json.readTree(exchange.getMessage().getBody(String.class)).forEach(differences::add);
        List<?> repairs = exchange.getVariable("repairs", List.class);
        if (repairs != null) {
            differences.addAll(repairs);
        }
        exchange.setVariable("differences", differences);
    }

    /**
     * {@code {"scopes": [...]}} by the body (a JSON array); with {@code differences} when manual mode was just left. While the circuit
     * of scooter-accumulator is not closed, scope {@code all} is on by the circuit breaker of this node.
     */
    public String answer(Exchange exchange) throws JsonProcessingException {
        ObjectNode answer = json.createObjectNode();
        ArrayNode scopes = (ArrayNode) json.readTree(exchange.getMessage().getBody(String.class));
        circuits.cabinetsDownSince().ifPresent(since -> scopes.addObject()
            .put("scope", "all").put("reason", "scooter-accumulator is failing").put("by", "circuit breaker").put("since", since.toString()));
        answer.set("scopes", scopes);
        List<?> differences = exchange.getVariable("differences", List.class);
        if (differences != null) {
            answer.set("differences", json.valueToTree(differences));
        }
        return json.writeValueAsString(answer);
    }
}

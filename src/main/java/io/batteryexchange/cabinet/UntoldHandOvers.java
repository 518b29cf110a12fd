package io.batteryexchange.cabinet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** What storekeepers did by hand while scooter-accumulator could not be told: for screens and sliders it counts like what it knows. */
@Component("untoldHandOvers")
public class UntoldHandOvers {

    /** Adds variables {@code issued_untold} and {@code returned_untold} (accumulator ids, space separated) to the booking in variable {@code answer}. */
    public void add(Exchange exchange) {
        JsonNode booking = exchange.getVariable("answer", JsonNode.class);
        if (booking instanceof ObjectNode document) {
            add(document, "issued_by_hand", exchange.getVariable("issued_untold", "", String.class));
            add(document, "returned_by_hand", exchange.getVariable("returned_untold", "", String.class));
        }
    }

    private static void add(ObjectNode booking, String field, String ids) {
        if (ids.isEmpty()) {
            return;
        }
        ArrayNode byHand = booking.path(field).isArray() ? (ArrayNode) booking.path(field) : booking.putArray(field);
        for (String id : ids.split(" ")) {
            boolean known = false;
            for (JsonNode told : byHand) {
                known |= told.asText().equals(id);
            }
            if (!known) {
                byHand.add(id);
            }
        }
    }
}

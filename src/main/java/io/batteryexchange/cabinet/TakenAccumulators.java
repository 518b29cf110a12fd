package io.batteryexchange.cabinet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * After the slider at point A was let through, nothing of the booking is left to pick up. A booking that is read later may be older and show its accumulators
 * where they were: a cell whose accumulator was taken would be opened again, and the courier who is back would put his into it, where it counts for nothing.
 */
@Component("takenAccumulators")
public class TakenAccumulators {

    /** Where variable {@code all_taken} is true, marks the pickup cells of the booking in variable {@code answer} as taken. */
    public void mark(Exchange exchange) {
        if (exchange.getVariable("all_taken", false, Boolean.class) && exchange.getVariable("answer", JsonNode.class) instanceof ObjectNode booking) {
            booking.path("pickup_cells").forEach(cell -> {
                if (cell instanceof ObjectNode emptied) {
                    emptied.put("taken", true);
                }
            });
        }
    }
}

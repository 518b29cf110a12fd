package io.batteryexchange.cabinet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** A cell that a courier reported is broken for us at once: a booking that is read right after may be older than the report. */
@Component("reportedCells")
public class ReportedCells {

    /** Marks the cells of variable {@code reported_cells} (ids, space separated) as broken in the booking in variable {@code answer}. */
    public void mark(Exchange exchange) {
        String reported = exchange.getVariable("reported_cells", "", String.class);
        if (!reported.isEmpty() && exchange.getVariable("answer", JsonNode.class) instanceof ObjectNode booking) {
            Set<String> ids = Set.of(reported.split(" "));
            mark(booking.path("pickup_cells"), ids);
            mark(booking.path("return_cells"), ids);
        }
    }

    private static void mark(JsonNode cells, Set<String> ids) {
        cells.forEach(cell -> {
            if (cell instanceof ObjectNode broken && ids.contains(cell.path("cell_id").asText())) {
                broken.put("broken", true);
            }
        });
    }
}

package io.batteryexchange.courier;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.cabinet.Booking;
import io.batteryexchange.cabinet.Leg;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Which cell the courier gets now (contracts, courier-api, rule 2): never a broken one, never one that is done, and one at a time. */
@Component("nextCell")
public class NextCell {

    /**
     * Chooses by the booking in variable {@code answer}: variable {@code cell_id}, and {@code cell_open} when its door is open already.
     *
     * @throws ApiRefusal 409 {@code wrong_status} until scooter-accumulator knows the caller as the booking's courier; 409 {@code no_cells_left};
     *                    409 {@code cabinet_busy} while the state of a door of the booking is not known
     */
    public void choose(Exchange exchange) {
        Leg leg = Leg.of(exchange.getVariable("leg", String.class));
        Booking booking = Booking.read(exchange.getVariable("answer", JsonNode.class));
        if (!Objects.equals(booking.contractorId(), exchange.getVariable("caller", String.class))) {
            throw new ApiRefusal(409, "wrong_status", exchange.getVariable("claim_status", "", String.class));
        }
        Optional<Booking.Cell> open = booking.openCell();
        Booking.Cell cell = open.or(() -> booking.nextCell(leg)).orElseThrow(() -> new ApiRefusal(409, "no_cells_left"));
        if (open.isEmpty() && booking.doorInDoubt()) {
            throw new ApiRefusal(409, "cabinet_busy");
        }
        exchange.setVariable("cell_id", cell.id());
        exchange.setVariable("cell_open", cell.isOpen());
    }

    /** By variable {@code leg} the courier picks up, but by the booking in {@code answer} nothing is left to pick up. */
    public boolean pickupIsOver(Exchange exchange) {
        return "at_cabinet".equals(exchange.getVariable("leg", String.class))
            && Booking.read(exchange.getVariable("answer", JsonNode.class)).left(Leg.PICKUP) == 0;
    }

    /**
     * The door was asked, the answer got lost: the cell itself tells what became of it (variable {@code unresolved_cell_id}, booking in {@code answer}).
     * True when it was opened, which is entered into the timeline; else the courier's own next tap asks, with the same token.
     */
    public boolean wasOpened(Exchange exchange) {
        String cellId = exchange.getVariable("unresolved_cell_id", String.class);
        return Booking.read(exchange.getVariable("answer", JsonNode.class)).allCells()
            .anyMatch(cell -> cell.id().equals(cellId) && (cell.isOpen() || cell.done()));
    }

    /**
     * The cell of another claim (variable {@code other_cell_id}) is open by that claim's booking in {@code answer}. One without telemetry is not: it must not
     * hold up others for ever, and the cabinet itself refuses a second door.
     */
    public boolean otherStandsOpen(Exchange exchange) {
        JsonNode answer = exchange.getVariable("answer", JsonNode.class);
        return answer != null && Booking.read(answer).allCells().anyMatch(cell -> cell.id().equals(exchange.getVariable("other_cell_id")) && cell.isOpen());
    }

    /** Refuses a cell (variable {@code cell_id}) that is not part of the booking in variable {@code answer}. */
    public void mustBelong(Exchange exchange) {
        Leg leg = Leg.of(exchange.getVariable("leg", String.class));
        Booking booking = Booking.read(exchange.getVariable("answer", JsonNode.class));
        String cellId = exchange.getVariable("cell_id", String.class);
        if (booking.cells(leg).stream().noneMatch(cell -> cell.id().equals(cellId))) {
            throw new ApiRefusal(400, "bad_request", "cell_id");
        }
    }
}

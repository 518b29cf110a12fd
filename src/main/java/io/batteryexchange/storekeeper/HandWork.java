package io.batteryexchange.storekeeper;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.cabinet.Booking;
import io.batteryexchange.cabinet.Leg;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a storekeeper sees of a booking (contracts, scooter-accumulator), and what he can do by hand.
 *
 * @param cells        of both legs, pickup first
 * @param byHand       accumulators that went from hand to hand so far
 * @param toIssue      how many the courier does not have yet
 * @param toTakeIn     how many have not come back yet
 * @param canBeIssued  accumulators in pickup cells whose door will not give them out: it is broken, or manual mode is on
 * @param canBeTakenIn accumulators that are out with the courier or come back from the scooter
 */
record HandWork(List<Cell> cells, List<String> byHand, int toIssue, int toTakeIn, List<String> canBeIssued, List<String> canBeTakenIn) {

    /** @param accumulatorId what the cell holds, or what it held before it was taken; null: unknown or empty */
    record Cell(String id, boolean pickup, String state, boolean broken, String accumulatorId, boolean done) {
    }

    private static final Set<String> STATES = Set.of("closed", "open");

    /**
     * @param accumulatorBefore the accumulator that was in the scooter; null: unknown
     * @param manualMode        no cell opens
     */
    static HandWork read(JsonNode document, String accumulatorBefore, boolean manualMode) {
        Booking booking = Booking.read(document);
        List<Cell> cells = new ArrayList<>();
        document.path("pickup_cells").forEach(cell -> cells.add(cell(cell, true, "taken")));
        document.path("return_cells").forEach(cell -> cells.add(cell(cell, false, "returned")));
        Set<String> issued = texts(document.path("issued_by_hand"));
        Set<String> returned = texts(document.path("returned_by_hand"));
        Set<String> byHand = new LinkedHashSet<>(issued);
        byHand.addAll(returned);
        return new HandWork(List.copyOf(cells), List.copyOf(byHand), booking.left(Leg.PICKUP), booking.left(Leg.RETURN),
            booking.left(Leg.PICKUP) == 0 ? List.of() : canBeIssued(cells, issued, manualMode),
            booking.done(Leg.PICKUP) == 0 || booking.left(Leg.RETURN) == 0 ? List.of() : canBeTakenIn(cells, issued, returned, accumulatorBefore));
    }

    private static List<String> canBeIssued(List<Cell> cells, Set<String> issued, boolean manualMode) {
        return cells.stream()
            .filter(cell -> cell.pickup() && (cell.broken() || manualMode) && !cell.done() && cell.accumulatorId() != null && !issued.contains(cell.accumulatorId()))
            .map(Cell::accumulatorId).toList();
    }

    private static List<String> canBeTakenIn(List<Cell> cells, Set<String> issued, Set<String> returned, String accumulatorBefore) {
        Set<String> out = new LinkedHashSet<>();
        if (accumulatorBefore != null) {
            out.add(accumulatorBefore);
        }
        out.addAll(issued);
        cells.stream().filter(cell -> cell.pickup() && cell.done() && cell.accumulatorId() != null).forEach(cell -> out.add(cell.accumulatorId()));
        out.removeAll(returned);
        cells.stream().filter(cell -> !cell.pickup() && cell.accumulatorId() != null).forEach(cell -> out.remove(cell.accumulatorId()));
        return List.copyOf(out);
    }

    private static Cell cell(JsonNode cell, boolean pickup, String done) {
        String state = cell.path("state").asText();
        return new Cell(cell.path("cell_id").asText(), pickup, STATES.contains(state) ? state : "unknown", cell.path("broken").asBoolean(),
            cell.path("accumulator_id").asText(null), cell.path(done).asBoolean());
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}

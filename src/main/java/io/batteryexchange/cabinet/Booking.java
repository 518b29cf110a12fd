package io.batteryexchange.cabinet;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A booking document of scooter-accumulator (contracts, scooter-accumulator), seen from one leg of the claim. */
public final class Booking {

    /** One cell of a leg. {@code done}: its accumulator was taken (pickup) or put in (return) and the door is closed again. */
    public record Cell(String id, String state, boolean broken, boolean done) {

        public boolean isOpen() {
            return "open".equals(state);
        }

        public boolean isClosed() {
            return "closed".equals(state);
        }
    }

    private final String cabinetId;
    private final String contractorId;
    private final List<Cell> pickup;
    private final List<Cell> giveBack;
    private final int issuedByHand;
    private final int returnedByHand;

    private Booking(String cabinetId, String contractorId, List<Cell> pickup, List<Cell> giveBack, int issuedByHand, int returnedByHand) {
        this.cabinetId = cabinetId;
        this.contractorId = contractorId;
        this.pickup = pickup;
        this.giveBack = giveBack;
        this.issuedByHand = issuedByHand;
        this.returnedByHand = returnedByHand;
    }

    /** @throws UpstreamAnswerUnusable a document without its cells: nothing may be concluded from it, least of all that nothing is left */
    public static Booking read(JsonNode document) {
        if (document.path("pickup_cells").isEmpty() || !document.path("return_cells").isArray()) {
            throw new UpstreamAnswerUnusable("scooter-accumulator cabinet/booking", "a booking without its cells");
        }
        return new Booking(document.path("cabinet_id").asText(), document.path("contractor_id").asText(null), cells(document.path("pickup_cells"), "taken"), cells(document.path("return_cells"), "returned"),
            document.path("issued_by_hand").size(), document.path("returned_by_hand").size());
    }

    private static List<Cell> cells(JsonNode cells, String done) {
        List<Cell> read = new ArrayList<>();
        cells.forEach(cell -> {
            if (cell.path("cell_id").asText().isEmpty()) {
                throw new UpstreamAnswerUnusable("scooter-accumulator cabinet/booking", "a cell without an id");
            }
            read.add(new Cell(cell.path("cell_id").asText(), cell.path("state").asText(), cell.path("broken").asBoolean(), cell.path(done).asBoolean()));
        });
        return List.copyOf(read);
    }

    public String cabinetId() {
        return cabinetId;
    }

    /** The courier whom scooter-accumulator knows for the booking; null: none. */
    public String contractorId() {
        return contractorId;
    }

    /** The cells of both legs. */
    public Stream<Cell> allCells() {
        return Stream.concat(pickup.stream(), giveBack.stream());
    }

    public List<Cell> cells(Leg leg) {
        return leg == Leg.PICKUP ? pickup : giveBack;
    }

    /** How many accumulators the booking is about: one for each pickup cell. */
    public int total() {
        return pickup.size();
    }

    /** How many were taken (given back) on this leg, through a cell or by the storekeeper's hand. */
    public int done(Leg leg) {
        int byHand = leg == Leg.PICKUP ? issuedByHand : returnedByHand;
        return Math.min(total(), byHand + (int) cells(leg).stream().filter(Cell::done).count());
    }

    public int left(Leg leg) {
        return total() - done(leg);
    }

    /** The cell of the booking whose door is open, if any. */
    public Optional<Cell> openCell() {
        return allCells().filter(Cell::isOpen).findFirst();
    }

    /** A cell of the booking whose door is not known to be closed, if any. */
    public Optional<Cell> notClosedCell() {
        return allCells().filter(cell -> !cell.isClosed()).findFirst();
    }

    /**
     * A door of the booking may be open, nobody knows. A cell that was marked broken doesn't count: the courier stands before it and said that it did not
     * open, and its telemetry may never come back.
     */
    public boolean doorInDoubt() {
        return allCells().anyMatch(cell -> !cell.isClosed() && !cell.broken());
    }

    /** The cell to open next on this leg: not broken, not done; none when nothing is left or only broken cells are. */
    public Optional<Cell> nextCell(Leg leg) {
        return left(leg) == 0 ? Optional.empty() : cells(leg).stream().filter(cell -> !cell.broken() && !cell.done()).findFirst();
    }
}

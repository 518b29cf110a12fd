package io.batteryexchange.sandbox.cabinets;

import io.batteryexchange.sandbox.city.Accumulator;
import io.batteryexchange.sandbox.city.Cabinet;
import io.batteryexchange.sandbox.city.Cell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Accumulators of one cabinet kept for one task, and empty cells for what comes back. Times are real. */
public final class Booking {

    /** A cell that holds a charged accumulator of the booking. */
    static final class Pickup {
        final Cell cell;
        final Accumulator accumulator;
        boolean taken;

        Pickup(Cell cell) {
            this.cell = cell;
            this.accumulator = cell.accumulator();
        }
    }

    /** An empty cell kept for a discharged accumulator. */
    static final class Return {
        final Cell cell;
        Accumulator accumulator;
        boolean returned;

        Return(Cell cell) {
            this.cell = cell;
        }
    }

    private final String id;
    private final Cabinet cabinet;
    private final Instant createdAt = Instant.now();
    private final List<Pickup> pickups;
    private final List<Return> returns;
    private final List<String> issuedByHand = new ArrayList<>();
    private final List<String> returnedByHand = new ArrayList<>();
    private String contractorId;
    private boolean ended;
    private final Set<Cell> asked = new HashSet<>();
    private Instant openedAt = Instant.MIN;

    Booking(String id, Cabinet cabinet, List<Cell> pickupCells, List<Cell> returnCells) {
        this.id = id;
        this.cabinet = cabinet;
        this.pickups = pickupCells.stream().map(Pickup::new).toList();
        this.returns = returnCells.stream().map(Return::new).toList();
    }

    public String id() {
        return id;
    }

    public Cabinet cabinet() {
        return cabinet;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String contractorId() {
        return contractorId;
    }

    void contractor(String newContractorId) {
        contractorId = newContractorId;
    }

    public boolean active() {
        return !ended;
    }

    void end() {
        ended = true;
    }

    /** An order to open the cell came. */
    void openAsked(Cell cell) {
        asked.add(cell);
    }

    boolean everAsked(Cell cell) {
        return asked.contains(cell);
    }

    /** One of the cells that held a charged accumulator of the booking, and it was taken. */
    public boolean takenFrom(Cell cell) {
        return pickups.stream().anyMatch(p -> p.cell == cell && p.taken);
    }

    /** One of the cells kept for what comes back. */
    public boolean comesBackTo(Cell cell) {
        return returns.stream().anyMatch(r -> r.cell == cell);
    }

    void opened() {
        openedAt = Instant.now();
    }

    /** When a cell was last opened for this booking. */
    Instant openedAt() {
        return openedAt;
    }

    List<Pickup> pickups() {
        return pickups;
    }

    List<Return> returns() {
        return returns;
    }

    List<String> issuedByHand() {
        return issuedByHand;
    }

    List<String> returnedByHand() {
        return returnedByHand;
    }

    public boolean anythingTaken() {
        return !issuedByHand.isEmpty() || pickups.stream().anyMatch(p -> p.taken);
    }

    boolean has(Cell cell) {
        return pickups.stream().anyMatch(p -> p.cell == cell) || returns.stream().anyMatch(r -> r.cell == cell);
    }

    boolean keeps(Accumulator accumulator) {
        return pickups.stream().anyMatch(p -> p.accumulator == accumulator);
    }

    /** What became true by the door's being shut. */
    void doorClosed(Cell cell) {
        for (Pickup pickup : pickups) {
            if (pickup.cell == cell && cell.accumulator() != pickup.accumulator) {
                pickup.taken = true;
            }
        }
        for (Return place : returns) {
            if (place.cell == cell && cell.accumulator() != null) {
                place.accumulator = cell.accumulator();
                place.returned = true;
            }
        }
    }
}

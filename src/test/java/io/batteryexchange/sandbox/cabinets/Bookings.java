package io.batteryexchange.sandbox.cabinets;

import io.batteryexchange.sandbox.city.Accumulator;
import io.batteryexchange.sandbox.city.Cabinet;
import io.batteryexchange.sandbox.city.Cell;
import io.batteryexchange.sandbox.city.City;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All bookings of all cabinets. Under the city's lock. */
public final class Bookings {

    /** One return cell more than accumulators, so that a broken door does not end the job. */
    private static final int SPARE_RETURN_CELLS = 1;
    private static final Duration REPAIRED_AFTER = Duration.ofHours(6);

    private final City city;
    private final Map<String, Booking> bookings = new LinkedHashMap<>();
    private final Map<String, Booking> active = new LinkedHashMap<>();
    private final List<CellListener> listeners = new ArrayList<>();

    public Bookings(City city) {
        this.city = city;
    }

    public void listen(CellListener listener) {
        listeners.add(listener);
    }

    List<CellListener> listeners() {
        return listeners;
    }

    public Optional<Booking> find(String bookId) {
        return Optional.ofNullable(bookings.get(bookId));
    }

    public Collection<Booking> all() {
        return List.copyOf(bookings.values());
    }

    public Collection<Booking> active() {
        return List.copyOf(active.values());
    }

    int available(Cabinet cabinet) {
        return Math.min(charged(cabinet).size(), empty(cabinet).size());
    }

    /** Empty when there are not as many left. */
    Optional<Booking> book(Cabinet cabinet, int count) {
        if (available(cabinet) < count) {
            return Optional.empty();
        }
        List<Cell> returnCells = empty(cabinet).stream().limit(count + SPARE_RETURN_CELLS).toList();
        Booking booking = new Booking("b-" + (bookings.size() + 1), cabinet, charged(cabinet).subList(0, count), returnCells);
        bookings.put(booking.id(), booking);
        active.put(booking.id(), booking);
        return Optional.of(booking);
    }

    void end(Booking booking) {
        booking.end();
        active.remove(booking.id());
    }

    /** The door of a cell was shut by whoever stood there. */
    public void closeDoor(Cell cell) {
        city.closeDoor(cell);
        bookings.values().stream().filter(b -> b.cabinet() == cell.cabinet() && b.has(cell) && b.active())
                .forEach(b -> b.doorClosed(cell));
    }

    /** The cell whose open door a courier sees before him: one of his booking, or of a booking that is nobody's. */
    public Optional<Cell> openDoorFor(String courierId, Collection<Cabinet> here) {
        return active.values().stream()
                .filter(b -> here.contains(b.cabinet()) && (b.contractorId() == null || b.contractorId().equals(courierId)))
                .flatMap(b -> b.cabinet().openCell().filter(b::has).filter(c -> c.door() != Cell.Door.JAMMED).stream()).findFirst();
    }

    /** What is put into any other cell counts for nothing. */
    public boolean isKeptForWhatComesBack(Cell cell) {
        return active.values().stream().anyMatch(b -> b.comesBackTo(cell));
    }

    /** The accumulator of a booking of this courier whose cell did not open. */
    public Optional<Accumulator> accumulatorBehindClosedDoor(String courierId) {
        return active.values().stream().filter(b -> courierId.equals(b.contractorId()))
                .flatMap(b -> b.pickups().stream()).filter(p -> !p.taken && p.cell.accumulator() == p.accumulator)
                .map(p -> p.accumulator).findFirst();
    }

    /** The courier for whose booking the cell is kept. */
    public Optional<String> contractorFor(Cell cell) {
        return active.values().stream().filter(b -> b.has(cell) && b.contractorId() != null).map(Booking::contractorId).findFirst();
    }

    /** The cells kept for this courier. */
    public List<Cell> cellsFor(String courierId) {
        return active.values().stream().filter(b -> courierId.equals(b.contractorId())).flatMap(b -> b.cabinet().cells().stream().filter(b::has)).toList();
    }

    /** Whether a cabinet really opened a cell for this courier since the given real time. */
    public boolean openedSince(String courierId, Instant since) {
        return bookings.values().stream().anyMatch(b -> courierId.equals(b.contractorId()) && b.openedAt().isAfter(since));
    }

    /** The storekeepers put what lies on the shelf into cells that nobody keeps. */
    public void tidyShelves() {
        for (Cabinet cabinet : city.cabinets().values()) {
            for (Accumulator accumulator : List.copyOf(cabinet.shelf())) {
                empty(cabinet).stream().findFirst().ifPresent(cell -> city.fromShelf(cabinet, accumulator, cell));
            }
        }
    }

    /** Mechanics go round: what has been broken for long works again once nobody keeps it. */
    public void repairCells() {
        Instant longAgo = city.now().minus(REPAIRED_AFTER);
        city.cells().values().stream().filter(c -> c.brokenBefore(longAgo)).filter(this::unkept).forEach(Cell::repair);
    }

    Optional<Booking> keeperOf(Accumulator accumulator) {
        return active.values().stream().filter(b -> b.keeps(accumulator)).findFirst();
    }

    private List<Cell> charged(Cabinet cabinet) {
        return cabinet.cells().stream()
                .filter(c -> !c.broken() && !c.open() && c.accumulator() != null && c.accumulator().percent() >= City.FULL_PERCENT)
                .filter(this::unkept).toList();
    }

    private List<Cell> empty(Cabinet cabinet) {
        return cabinet.cells().stream().filter(c -> !c.broken() && !c.open() && c.accumulator() == null).filter(this::unkept).toList();
    }

    private boolean unkept(Cell cell) {
        return active.values().stream().noneMatch(b -> b.cabinet() == cell.cabinet() && b.has(cell));
    }
}

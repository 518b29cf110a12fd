package io.batteryexchange.sandbox.city;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A battery cabinet in a store. The shelf is what the storekeeper has taken in by hand and not yet put into a cell. */
public final class Cabinet {

    private final String id;
    private final Store store;
    private final List<Cell> cells = new ArrayList<>();
    private final List<Accumulator> shelf = new ArrayList<>();

    Cabinet(String id, Store store) {
        this.id = id;
        this.store = store;
    }

    public String id() {
        return id;
    }

    public Store store() {
        return store;
    }

    public List<Cell> cells() {
        return cells;
    }

    public List<Accumulator> shelf() {
        return shelf;
    }

    public Optional<Cell> openCell() {
        return cells.stream().filter(Cell::open).findFirst();
    }
}

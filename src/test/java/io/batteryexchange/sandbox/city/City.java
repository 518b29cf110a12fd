package io.batteryexchange.sandbox.city;

import io.batteryexchange.sandbox.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The physical world. The city object is the one lock of the sandbox: whoever reads or changes anything in it, tags and
 * bookings and claims included, does so while synchronized on it, so that the ledger sees whole moments.
 */
public final class City {

    /** From this charge on an accumulator counts as full. */
    public static final int FULL_PERCENT = 95;
    /** Whoever is this near stands at the place. */
    public static final double AT_HAND_METRES = 60;

    private static final Duration UNREADABLE = Duration.ofSeconds(20);
    private static final Duration READING_LAGS = Duration.ofMinutes(2);
    private static final Duration OFFLINE = Duration.ofMinutes(2);
    private static final int LAGGING_PERCENT = 60;

    private final CityClock clock;
    private final Random random;
    private final Fate fate;
    private final Map<String, Store> stores = new LinkedHashMap<>();
    private final Map<String, Cabinet> cabinets = new LinkedHashMap<>();
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final Map<String, Scooter> scooters = new LinkedHashMap<>();
    private final Map<String, Courier> couriers = new LinkedHashMap<>();
    private final Map<String, Accumulator> accumulators = new LinkedHashMap<>();
    private final List<Swap> swaps = new ArrayList<>();

    City(CityClock clock, Random random, Fate fate) {
        this.clock = clock;
        this.random = random;
        this.fate = fate;
    }

    public CityClock clock() {
        return clock;
    }

    public Instant now() {
        return clock.now();
    }

    /** The city's dice, seeded. Only to be used under the city's lock. */
    public Random random() {
        return random;
    }

    public Fate fate() {
        return fate;
    }

    public Map<String, Store> stores() {
        return stores;
    }

    public Map<String, Cabinet> cabinets() {
        return cabinets;
    }

    public Map<String, Cell> cells() {
        return cells;
    }

    public Map<String, Scooter> scooters() {
        return scooters;
    }

    public Map<String, Courier> couriers() {
        return couriers;
    }

    public Map<String, Accumulator> accumulators() {
        return accumulators;
    }

    public List<Swap> swaps() {
        return swaps;
    }

    public Optional<Scooter> scooterAt(Position position) {
        return scooters.values().stream()
                .filter(s -> s.position().metresTo(position) < 8)
                .min(Comparator.comparingDouble(s -> s.position().metresTo(position)));
    }

    public Optional<Store> storeAt(Position position) {
        return stores.values().stream()
                .filter(s -> s.position().metresTo(position) < AT_HAND_METRES)
                .min(Comparator.comparingDouble(s -> s.position().metresTo(position)));
    }

    /** Out of an open cell into the courier's bag; empty when there is nothing to take. */
    public Optional<Accumulator> takeOut(Courier courier, Cell cell) {
        if (!cell.open() || cell.accumulator() == null) {
            return Optional.empty();
        }
        Accumulator taken = cell.accumulator();
        cell.accumulator(null);
        give(courier, taken);
        return Optional.of(taken);
    }

    /** Out of the courier's bag into an open, empty cell. */
    public boolean putIn(Courier courier, Accumulator accumulator, Cell cell) {
        if (!cell.open() || cell.accumulator() != null || !courier.bag().remove(accumulator)) {
            return false;
        }
        store(accumulator, cell);
        return true;
    }

    public void closeDoor(Cell cell) {
        cell.open(false, now());
        if (fate.strikes(Behaviour.UNKNOWN_CELL_STATE)) {
            cell.unreadableUntil(now().plus(UNREADABLE));
        }
    }

    /** The storekeeper takes the accumulator out of its cell and hands it to the courier. */
    public void handOver(Cell cell, Courier courier) {
        Accumulator accumulator = cell.accumulator();
        cell.accumulator(null);
        give(courier, accumulator);
    }

    /** The storekeeper takes an accumulator from the courier and lays it on the shelf. */
    public void handIn(Courier courier, Accumulator accumulator, Cabinet cabinet) {
        courier.bag().remove(accumulator);
        cabinet.shelf().add(accumulator);
        accumulator.place("shelf " + cabinet.id());
    }

    public void fromShelf(Cabinet cabinet, Accumulator accumulator, Cell cell) {
        cabinet.shelf().remove(accumulator);
        store(accumulator, cell);
    }

    /** Exchanges the scooter's accumulator for the given one and shuts the battery door. */
    public Swap swap(Courier courier, Scooter scooter, Accumulator fresh) {
        if (!scooter.batteryDoorOpen() || !courier.bag().remove(fresh)) {
            throw new IllegalStateException("no swap possible at " + scooter.id());
        }
        Accumulator old = scooter.accumulator();
        fit(fresh, scooter);
        give(courier, old);
        scooter.batteryDoorOpen(false);
        if (fate.strikes(Behaviour.UNCHARGED_ACCUMULATOR)) {
            scooter.reads(LAGGING_PERCENT, now().plus(READING_LAGS));
        } else if (fate.strikes(Behaviour.SCOOTER_OFFLINE)) {
            scooter.offlineUntil(now().plus(OFFLINE));
        }
        Swap swap = new Swap(Instant.now(), scooter.id(), courier.id(), courier.claimId(), old.id(), fresh.id(), fresh.percent());
        swaps.add(swap);
        return swap;
    }

    Accumulator addAccumulator(double charge) {
        Accumulator accumulator = new Accumulator("acc-%05d".formatted(accumulators.size() + 1), charge, "nowhere");
        accumulators.put(accumulator.id(), accumulator);
        return accumulator;
    }

    void store(Accumulator accumulator, Cell cell) {
        cell.accumulator(accumulator);
        accumulator.place("cell " + cell.id());
    }

    void fit(Accumulator accumulator, Scooter scooter) {
        scooter.accumulator(accumulator);
        accumulator.place("scooter " + scooter.id());
    }

    private void give(Courier courier, Accumulator accumulator) {
        courier.bag().add(accumulator);
        accumulator.place("courier " + courier.id());
    }
}

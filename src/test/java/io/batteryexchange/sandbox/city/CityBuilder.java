package io.batteryexchange.sandbox.city;

import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.SandboxSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Founds a city: the same seed founds the same one. */
public final class CityBuilder {

    private static final double STREET_RADIUS_M = 1500;
    private static final double SPACING_M = 12;
    private static final List<String> NAMES = List.of("Анна", "Борис", "Вера", "Глеб", "Дина", "Егор", "Жанна", "Захар", "Инна", "Кирилл");

    private final SandboxSettings settings;
    private final Random random;
    private final City city;
    private final List<Store> stores;

    private CityBuilder(SandboxSettings settings, CityClock clock) {
        this.settings = settings;
        this.random = new Random(settings.seed());
        this.city = new City(clock, random, new Fate(settings));
        this.stores = StoresFile.read(settings.storesFile());
    }

    public static City found(SandboxSettings settings, CityClock clock) {
        CityBuilder builder = new CityBuilder(settings, clock);
        builder.furnishStores();
        builder.parkScooters();
        builder.hireCouriers();
        return builder.city;
    }

    private void furnishStores() {
        int number = 0;
        for (Store store : stores) {
            city.stores().put(store.id(), store);
            for (int i = 0; i < settings.cabinetsPerStore(); i++) {
                furnish(new Cabinet("c-" + ++number, store));
            }
        }
    }

    private void furnish(Cabinet cabinet) {
        cabinet.store().cabinets().add(cabinet);
        city.cabinets().put(cabinet.id(), cabinet);
        for (int i = 1; i <= settings.cellsPerCabinet(); i++) {
            Cell cell = new Cell(cabinet.id() + "/" + i, cabinet, door());
            cabinet.cells().add(cell);
            city.cells().put(cell.id(), cell);
            if (i <= settings.chargedPerCabinet()) {
                city.store(city.addAccumulator(97 + random.nextInt(4)), cell);
            }
        }
    }

    private Cell.Door door() {
        if (!city.fate().draws(Behaviour.BROKEN_DOOR)) {
            return Cell.Door.SOUND;
        }
        return random.nextBoolean() ? Cell.Door.MUTE : Cell.Door.JAMMED;
    }

    private void parkScooters() {
        List<Position> taken = new ArrayList<>();
        for (int i = 1; i <= settings.scooters(); i++) {
            Position position = freeSpot(taken);
            taken.add(position);
            Accumulator accumulator = city.addAccumulator(i <= settings.lowAtStart() ? 4 + random.nextInt(55) : 70 + random.nextInt(31));
            Scooter scooter = new Scooter("car-%05d".formatted(i), "%03dС%02d".formatted(i % 1000, i / 1000), "mk-4", position, accumulator);
            city.fit(accumulator, scooter);
            strike(scooter);
            city.scooters().put(scooter.id(), scooter);
        }
    }

    private void strike(Scooter scooter) {
        if (city.fate().draws(Behaviour.VEHICLE_NOT_FOUND)) {
            scooter.gone(true);
        } else if (city.fate().draws(Behaviour.VEHICLE_DESTROYED)) {
            scooter.wrecked(true);
        } else if (city.fate().draws(Behaviour.SCOOTER_OFFLINE)) {
            scooter.offline(random.nextBoolean());
        }
    }

    private Position freeSpot(List<Position> taken) {
        while (true) {
            Store near = stores.get(random.nextInt(stores.size()));
            double angle = random.nextDouble() * 2 * Math.PI;
            double metres = 100 + Math.sqrt(random.nextDouble()) * (STREET_RADIUS_M - 100);
            Position spot = near.position().offset(Math.sin(angle) * metres, Math.cos(angle) * metres);
            if (taken.stream().noneMatch(t -> t.metresTo(spot) < SPACING_M)
                    && stores.stream().noneMatch(s -> s.position().metresTo(spot) < 2 * City.AT_HAND_METRES)) {
                return spot;
            }
        }
    }

    private void hireCouriers() {
        for (int i = 1; i <= settings.couriers(); i++) {
            Store near = stores.get(random.nextInt(stores.size()));
            Position start = near.position().offset(random.nextInt(800) - 400, random.nextInt(800) - 400);
            Courier courier = new Courier("courier-" + i, NAMES.get(i % NAMES.size()) + " " + i, start);
            city.couriers().put(courier.id(), courier);
        }
    }
}

package io.batteryexchange.sandbox.courier;

import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.city.Cabinet;
import io.batteryexchange.sandbox.city.Cell;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.orders.Reply;
import java.util.Optional;
import java.util.Set;

/** A courier before a cabinet. He knows the screen, and sees which door stands open. */
final class Exchange {

    /** How a look at the screen ended. */
    enum Outcome { DONE, GO_ON, WAIT }

    private static final Set<Integer> TURNED_AWAY = Set.of(403, 404, 409);
    private static final int MOST_TRIES = 4;

    private final City city;
    private final Bookings bookings;
    private final Courier courier;
    private final Doors doors;
    private final Phone phone;
    private final ScreenCheck check;
    private final Trouble trouble;
    private final Storekeeper storekeeper;
    private int insisted;
    private boolean doorLeftOpen;
    private boolean turnedAway;

    Exchange(City city, Bookings bookings, Courier courier, Phone phone, ScreenCheck check, Trouble trouble, Storekeeper storekeeper) {
        this.city = city;
        this.bookings = bookings;
        this.courier = courier;
        this.doors = new Doors(city, bookings, courier);
        this.phone = phone;
        this.check = check;
        this.trouble = trouble;
        this.storekeeper = storekeeper;
    }

    /** Begins with a claim. */
    void begin() {
        insisted = 0;
        doorLeftOpen = false;
        turnedAway = false;
    }

    /** Whether he was told, when he last looked, that there is no screen for him. */
    boolean turnedAway() {
        return turnedAway;
    }

    boolean doorLeftOpen() {
        return doorLeftOpen;
    }

    /** Looks at the screen and does the next thing it asks for. */
    Outcome step(Claim claim, Leg leg) {
        shutDoorLeftOpen(claim);
        handleOpenDoor(claim, leg);
        Reply reply = phone.get(Phone.screenUrl(claim));
        turnedAway = TURNED_AWAY.contains(reply.status());
        if (!reply.ok()) {
            return refused(reply);
        }
        check.status(reply, leg, claim, phone.language());
        Screen screen = new Screen(reply.json());
        if (screen.hasButton("not_opened") && !(screen.hasButton("next") && insists())) {
            return press(screen, "not_opened", claim, leg);
        }
        if (screen.hasButton("next")) {
            return next(screen, claim, leg);
        }
        if (screen.sendsToStorekeeper() && screen.left() > 0) {
            trouble.meet(reply);
            storekeeper.help(claim, courier, leg);
            return Outcome.WAIT;
        }
        if (screen.hasButton("close")) {
            trouble.over();
            return Outcome.DONE;
        }
        trouble.meet(reply);
        return Outcome.WAIT;
    }

    private Outcome next(Screen screen, Claim claim, Leg leg) {
        Screen.Request request = screen.requests("next").get(0);
        Reply reply = phone.tap(request.method(), request.url());
        if (!reply.ok()) {
            if (reply.code().equals("cabinet_busy")) {
                shutDoorNobodyStandsAt(claim);
            }
            return refused(reply);
        }
        check.open(reply, claim.id(), phone.language());
        boolean open = reachIn(claim, leg);
        if (!open && !doors.openedLately()) {
            check.announcedButNeverOpened(reply);
        }
        if (open && city.fate().strikes(Behaviour.DOOR_LEFT_OPEN)) {
            return Outcome.DONE;
        }
        shutDoorLeftOpen(claim);
        return press(new Screen(reply.json()), open ? "taken" : "not_opened", claim, leg);
    }

    /** Some try a door that does not answer once more before they call it broken; nobody does so for ever. */
    private boolean insists() {
        insisted++;
        return courier.id().hashCode() % 2 == 0 && insisted < MOST_TRIES;
    }

    private Outcome press(Screen screen, String button, Claim claim, Leg leg) {
        for (Screen.Request request : screen.requests(button)) {
            Reply reply = phone.tap(request.method(), request.url());
            if (!reply.ok()) {
                return refused(reply);
            }
            check.status(reply, leg, claim, phone.language());
        }
        trouble.over();
        return Outcome.GO_ON;
    }

    private Outcome refused(Reply reply) {
        check.error(reply, phone.language());
        trouble.meet(reply);
        return Outcome.WAIT;
    }

    /** @return whether a door stood open for him */
    private boolean handleOpenDoor(Claim claim, Leg leg) {
        synchronized (city) {
            boolean open = reachIn(claim, leg);
            shutDoorLeftOpen(claim);
            return open;
        }
    }

    /** Takes or puts in what he is here for, and leaves the door as it is. */
    private boolean reachIn(Claim claim, Leg leg) {
        synchronized (city) {
            Optional<Cell> open = doors.open(claim);
            open.ifPresent(cell -> {
                if (leg == Leg.PICKUP) {
                    city.takeOut(courier, cell);
                } else if (bookings.isKeptForWhatComesBack(cell)) {
                    courier.bag().stream().findFirst().ifPresent(accumulator -> city.putIn(courier, accumulator, cell));
                }
                doorLeftOpen = true;
            });
            return open.isPresent();
        }
    }

    /** @return whether there was one */
    boolean shutDoorLeftOpen(Claim claim) {
        synchronized (city) {
            boolean was = doorLeftOpen;
            doorLeftOpen = false;
            if (was) {
                doors.shut(claim);
            }
            return was;
        }
    }

    /** Leaving: a door that stands open for him is shut. */
    void leave(Claim claim) {
        doors.shut(claim);
    }

    private void shutDoorNobodyStandsAt(Claim claim) {
        synchronized (city) {
            for (Cabinet cabinet : doors.here(claim)) {
                cabinet.openCell().filter(cell -> cell.openedAt().plusSeconds(120).isBefore(city.now())).filter(this::abandoned)
                        .ifPresent(bookings::closeDoor);
            }
        }
    }

    private boolean abandoned(Cell cell) {
        return bookings.contractorFor(cell).map(city.couriers()::get)
                .filter(c -> c.position().metresTo(cell.cabinet().store().position()) < City.AT_HAND_METRES).isEmpty();
    }
}

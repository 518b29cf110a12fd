package io.batteryexchange.sandbox.courier;

import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.city.Cabinet;
import io.batteryexchange.sandbox.city.Cell;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.city.Store;
import io.batteryexchange.sandbox.orders.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A courier before a cabinet. He knows the screen, and sees which door stands open. */
final class Exchange {

    /** How a look at the screen ended. */
    enum Outcome { DONE, GO_ON, WAIT }

    private static final String STATUS = "/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=";

    private static final Duration LATELY = Duration.ofMinutes(1);

    private final City city;
    private final Bookings bookings;
    private final Courier courier;
    private final Phone phone;
    private final ScreenCheck check;
    private final Trouble trouble;
    private final Storekeeper storekeeper;

    Exchange(City city, Bookings bookings, Courier courier, Phone phone, ScreenCheck check, Trouble trouble, Storekeeper storekeeper) {
        this.city = city;
        this.bookings = bookings;
        this.courier = courier;
        this.phone = phone;
        this.check = check;
        this.trouble = trouble;
        this.storekeeper = storekeeper;
    }

    /** Looks at the screen and does the next thing it asks for. */
    Outcome step(Claim claim, Leg leg) {
        handleOpenDoor(claim, leg);
        Reply reply = phone.get(STATUS + claim.id());
        if (!reply.ok()) {
            return refused(reply);
        }
        check.status(reply, leg, claim.id(), phone.language());
        Screen screen = new Screen(reply.json());
        if (screen.hasButton("not_opened")) {
            return press(screen, "not_opened", claim, leg);
        }
        if (screen.hasButton("next")) {
            return next(screen, claim, leg);
        }
        if (screen.hasButton("close")) {
            trouble.over();
            return Outcome.DONE;
        }
        trouble.meet(reply);
        if (screen.sendsToStorekeeper()) {
            storekeeper.help(claim, courier, leg);
        }
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
        boolean open = handleOpenDoor(claim, leg);
        if (!open && !openedLately()) {
            check.announcedButNeverOpened(reply);
        }
        return press(new Screen(reply.json()), open ? "taken" : "not_opened", claim, leg);
    }

    private boolean openedLately() {
        synchronized (city) {
            return bookings.openedSince(courier.id(), Instant.now().minus(LATELY));
        }
    }

    private Outcome press(Screen screen, String button, Claim claim, Leg leg) {
        for (Screen.Request request : screen.requests(button)) {
            Reply reply = phone.tap(request.method(), request.url());
            if (!reply.ok()) {
                return refused(reply);
            }
            check.status(reply, leg, claim.id(), phone.language());
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
    boolean handleOpenDoor(Claim claim, Leg leg) {
        synchronized (city) {
            Optional<Cell> open = bookings.openDoorFor(courier.id(), here(claim));
            open.ifPresent(cell -> {
                if (leg == Leg.PICKUP) {
                    city.takeOut(courier, cell);
                } else {
                    courier.bag().stream().findFirst().ifPresent(accumulator -> city.putIn(courier, accumulator, cell));
                }
                bookings.closeDoor(cell);
            });
            return open.isPresent();
        }
    }

    /** Leaving: a door that stands open for him is shut. */
    void leave(Claim claim) {
        synchronized (city) {
            bookings.openDoorFor(courier.id(), here(claim)).ifPresent(bookings::closeDoor);
        }
    }

    private void shutDoorNobodyStandsAt(Claim claim) {
        synchronized (city) {
            for (Cabinet cabinet : here(claim)) {
                cabinet.openCell().filter(cell -> cell.openedAt().plusSeconds(120).isBefore(city.now())).filter(this::abandoned)
                        .ifPresent(bookings::closeDoor);
            }
        }
    }

    private boolean abandoned(Cell cell) {
        return bookings.contractorFor(cell).map(city.couriers()::get)
                .filter(c -> c.position().metresTo(cell.cabinet().store().position()) < City.AT_HAND_METRES).isEmpty();
    }

    private List<Cabinet> here(Claim claim) {
        return city.storeAt(claim.source().position())
                .filter(s -> s.position().metresTo(courier.position()) < City.AT_HAND_METRES)
                .map(Store::cabinets).orElse(List.of());
    }
}

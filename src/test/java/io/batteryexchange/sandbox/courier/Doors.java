package io.batteryexchange.sandbox.courier;

import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.city.Cabinet;
import io.batteryexchange.sandbox.city.Cell;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Courier;
import io.batteryexchange.sandbox.city.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a courier sees of the doors before him. Takes the city's lock. */
final class Doors {

    private static final Duration LATELY = Duration.ofMinutes(1);

    private final City city;
    private final Bookings bookings;
    private final Courier courier;

    Doors(City city, Bookings bookings, Courier courier) {
        this.city = city;
        this.bookings = bookings;
        this.courier = courier;
    }

    /** The cabinets of the claim's store; none when he does not stand there. */
    List<Cabinet> here(Claim claim) {
        synchronized (city) {
            return city.storeAt(claim.source().position())
                    .filter(s -> s.position().metresTo(courier.position()) < City.AT_HAND_METRES)
                    .map(Store::cabinets).orElse(List.of());
        }
    }

    /** The cell whose door stands open for him. */
    Optional<Cell> open(Claim claim) {
        synchronized (city) {
            return bookings.openDoorFor(courier.id(), here(claim));
        }
    }

    /** Shuts the door that stands open for him. @return whether there was one */
    boolean shut(Claim claim) {
        synchronized (city) {
            Optional<Cell> open = open(claim);
            open.ifPresent(bookings::closeDoor);
            return open.isPresent();
        }
    }

    /** Whether a cabinet opened a cell for him a moment ago. */
    boolean openedLately() {
        synchronized (city) {
            return bookings.openedSince(courier.id(), Instant.now().minus(LATELY));
        }
    }
}

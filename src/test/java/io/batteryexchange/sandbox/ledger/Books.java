package io.batteryexchange.sandbox.ledger;

import io.batteryexchange.sandbox.SandboxSettings;
import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.cargo.Journal;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.fleet.Fleet;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.wire.Wire;

/** Opens the ledger: puts its parts together and lets them listen. */
public final class Books {

    private final Ledger ledger = new Ledger();
    private final Watch watch;
    private final Audit audit;

    public Books(City city, Fleet fleet, Bookings bookings, Claims claims, Journal journal, BundleClient bundle, Wire wire,
                 SandboxSettings settings) {
        ChangeJournal changes = new ChangeJournal(city, bookings, claims);
        Openings openings = new Openings(ledger);
        LiveRules live = new LiveRules(city, fleet, claims, wire.faults(), openings, ledger);
        wire.listen(changes);
        claims.listen(live);
        bookings.listen(live);
        fleet.listen(live);
        OperatorClient operator = new OperatorClient(bundle);
        Conservation conservation = new Conservation(city, ledger);
        this.watch = new Watch(operator, new Drifts(city, fleet, bookings, claims), changes, conservation, openings, ledger, settings);
        this.audit = new Audit(operator, watch, conservation, new EventsOnTimelines(city, claims, journal, ledger),
                new ChangesOnTimelines(changes, ledger), ledger, settings.watch().grace());
    }

    public Ledger ledger() {
        return ledger;
    }

    public Watch watch() {
        return watch;
    }

    public Audit audit() {
        return audit;
    }
}

package io.batteryexchange.sandbox;

import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.cargo.Journal;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.fleet.Fleet;
import io.batteryexchange.sandbox.ledger.Books;
import io.batteryexchange.sandbox.ledger.Ledger;
import io.batteryexchange.sandbox.ledger.Watch;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.wire.Wire;
import org.springframework.context.annotation.Bean;

/** The ledger. */
class LedgerConfiguration {

    @Bean
    Books books(City city, Fleet fleet, Bookings bookings, Claims claims, Journal journal, BundleClient bundle, Wire wire, SandboxSettings settings) {
        return new Books(city, fleet, bookings, claims, journal, bundle, wire, settings);
    }

    @Bean
    Ledger ledger(Books books) {
        return books.ledger();
    }

    @Bean
    Watch watch(Books books) {
        return books.watch();
    }
}

package io.batteryexchange.sandbox;

import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.cargo.Visits;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.courier.Players;
import io.batteryexchange.sandbox.courier.Robots;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.orders.CargoOrders;
import io.batteryexchange.sandbox.orders.Tokens;
import io.batteryexchange.sandbox.telegram.StorekeeperDesk;
import io.batteryexchange.sandbox.wire.Wire;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;

/** Those who call the bundle: cargo-orders, the couriers and the ledger. */
class RobotsConfiguration {

    @Bean
    BundleClient bundleClient(SandboxSettings settings, Wire wire) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();
        return new BundleClient(http, settings.bundleUrl(), new Tokens(http, settings.port(), settings.clientSecret()), wire.counters());
    }

    @Bean
    CargoOrders cargoOrders(BundleClient bundle, City city, Visits visits, Wire wire) {
        return new CargoOrders(bundle, city, visits, wire.violations());
    }

    @Bean
    Robots robots(City city, Agenda agenda, SandboxSettings settings, Bookings bookings, CargoOrders orders, BundleClient bundle,
                  Wire wire, Claims claims, StorekeeperDesk desk) {
        Robots robots = new Robots(city, agenda, settings, bookings, orders, bundle, wire, desk);
        claims.listen(robots);
        return robots;
    }

    @Bean
    Players players(City city, Agenda agenda, Robots robots, Claims claims) {
        Players players = new Players(city, agenda, robots);
        claims.listen(players);
        return players;
    }
}

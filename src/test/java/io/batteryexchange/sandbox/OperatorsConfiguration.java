package io.batteryexchange.sandbox;

import io.batteryexchange.sandbox.cargo.Claims;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.ledger.Watch;
import io.batteryexchange.sandbox.operators.Operators;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.wire.Wire;
import org.springframework.context.annotation.Bean;

/** The operations console. */
class OperatorsConfiguration {

    @Bean(initMethod = "start")
    Operators operators(City city, Claims claims, BundleClient bundle, Wire wire, Watch watch, SandboxSettings settings) {
        return new Operators(city, claims, bundle, wire, watch, settings);
    }
}

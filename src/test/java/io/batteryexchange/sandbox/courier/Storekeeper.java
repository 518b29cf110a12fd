package io.batteryexchange.sandbox.courier;

import io.batteryexchange.sandbox.cargo.Claim;
import io.batteryexchange.sandbox.city.Courier;

/** Whom a courier turns to when no cell opens. */
@FunctionalInterface
interface Storekeeper {

    void help(Claim claim, Courier courier, Leg leg);
}

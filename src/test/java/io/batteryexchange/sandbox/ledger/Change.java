package io.batteryexchange.sandbox.ledger;

import java.time.Instant;
import java.util.Map;

/**
 * A change that a call of the bundle made upstream.
 *
 * @param name    as a timeline would name the call
 * @param about   ids of what was changed
 * @param storeId of the store it concerns; null when it concerns none
 */
record Change(Instant at, String name, Map<String, String> about, String storeId) {

    boolean givesOut() {
        return name.endsWith("cabinet/accumulator/book") || name.endsWith("cabinet/cell/open") || name.equals("cargo claims/create");
    }
}

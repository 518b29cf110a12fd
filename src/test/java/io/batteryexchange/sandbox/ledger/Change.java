package io.batteryexchange.sandbox.ledger;

import java.time.Instant;
import java.util.Map;

/**
 * A change that a call of the bundle made upstream.
 *
 * @param name    as a timeline would name the call
 * @param about   ids of what was changed
 * @param storeId of the store it concerns; null when it concerns none
 * @param token   with which it was asked for; null where the call takes none
 */
record Change(Instant at, String name, Map<String, String> about, String storeId, String token) {

    /** Made by the same request: the second one was made because its token had been forgotten, and the caller cannot know of both. */
    boolean asSameRequest(Change other) {
        return token != null && token.equals(other.token) && name.equals(other.name);
    }

    boolean givesOut() {
        return name.endsWith("cabinet/accumulator/book") || name.endsWith("cabinet/cell/open") || name.equals("cargo claims/create");
    }
}

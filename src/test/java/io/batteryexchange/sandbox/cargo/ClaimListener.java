package io.batteryexchange.sandbox.cargo;

/** Hears of claims the moment they change, under the city's lock. */
public interface ClaimListener {

    default void created(Claim claim) {
    }

    default void moved(Claim claim, String status) {
    }
}

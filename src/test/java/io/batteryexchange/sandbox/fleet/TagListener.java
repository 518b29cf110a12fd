package io.batteryexchange.sandbox.fleet;

import io.batteryexchange.sandbox.city.Scooter;

/** Hears of tags and servicing the moment they change, under the city's lock. */
public interface TagListener {

    default void set(Scooter scooter, Tag tag) {
    }

    default void removed(Scooter scooter, Tag tag) {
    }

    default void servicingFinished(Scooter scooter, String tagId) {
    }
}

package io.batteryexchange.routes.tree;

/** A file that is no YAML list of route entities, with the place and the reason. */
public class Unreadable extends RuntimeException {

    public Unreadable(String message) {
        super(message);
    }
}

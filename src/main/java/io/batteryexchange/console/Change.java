package io.batteryexchange.console;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A change of a task that an operator can make (contracts, operator-api), the route that makes it, and what it wants to know besides the reason. */
enum Change {

    REPLAN("replan", "operator-replan", ""),
    CANCEL("cancel", "operator-cancel", "replan"),
    PARK("park", "operator-park", ""),
    RESOLVE("resolve", "operator-resolve", "outcome"),
    ISSUE("issue", "operator-issue", "accumulator_id"),
    RETURN("return", "operator-return", "accumulator_id");

    private final String key;
    private final String route;
    private final String field;

    Change(String key, String route, String field) {
        this.key = key;
        this.route = route;
        this.field = field;
    }

    /** As in addresses and message keys. */
    public String key() {
        return key;
    }

    String route() {
        return route;
    }

    /** The field besides {@code reason}; empty: none. */
    public String field() {
        return field;
    }

    static Optional<Change> find(String key) {
        return Arrays.stream(values()).filter(change -> change.key.equals(key)).findFirst();
    }

    /** What makes sense for a task in a state; the route has the last word. */
    static List<Change> offeredIn(String state) {
        return switch (state) {
            case "done", "cancelled" -> List.of();
            case "attention" -> List.of(RESOLVE, REPLAN, CANCEL, ISSUE, RETURN);
            case "waiting" -> List.of(REPLAN, PARK, CANCEL);
            case "parked" -> List.of(REPLAN, CANCEL);
            case "new", "planning", "booked" -> List.of(PARK, CANCEL);
            default -> List.of(CANCEL, ISSUE, RETURN);
        };
    }
}

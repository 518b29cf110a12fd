package io.batteryexchange.cabinet;

/** A leg of the claim at the cabinet. */
public enum Leg {
    PICKUP, RETURN;

    /** @param state the task state, {@code at_cabinet} or {@code at_return} */
    public static Leg of(String state) {
        return switch (state) {
            case "at_cabinet" -> PICKUP;
            case "at_return" -> RETURN;
            default -> throw new IllegalArgumentException("no exchange leg in state " + state);
        };
    }
}

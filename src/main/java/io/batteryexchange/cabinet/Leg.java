package io.batteryexchange.cabinet;

/** A leg of the claim at the cabinet. */
public enum Leg {
    PICKUP, RETURN;

    /** @param state the task state {@code at_cabinet} or {@code at_return}, or {@code returning} */
    public static Leg of(String state) {
        return switch (state) {
            case "at_cabinet" -> PICKUP;
            case "at_return", "returning" -> RETURN;
            default -> throw new IllegalArgumentException("no exchange leg in state " + state);
        };
    }
}

package io.batteryexchange.bench.support;

/** How long and how much is measured: {@code -Dbench.size=small} shows that the bench works and that nothing is grossly slow, {@code full} gives the figures of the README. */
public enum Size {
    SMALL,
    FULL;

    private static final Size CHOSEN = valueOf(System.getProperty("bench.size", "full").toUpperCase(java.util.Locale.ROOT));

    /** The one that fits the chosen size. */
    public static <T> T of(T small, T full) {
        return CHOSEN == SMALL ? small : full;
    }
}

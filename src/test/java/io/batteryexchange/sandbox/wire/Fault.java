package io.batteryexchange.sandbox.wire;

/** What can go wrong between two systems. */
public enum Fault {
    /** The answer takes its time. */
    LATENCY,
    /** 5xx, nothing was done. */
    ERROR_BEFORE,
    /** The work was done, the answer is 5xx. */
    ERROR_AFTER,
    /** The work was done, the connection is closed without an answer. */
    LOST_ANSWER,
    /** The connection is closed, nothing was done. */
    RESET_BEFORE,
    /** 429 with {@code Retry-After}. */
    TOO_MANY
}

package io.batteryexchange.sandbox.wire;

/** What can go wrong between two systems. */
public enum Fault {
    /** The answer takes its time. */
    LATENCY,
    /** The connection is closed before the request's body is read. */
    REFUSED,
    /** The request is read, then the connection is closed; nothing was done. */
    RESET_BEFORE,
    /** 5xx, nothing was done. */
    ERROR_BEFORE,
    /** The work was done, the answer is 5xx. */
    ERROR_AFTER,
    /** The work was done, the connection is closed without an answer. */
    LOST_ANSWER,
    /** The answer comes after longer than a lease; the work is done at the beginning or, just as often, at the end. */
    SLOW,
    /** The head of the answer comes at once, its body in drops. */
    SLOW_BODY,
    /** 429 with {@code Retry-After}, in seconds or, just as often, as an HTTP-date. */
    TOO_MANY,
    /** A read shows the state before the last write, for {@link StaleReads#BOUND} after it. */
    STALE_READ,
    /** The token of an earlier call is forgotten: the call takes effect again, as far as the contract's own guards let it. */
    FORGOTTEN_TOKEN,
    /** Journal: some events that came before come again. */
    REPEATED_PAGE,
    /** Journal: the claims of a page change places; within a claim the order stays. */
    OUT_OF_ORDER,
    /** Journal: an event, and with it all later ones of its claim, comes some pages later than others. */
    LATE,
    /** Journal: a good cursor is refused. */
    CURSOR_REFUSED;

    /** Everything but latency: a call has one of them at most. */
    boolean excludesOthers() {
        return this != LATENCY;
    }
}

package io.batteryexchange.upstream;

/** Which call an exception is about, carried by the exception itself: variables that are set inside a split don't come out of it. */
final class FailedCall extends Exception {

    private final String call;
    private final Long retryAfterMs;

    /** @param retryAfterMs how long the partner asks to wait; null: it does not say */
    FailedCall(String call, Long retryAfterMs) {
        super(call, null, false, false);
        this.call = call;
        this.retryAfterMs = retryAfterMs;
    }

    String call() {
        return call;
    }

    Long retryAfterMs() {
        return retryAfterMs;
    }

    /** What an exception carries; null: nothing. */
    static FailedCall of(Throwable failure) {
        if (failure != null) {
            for (Throwable carried : failure.getSuppressed()) {
                if (carried instanceof FailedCall call) {
                    return call;
                }
            }
        }
        return null;
    }
}

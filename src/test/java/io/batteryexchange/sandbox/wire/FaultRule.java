package io.batteryexchange.sandbox.wire;

/**
 * When a fault strikes.
 *
 * @param upstream   name of an upstream, or {@code *}
 * @param call       name of a call, or {@code *}
 * @param share      0 to 1, of the calls to which the fault can happen
 * @param status     of an error answer
 * @param delayMs    of latency: between half of it and all of it; of SLOW: all of it and up to a quarter more; of SLOW_BODY: all of it
 * @param retryAfter seconds, of 429
 * @param times      strikes at most that often; 0: without end
 */
public record FaultRule(String upstream, String call, Fault fault, double share, int status, int delayMs, int retryAfter, int times) {

    public FaultRule {
        upstream = upstream == null ? "*" : upstream;
        call = call == null ? "*" : call;
        if (fault == null) {
            throw new IllegalArgumentException("fault is missing");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must lie between 0 and 1");
        }
        status = status == 0 ? 503 : status;
        delayMs = delayMs == 0 ? 1000 : delayMs;
        retryAfter = retryAfter == 0 ? 1 : retryAfter;
    }

    boolean concerns(String upstreamName, String callName) {
        return (upstream.equals("*") || upstream.equals(upstreamName)) && (call.equals("*") || call.equals(callName));
    }

    /** Nothing gets through. */
    boolean isOutage() {
        return share == 1 && times == 0 && (fault == Fault.ERROR_BEFORE || fault == Fault.RESET_BEFORE || fault == Fault.REFUSED);
    }
}

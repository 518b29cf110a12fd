package io.batteryexchange.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.springframework.stereotype.Component;

/**
 * Counts, for the changing call in hand, the tries whose outcome nobody knows: the request went out and no answer came that tells. Runs before each quick
 * repeat, and once more when the call is given up.
 */
@Component("unknownOutcome")
public class Ambiguity implements Processor {

    private static final String TRIES = "upstreamCallUnknownTries";
    private static final String SINCE = "upstreamCallUnknownSince";
    private static final String REPEATS = "upstreamCallRepeats";

    private final MeterRegistry meters;

    Ambiguity(MeterRegistry meters) {
        this.meters = meters;
    }

    /** A call begins: nothing is unknown about it. */
    static void begin(Exchange exchange) {
        exchange.removeProperty(TRIES);
        exchange.removeProperty(SINCE);
        exchange.removeProperty(REPEATS);
    }

    /** Before each quick repeat. */
    @Override
    public void process(Exchange exchange) {
        exchange.setProperty(REPEATS, repeats(exchange) + 1);
        countIfUnknown(exchange);
    }

    /** Of the call in hand. */
    static int repeats(Exchange exchange) {
        return exchange.getProperty(REPEATS, 0, Integer.class);
    }

    /** The try that just failed may have done its work. */
    void countIfUnknown(Exchange exchange) {
        if (isUnknown(Failure.of(exchange))) {
            count(exchange);
        }
    }

    /** One more try of the call in hand has an unknown outcome; reads have none that matters. */
    void count(Exchange exchange) {
        if (exchange.getVariable("call_not_entered") != null) {
            return;
        }
        if (exchange.getProperty(SINCE) == null) {
            exchange.setProperty(SINCE, System.nanoTime());
            meters.counter("battery.exchange.ambiguous.calls", "call", exchange.getVariable("call", "unknown", String.class)).increment();
        }
        exchange.setProperty(TRIES, tries(exchange) + 1);
    }

    static int tries(Exchange exchange) {
        return exchange.getProperty(TRIES, 0, Integer.class);
    }

    /** When the first of them began to be unknown, {@link System#nanoTime()}; now, when none is. */
    static long since(Exchange exchange) {
        return exchange.getProperty(SINCE, System.nanoTime(), Long.class);
    }

    /** A 5xx may come before or after the work; a broken connection too, unless it never stood; an unusable answer tells of nothing. */
    private static boolean isUnknown(Throwable failure) {
        if (failure instanceof HttpOperationFailedException http) {
            return http.getStatusCode() >= 500;
        }
        if (failure instanceof UpstreamAnswerUnusable) {
            return true;
        }
        return failure instanceof java.io.IOException && !(failure instanceof ConnectException) && !(failure instanceof UnknownHostException)
            && !(failure instanceof NoRouteToHostException) && !(failure instanceof ConnectionRequestTimeoutException);
    }
}

package io.batteryexchange.upstream;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/** Says in one line why a step failed, without what upstreams answered and where they live, see {@link Discreet}. */
@Component("failure")
public class Failure {

    private static final int LONGEST = 300;

    /** The failure itself: breakers and splits hand it on wrapped in exceptions of Camel. */
    static Throwable of(Exchange exchange) {
        Throwable failure = exchange.getException() != null ? exchange.getException() : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        while ((failure instanceof RuntimeCamelException || failure instanceof CamelExchangeException) && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    public String sentence(Exchange exchange) {
        Throwable failure = of(exchange);
        String call = callOf(exchange);
        String said;
        if (failure instanceof HttpOperationFailedException http) {
            said = call + " answered " + http.getStatusCode();
        } else if (failure instanceof java.io.IOException) {
            said = call + " gave no answer (" + Discreet.failure(failure, LONGEST) + ")";
        } else if (failure instanceof PartnerDown || failure instanceof UpstreamRefusal || failure instanceof UpstreamAnswerUnusable) {
            said = failure.getMessage();
        } else {
            said = Discreet.failure(failure, LONGEST);
        }
        return Discreet.text(said, LONGEST);
    }

    /** The call that failed, {@code <upstream> <path>}; empty when none is known. */
    public static String callOf(Exchange exchange) {
        Throwable failure = of(exchange);
        FailedCall call = FailedCall.of(failure);
        if (call != null) {
            return call.call();
        }
        return failure instanceof CallNotPermittedException open ? open.getCausingCircuitBreakerName() + " " : exchange.getVariable("call", "", String.class);
    }

    /** The cabinet system failed, not another partner. */
    public static boolean isOfCabinets(Exchange exchange) {
        return callOf(exchange).startsWith("scooter-accumulator ");
    }

    /** How long the partner asks to wait before the next call, in milliseconds; null: it does not say. */
    public Long retryAfterMs(Exchange exchange) {
        FailedCall call = FailedCall.of(of(exchange));
        return call == null ? null : call.retryAfterMs();
    }

    /** The partner says 429: a quick repeat would be refused as well. */
    public boolean asksToWait(Exchange exchange) {
        return of(exchange) instanceof HttpOperationFailedException http && http.getStatusCode() == 429;
    }

    /** It passes by itself: a partner or the database is down or overloaded, nothing is wrong with the task. */
    public boolean passes(Exchange exchange) {
        Throwable failure = of(exchange);
        return failure instanceof HttpOperationFailedException || failure instanceof java.io.IOException
            || failure instanceof CallNotPermittedException || failure instanceof PartnerDown
            || failure instanceof TransientDataAccessException
            || failure instanceof DataAccessResourceFailureException || failure instanceof RecoverableDataAccessException;
    }
}

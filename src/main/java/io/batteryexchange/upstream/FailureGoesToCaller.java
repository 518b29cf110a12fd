package io.batteryexchange.upstream;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/**
 * Lets the failure of an upstream route, after its own quick repeats, reach the error policy of the route that called it. Without this Camel takes a failure
 * that one error handler has given up on as dealt with, and the caller's error policy is skipped.
 */
@Component("failureGoesToCaller")
public class FailureGoesToCaller extends RoutePolicySupport {

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (exchange.getException() != null) {
            exchange.getExchangeExtension().setRedeliveryExhausted(false);
            exchange.getExchangeExtension().setFailureHandled(false);
            exchange.getExchangeExtension().setErrorHandlerHandled(null);
        }
    }
}

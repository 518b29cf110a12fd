package io.batteryexchange.beans;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/** A {@code bean} step: what the method returns becomes the body, unless it returns nothing. */
final class BeanCallStep extends AsyncProcessorSupport {

    private final BeanCall call;

    BeanCallStep(BeanCall call) {
        this.call = call;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Object result = call.on(exchange);
        if (!call.returnsNothing() && exchange.getException() == null) {
            exchange.getMessage().setBody(result);
        }
        callback.done(true);
        return true;
    }

    @Override
    public String toString() {
        return call.toString();
    }
}

package io.batteryexchange.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** An exchange outside of any route, for testing one bean by the variables that it reads and sets. */
public final class TestExchange {

    private static final CamelContext CAMEL = new DefaultCamelContext();
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestExchange() {
    }

    /** @param namesAndValues variables, a null value is left out */
    public static Exchange with(Object... namesAndValues) {
        Exchange exchange = new DefaultExchange(CAMEL);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                exchange.setVariable((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return exchange;
    }

    /** Reads JSON in which single quotes stand for double ones. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}

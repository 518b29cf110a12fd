package io.batteryexchange.flow.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.apache.camel.Exchange;

/** What a route of the console answers to a page's controller. */
public final class Looks {

    public record Look(int status, JsonNode body) {
    }

    private Looks() {
    }

    /** Calls {@code direct:<route>} as operator ivanova's page would. */
    public static Look at(Bundle bundle, String route, String language, Map<String, Object> values) {
        Exchange answered = bundle.camel().createProducerTemplate().send("direct:" + route, exchange -> {
            exchange.getMessage().setHeader("Verified-Caller", "ivanova");
            exchange.getMessage().setHeader("Accept-Language", language);
            values.forEach(exchange.getMessage()::setHeader);
        });
        try {
            Integer status = answered.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            return new Look(status == null ? 200 : status, Documents.JSON.readTree(answered.getMessage().getBody(String.class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.batteryexchange.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Asks the routes that the APIs ask, as the operator who is signed in: the console shows what the API answers and changes what the API changes, with the same guards and
 * the same entries on the timeline.
 */
@Component
public class RouteCalls {

    private final ProducerTemplate routes;
    private final ObjectMapper json;

    RouteCalls(ProducerTemplate routes, ObjectMapper json) {
        this.routes = routes;
        this.json = json;
    }

    /**
     * What a route answered.
     *
     * @param status as of HTTP
     * @param body   of a refusal {@code {"code","message"}}
     */
    public record Answer(int status, JsonNode body) {

        public boolean isRefusal() {
            return status >= 400;
        }

        /** @throws RouteRefused the route refused; the sentence is for the operator */
        public JsonNode orRefuse() {
            if (isRefusal()) {
                throw new RouteRefused(status, body.path("message").asText());
            }
            return body;
        }
    }

    /** @param values what would be parameters of the call; those that are null or blank are left out */
    public Answer call(String route, Map<String, Object> values) {
        return ask(route, values, null);
    }

    /** @param body what would be the call's body */
    public Answer change(String route, Map<String, Object> values, ObjectNode body) {
        return ask(route, values, body.toString());
    }

    private Answer ask(String route, Map<String, Object> values, String body) {
        Exchange answer = routes.request("direct:" + route, exchange -> {
            values.forEach((name, value) -> {
                if (value != null && !value.toString().isBlank()) {
                    exchange.getMessage().setHeader(name, value);
                }
            });
            exchange.getMessage().setHeader("Accept-Language", LocaleContextHolder.getLocale().toLanguageTag());
            exchange.getMessage().setHeader("Verified-Caller", SecurityContextHolder.getContext().getAuthentication().getName());
            exchange.getMessage().setBody(body);
        });
        if (answer.getException() != null) {
            throw new IllegalStateException("route " + route + " failed", answer.getException());
        }
        try {
            String text = answer.getMessage().getBody(String.class);
            return new Answer(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class), json.readTree(text == null ? "{}" : text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("route " + route + " did not answer JSON", e);
        }
    }
}

package io.batteryexchange.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.timeline.Named;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * The front door of every API route: takes the few values that the route needs out of the request into variables ({@code caller}, {@code language} and
 * the named parameters) and drops everything else that came from outside, headers and body.
 */
@Component("apiRequest")
public class ApiRequest {

    /** What an id of ours or of an upstream may look like; nothing that could steer a query, a path or a log line. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/@+-]{1,128}");
    private static final Pattern INT64 = Pattern.compile("-?[0-9]{1,19}");
    /** Sentences of people: no control characters or line breaks of any script, and no half characters, which no table can hold. */
    private static final Pattern SENTENCE = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,500}");
    private static final Set<String> SENTENCES = Set.of("reason");
    private static final Set<String> SWITCHES = Set.of("replan", "on");

    private final ObjectMapper json;

    ApiRequest(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Takes query parameters.
     *
     * @param names required parameters; {@code point_id} is a number
     * @throws ApiRefusal 400 {@code bad_request} that names the parameter
     */
    public void query(String names, Exchange exchange) {
        who(exchange);
        for (String name : Named.names(names)) {
            take(exchange, name, exchange.getMessage().getHeader(name));
        }
        drop(exchange);
    }

    /** For a call without parameters. */
    public void nothing(Exchange exchange) {
        who(exchange);
        drop(exchange);
    }

    /**
     * Takes an operator's change: parameters of the path and fields of a JSON body.
     *
     * @param path   required path parameters, or empty
     * @param fields required fields; {@code replan} and {@code on} are true or false, {@code reason} is a sentence of up to 500 characters
     * @throws ApiRefusal as in {@link #query}
     */
    public void change(String path, String fields, Exchange exchange) {
        for (String name : path.isEmpty() ? new String[0] : Named.names(path)) {
            take(exchange, name, exchange.getMessage().getHeader(name));
        }
        body(fields, exchange);
    }

    /** Takes fields of a JSON body. Errors as in {@link #query}. */
    public void body(String names, Exchange exchange) {
        who(exchange);
        JsonNode body;
        try {
            String text = exchange.getMessage().getBody(String.class);
            body = text == null || text.isBlank() ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ApiRefusal(400, "bad_request", "body");
        }
        if (body == null || !body.isObject()) {
            throw new ApiRefusal(400, "bad_request", "body");
        }
        for (String name : Named.names(names)) {
            JsonNode value = body.get(name);
            if (SWITCHES.contains(name)) {
                if (value == null || !value.isBoolean()) {
                    throw new ApiRefusal(400, "bad_request", name);
                }
                exchange.setVariable(name, value.booleanValue());
                continue;
            }
            boolean number = name.equals("point_id") && value != null && value.isIntegralNumber();
            if (value != null && !value.isTextual() && !number) {
                throw new ApiRefusal(400, "bad_request", name);
            }
            take(exchange, name, value == null ? null : value.asText());
        }
        drop(exchange);
    }

    /** What an id may look like, in whatever parameter it comes. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Sets {@code language} and {@code caller}; for a front door that takes its own parameters, before it takes them. */
    public static void who(Exchange exchange) {
        exchange.setVariable("language", exchange.getMessage().getHeader("Accept-Language", String.class));
        exchange.setVariable("caller", exchange.getMessage().getHeader(VerifiedCallerFilter.HEADER, String.class));
        limit(exchange);
    }

    /** How long a caller who calls too often has to wait, in seconds; see {@link CallerLimits}. */
    private static void limit(Exchange exchange) {
        String seconds = exchange.getMessage().getHeader(CallerLimitFilter.HEADER, String.class);
        if (seconds != null) {
            exchange.setVariable("over_limit", Long.valueOf(seconds));
        }
    }

    private void take(Exchange exchange, String name, Object value) {
        // A repeated parameter arrives as a list: there is no telling which one is meant.
        Pattern allowed = SENTENCES.contains(name) ? SENTENCE : ID;
        if (!(value instanceof String text) || text.isBlank() || !allowed.matcher(text).matches()) {
            throw new ApiRefusal(400, "bad_request", name);
        }
        if (name.equals("point_id")) {
            try {
                if (!INT64.matcher(text).matches()) {
                    throw new ApiRefusal(400, "bad_request", name);
                }
                exchange.setVariable(name, Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw new ApiRefusal(400, "bad_request", name);
            }
        } else {
            exchange.setVariable(name, text);
        }
    }

    /** Drops headers and body; for a front door that takes its own parameters, after it took them. */
    public static void drop(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
    }
}

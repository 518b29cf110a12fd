package io.batteryexchange.upstream;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Builds query strings from variables, percent-encoded. */
@Component("query")
public class QueryString {

    /** Between the names of a list that a route gives. */
    private static final Pattern COMMA = Pattern.compile("[, ]+");

    /** {@code "car_id, limit"} becomes {@code car_id=…&limit=…}; variables without a value are left out. */
    public String of(String names, Exchange exchange) {
        StringJoiner query = new StringJoiner("&");
        for (String name : COMMA.split(names)) {
            Object value = exchange.getVariable(name);
            if (value != null) {
                query.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }
}

package io.batteryexchange.upstream;

import io.batteryexchange.timeline.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Builds query strings from variables, percent-encoded. */
@Component("query")
public class QueryString {

    /** {@code "car_id, limit"} becomes {@code car_id=…&limit=…}; variables without a value are left out. */
    public String of(String names, Exchange exchange) {
        StringJoiner query = new StringJoiner("&");
        for (String name : Named.names(names)) {
            Object value = exchange.getVariable(name);
            if (value != null) {
                query.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }
}

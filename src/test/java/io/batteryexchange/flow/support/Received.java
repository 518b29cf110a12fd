package io.batteryexchange.flow.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A request as a stub got it.
 *
 * @param query   decoded
 * @param headers by lower-case name
 * @param body    null where there was none
 */
public record Received(String method, String path, Map<String, String> query, Map<String, String> headers, JsonNode body) {

    public String header(String name) {
        return headers.get(name.toLowerCase());
    }

    /** A field of the body as text; null where it is absent or null. */
    public String field(String name) {
        return body == null ? null : body.path(name).asText(null);
    }
}

package io.batteryexchange.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A request that passed the gate: its parameters and body have the shape of the contract.
 *
 * @param body null when the call has none
 */
public record WireRequest(Call call, Map<String, String> query, JsonNode body, String rawBody, String idempotencyToken) {

    public String query(String name) {
        return query.get(name);
    }

    public String query(String name, String fallback) {
        return query.getOrDefault(name, fallback);
    }

    public int number(String name, int fallback) {
        return query.containsKey(name) ? Integer.parseInt(query.get(name)) : fallback;
    }

    public String text(String field) {
        JsonNode value = body == null ? null : body.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }
}

package io.batteryexchange.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A request that passed the gate: its parameters and body have the shape of the contract.
 *
 * @param body   null when the call has none
 * @param strike the fault that strikes it; null when none does
 */
public record WireRequest(Call call, Map<String, String> query, JsonNode body, String rawBody, String idempotencyToken, Strike strike) {

    WireRequest(Call call, Map<String, String> query, JsonNode body, String rawBody, String idempotencyToken) {
        this(call, query, body, rawBody, idempotencyToken, null);
    }

    WireRequest struckBy(Strike newStrike) {
        return new WireRequest(call, query, body, rawBody, idempotencyToken, newStrike);
    }

    /** What makes a repeat of this request the same request; null where nothing does. */
    public String token() {
        return idempotencyToken != null ? idempotencyToken : query.get("request_id");
    }

    public boolean has(Fault fault) {
        return strike != null && strike.fault() == fault;
    }

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

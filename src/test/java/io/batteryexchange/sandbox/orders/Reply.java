package io.batteryexchange.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.wire.Json;

/**
 * What came back from the bundle.
 *
 * @param status HTTP status; 0: nothing came back
 * @param json   the body, or JSON null when it is none
 */
public record Reply(String call, int status, JsonNode json, String text, String authenticate) {

    static Reply lost(String call, Exception e) {
        return new Reply(call, 0, Json.MAPPER.nullNode(), e.toString(), null);
    }

    /** The bundle was not asked, for this reason. */
    static Reply unasked(String call, String reason) {
        return new Reply(call, 0, Json.MAPPER.nullNode(), reason, null);
    }

    public boolean ok() {
        return status == 200;
    }

    public String code() {
        return json.path("code").asText("");
    }

    public String summary() {
        return "%s → %d %s".formatted(call, status, Json.excerpt(text));
    }
}

package io.batteryexchange.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an upstream answers.
 *
 * @param about   ids of what the call was about, as a timeline would name them
 * @param changed false when the call found everything done already
 */
public record Answer(int status, JsonNode body, Map<String, String> headers, Map<String, String> about, boolean changed) {

    public static Answer ok(JsonNode body) {
        return new Answer(200, body, Map.of(), Map.of(), true);
    }

    public static Answer of(int status, JsonNode body) {
        return new Answer(status, body, Map.of(), Map.of(), false);
    }

    static Answer error(int status, String code, String message) {
        return new Answer(status, Json.object("code", code, "message", message), Map.of(), Map.of(), false);
    }

    public Answer about(String... pairs) {
        Map<String, String> ids = new LinkedHashMap<>(about);
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                ids.put(pairs[i], pairs[i + 1]);
            }
        }
        return new Answer(status, body, headers, ids, changed);
    }

    public Answer unchanged() {
        return new Answer(status, body, headers, about, false);
    }

    public Answer header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, body, all, about, changed);
    }
}
